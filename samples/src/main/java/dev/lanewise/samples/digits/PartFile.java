package dev.lanewise.samples.digits;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is being downloaded, under a name of its own beside the one it will have. It is locked as long as it is written, so that
 * what a killed process has left is told from what another process is writing; it goes with the process that is told to stop.
 */
final class PartFile implements AutoCloseable {

    private static final String SUFFIX = ".part";

    /** Those of this process: to open and close one again would free its lock. */
    private static final Set<Path> WRITING = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** An empty file for a part of {@code name}. */
    static PartFile in(Path folder, String name) throws IOException {
        while (true) {
            Path path = folder.resolve(name + UUID.randomUUID() + SUFFIX);
            WRITING.add(path); // before it is there, so that no thread of this process takes it for a leftover
            PartFile part = new PartFile(path, open(path));
            path.toFile().deleteOnExit();
            // another process may have taken it for a leftover before it was locked
            if (isLocked(part.channel) && Files.exists(path)) {
                return part;
            }
            part.close();
        }
    }

    private static FileChannel open(Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            WRITING.remove(path);
            throw e;
        }
    }

    /** Deletes the parts of {@code name} in a folder that nobody writes. */
    static void deleteLeftovers(Path folder, String name) throws IOException {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, file -> isPart(file, name))) {
            for (Path part : parts) {
                if (!WRITING.contains(part)) {
                    deleteUnlessWritten(part);
                }
            }
        }
    }

    private static boolean isPart(Path file, String name) {
        String text = file.getFileName().toString();
        return text.startsWith(name) && text.endsWith(SUFFIX) && Files.isRegularFile(file);
    }

    private static void deleteUnlessWritten(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (isLocked(channel)) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            return; // its process has ended in this moment, or it is somebody else's: it harms nobody
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    FileChannel channel() {
        return channel;
    }

    /** Gives the file its name, in one step. */
    void moveTo(Path file) throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes what was not moved. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            WRITING.remove(path);
        }
    }
}
