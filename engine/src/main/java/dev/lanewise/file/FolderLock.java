package dev.lanewise.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one run writes to: a second one, in this process or another, hears that it is in use. The system frees the lock when
 * the process ends, however it ends. On a file system without locks the folder is used without one, and the log says so.
 */
public final class FolderLock implements AutoCloseable {

    private static final String NAME = ".lanewise.lock";
    /** Far behind the content, which others may read meanwhile. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;
    private static final int MOST_DIGITS = 20;
    /** Of this JVM: opening and closing a locked file again would end the lock. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path file;
    private final FileChannel channel;
    private final Object key;

    private FolderLock(Path folder, Path file, FileChannel channel) throws IOException {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
        key = key(file);
    }

    /**
     * Takes the lock of a folder.
     *
     * @param folder an existing folder
     * @return the lock, to be closed when the run ends
     * @throws IOException if the folder is in use, or may not be written
     */
    public static FolderLock of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw new IOException("the folder " + folder + " is in use by another run of this process");
        }
        boolean interrupted = Thread.interrupted();
        try {
            Path file = real.resolve(NAME);
            FolderLock lock = new FolderLock(real, file, locked(folder, file));
            lock.writeProcess();
            return lock;
        } catch (IOException e) {
            HELD.remove(real);
            throw e;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Tries again where the file was removed, by whoever held the lock before, between opening and locking it. */
    private static FileChannel locked(Path folder, Path file) throws IOException {
        while (true) {
            Object key = createdKey(file);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            try {
                requireLock(folder, channel);
                if (key != null && Objects.equals(key, key(file))) {
                    return channel;
                }
            } catch (IOException e) {
                channel.close();
                throw e;
            }
            channel.close();
        }
    }

    private static Object createdKey(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            // somebody has it, or had it and was killed
        }
        return key(file);
    }

    /** What tells the file from another one of its name; null where there is none. */
    private static Object key(Path file) throws IOException {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? file : key;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static void requireLock(Path folder, FileChannel channel) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (IOException e) {
            System.getLogger("dev.lanewise").log(System.Logger.Level.WARNING, "the folder " + folder + " is used without a lock: "
                    + FileErrors.reason(e));
            return;
        }
        if (lock == null) {
            throw new IOException("the folder " + folder + " is in use by another run" + process(channel));
        }
    }

    private static String process(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MOST_DIGITS);
        channel.read(bytes, 0);
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
        return text.matches("\\d+") ? " (process " + text + ")" : "";
    }

    /** For the sentence that others hear; where the disk is full they hear it without the number. */
    private void writeProcess() {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            System.getLogger("dev.lanewise").log(System.Logger.Level.DEBUG, () -> file + ": " + FileErrors.reason(e));
        }
    }

    /** Frees the folder and removes the file of the lock. */
    @Override
    public void close() throws IOException {
        try (channel) {
            if (Files.exists(file) && Objects.equals(key, key(file))) {
                Files.delete(file);
            }
        } finally {
            HELD.remove(folder);
        }
    }
}
