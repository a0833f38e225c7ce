package dev.lanewise.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Writes a file so that its name always stands for a whole one: into a temporary file beside it, forced to disk, renamed over
 * the old one, the folder forced.
 *
 * <p>A thread that is interrupted writes the file all the same, and is interrupted still when that is done.
 */
public final class AtomicFile {

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes it.
         *
         * @param out where to; closed by the caller
         * @throws IOException if that fails
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {
    }

    /**
     * Writes or replaces a file.
     *
     * @param file    the file; its folder must exist
     * @param content what it is to hold; asked again where an interrupt cuts a write short
     * @throws IOException if that fails; the old file is then untouched and the temporary one removed
     */
    public static void write(Path file, Content content) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!isWritten(file, content)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where an interrupt has closed a channel; the interrupt is then taken back, for the next attempt. */
    private static boolean isWritten(Path file, Content content) throws IOException {
        try {
            writeOnce(file, content);
            return true;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            return false;
        }
    }

    private static void writeOnce(Path file, Content content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        // not createTempFile, whose files only their owner may read
        Path temporary = folder.resolve("." + file.getFileName() + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel raw = FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(raw), 1 << 16)) {
                content.writeTo(out);
                out.flush();
                raw.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(folder);
    }

    /** Windows cannot open a folder as a file, and needs no forcing of renames. */
    private static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
