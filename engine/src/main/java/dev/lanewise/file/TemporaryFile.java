package dev.lanewise.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that is written before it gets its name. It is locked while it is open, so that what a killed process has left is told from
 * what another process is writing.
 */
public final class TemporaryFile implements AutoCloseable {

    private static final String SUFFIX = ".tmp";
    /** Of the name it is written for; with the rest this stays far below the 255 bytes that a name may have. */
    private static final int MOST_LETTERS = 16;
    /** Of this JVM: closing any channel of a file ends all locks that the process has on it. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private TemporaryFile(Path path, FileAttribute<?>... attributes) throws IOException {
        this.path = path;
        OPEN.add(path);
        try {
            channel = FileChannel.open(path, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW), attributes);
        } catch (IOException e) {
            OPEN.remove(path);
            throw e;
        }
    }

    /** An empty file, whose name begins with a dot and with letters of the file that it is written for. */
    static TemporaryFile in(Path folder, Path file, FileAttribute<?>... attributes) throws IOException {
        TemporaryFile temporary = open(folder, file, attributes);
        while (!temporary.isOwn()) {
            temporary.close();
            temporary = open(folder, file, attributes);
        }
        return temporary;
    }

    private static TemporaryFile open(Path folder, Path file, FileAttribute<?>... attributes) throws IOException {
        try {
            return new TemporaryFile(name(folder, file), attributes);
        } catch (AccessDeniedException e) {
            throw new IOException("access is denied to the folder " + folder, e);
        }
    }

    /** False where another process took it for a leftover, in the moment before it was locked. */
    private boolean isOwn() throws IOException {
        return lock(channel) != Lock.OF_ANOTHER && Files.exists(path);
    }

    private static Path name(Path folder, Path file) {
        String name = file.getFileName().toString();
        int end = Math.min(MOST_LETTERS, name.length());
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return folder.toAbsolutePath().resolve("." + name.substring(0, end) + "-" + UUID.randomUUID() + SUFFIX);
    }

    private enum Lock { OWN, OF_ANOTHER, NOT_SUPPORTED }

    private static Lock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null ? Lock.OF_ANOTHER : Lock.OWN;
        } catch (OverlappingFileLockException e) {
            return Lock.OF_ANOTHER;
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            return Lock.NOT_SUPPORTED;
        }
    }

    /** Creates a file and gives it another name, then removes it. */
    static void tryOut(Path folder, Path file) throws IOException {
        try (TemporaryFile temporary = in(folder, file)) {
            Path renamed = name(folder, file);
            Files.move(temporary.path, renamed, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(renamed);
        }
    }

    Path path() {
        return path;
    }

    /** Writes the content, to the disk. */
    void fill(OutputFile.Content content) throws IOException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), Destination.BUFFER);
        content.writeTo(out);
        out.flush();
        channel.force(true);
    }

    /** Gives it a name, which is then on the disk, too. */
    void moveTo(Path file) throws IOException {
        Files.move(path, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        forceFolder(Destination.folder(file));
    }

    /** Takes the place of a file; where the system refuses that, as it does for mount points, of its content. */
    void replace(Path file) throws IOException {
        try {
            moveTo(file);
        } catch (FileSystemException e) {
            try (FileChannel in = FileChannel.open(path, StandardOpenOption.READ);
                    FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                for (long at = 0, size = in.size(); at < size;) {
                    at += in.transferTo(at, size - at, out);
                }
                out.force(true);
            }
        }
    }

    /** Windows cannot open a folder as a file, and needs no forcing of renames; who may not read a folder cannot force it. */
    private static void forceFolder(Path folder) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows") || !Files.isReadable(folder)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes the file unless it has got its name. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
            Files.deleteIfExists(path);
        } finally {
            OPEN.remove(path);
        }
    }

    /**
     * Removes temporary files of processes that were killed while they wrote; what a process is writing stays.
     *
     * @param folder where they are
     * @param prefix how the names of the files begin that they were written for, at most 16 letters
     * @throws IOException if the folder cannot be read or a file not be removed
     */
    public static void deleteLeftovers(Path folder, String prefix) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.toAbsolutePath(), "." + prefix + "*" + SUFFIX)) {
            for (Path file : files) {
                if (!OPEN.contains(file) && isLeftover(file)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** Without locks nothing is taken for a leftover. */
    private static boolean isLeftover(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) == Lock.OWN;
        } catch (NoSuchFileException | AccessDeniedException e) {
            return false;
        }
    }
}
