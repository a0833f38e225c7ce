package dev.lanewise.file;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Opens named pipes: the system keeps who opens one for writing waiting until somebody opens it for reading. */
final class NamedPipe {

    /** How long a reader may keep the writer waiting. */
    static final Duration WAIT = Duration.ofSeconds(5);

    private static final System.Logger LOG = System.getLogger("dev.lanewise");
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;

    private NamedPipe() {
    }

    static boolean isAt(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && ((int) Files.getAttribute(file, "unix:mode") & TYPE) == PIPE;
    }

    /** Throws an IOException with the reason where nobody opens the pipe for reading in time, or the thread is interrupted. */
    static OutputStream open(Path pipe, Duration wait) throws IOException {
        CompletableFuture<OutputStream> opened = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> open(pipe, opened));
        try {
            return opened.get(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            release(pipe, opened);
            throw new IOException("it is a named pipe that nobody has opened for reading within " + wait.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            release(pipe, opened);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for a reader of the named pipe", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    private static void open(Path pipe, CompletableFuture<OutputStream> opened) {
        try {
            OutputStream out = new FileOutputStream(pipe.toFile(), true);
            if (!opened.complete(out)) {
                out.close();
            }
        } catch (IOException e) {
            opened.completeExceptionally(e);
        }
    }

    /** Opens the pipe for reading, on a thread that may wait in turn, so that the thread that opens it for writing can end. */
    private static void release(Path pipe, CompletableFuture<OutputStream> opened) {
        opened.cancel(false);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                new FileInputStream(pipe.toFile()).close();
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, () -> "the pipe " + pipe + " is gone: " + e.getMessage());
            }
        });
    }
}
