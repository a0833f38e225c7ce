package dev.lanewise.file;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;

/** What a name stands for, links followed, and how that is written. */
sealed interface Destination permits Destination.Missing, Destination.Regular, Destination.Special, Destination.Standard {

    /** As many links as Linux follows. */
    int MOST_LINKS = 40;
    int BUFFER = 1 << 16;

    void write(OutputFile.Content content) throws IOException;

    /** Tries what writing needs, and changes nothing. */
    void tryOut() throws IOException;

    /** The folder whose file system takes the content before it has its name; null where there is none. */
    default Path room() {
        return null;
    }

    /** Throws an IOException that has the reason as message, or is one of the JDK's, where nothing can be written. */
    static Destination of(Path file) throws IOException {
        Path path = file;
        for (int links = 0; Files.isSymbolicLink(path); links++) {
            if (links == MOST_LINKS) {
                throw new IOException("it is a symbolic link that leads back to itself");
            }
            if (OpenFiles.isName(path)) {
                FileDescriptor standard = OpenFiles.standard(path);
                return standard == null ? new Special(path) : new Standard(standard);
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return withoutLinks(path);
    }

    private static Destination withoutLinks(Path file) throws IOException {
        if (file.toString().isEmpty()) {
            throw new IOException("the name is empty");
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (FileSystemException e) {
            requireFolder(folder(file));
            if (e instanceof NoSuchFileException) {
                return new Missing(file);
            }
            throw e;
        }
        if (attributes.isDirectory()) {
            throw new IOException("it is a folder");
        }
        if (attributes.isRegularFile()) {
            requireMayBeWritten(file);
        }
        return attributes.isRegularFile() ? new Regular(file) : new Special(file);
    }

    /** The folder of a file, as it was named where it was named. */
    static Path folder(Path file) {
        return file.getParent() == null ? file.toAbsolutePath().getParent() : file.getParent();
    }

    private static void requireFolder(Path folder) throws IOException {
        try {
            if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
                throw new IOException(folder + " is not a folder");
            }
        } catch (NoSuchFileException e) {
            throw new IOException("the folder " + folder + " does not exist", e);
        }
    }

    /** Root may write everything; a file that its owner has protected is protected all the same. */
    private static void requireMayBeWritten(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null && !view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE)) {
            throw new IOException("it is read-only");
        }
        FileChannel.open(file, StandardOpenOption.WRITE).close();
    }

    /**
     * No file yet.
     *
     * @param file where it will be
     */
    record Missing(Path file) implements Destination {

        @Override
        public void write(OutputFile.Content content) throws IOException {
            try (TemporaryFile temporary = TemporaryFile.in(folder(file), file)) {
                temporary.fill(content);
                temporary.moveTo(file);
            }
        }

        @Override
        public void tryOut() throws IOException {
            TemporaryFile.tryOut(folder(file), file);
        }

        @Override
        public Path room() {
            return folder(file);
        }
    }

    /**
     * A file that is replaced.
     *
     * @param file the file, which is no link
     */
    record Regular(Path file) implements Destination {

        @Override
        public void write(OutputFile.Content content) throws IOException {
            Ownership ownership = Ownership.of(file);
            try (TemporaryFile temporary = TemporaryFile.in(room(), file, ownership.atCreation())) {
                temporary.fill(content);
                ownership.giveTo(temporary.path());
                temporary.replace(file);
            }
        }

        /** Its own folder, or that of temporary files where that may not be written. */
        @Override
        public Path room() {
            Path folder = folder(file);
            return Files.isWritable(folder) ? folder : Path.of(System.getProperty("java.io.tmpdir"));
        }

        @Override
        public void tryOut() throws IOException {
            TemporaryFile.tryOut(room(), file);
        }
    }

    /**
     * A device, a pipe, or a file that a process has open.
     *
     * @param file its name
     */
    record Special(Path file) implements Destination {

        // a stream, not a channel: an interrupt does not close it, and what a pipe has taken cannot be written again
        @Override
        public void write(OutputFile.Content content) throws IOException {
            try (OutputStream out = new BufferedOutputStream(NamedPipe.isAt(file) ? NamedPipe.open(file, NamedPipe.WAIT)
                    : new FileOutputStream(file.toFile(), true), BUFFER)) {
                content.writeTo(out);
            }
        }

        @Override
        public void tryOut() throws IOException {
            if (!Files.isWritable(file)) {
                throw new IOException("access is denied");
            }
        }
    }

    /**
     * The standard output or error of this process.
     *
     * @param descriptor its descriptor, which stays open
     */
    record Standard(FileDescriptor descriptor) implements Destination {

        @Override
        public void write(OutputFile.Content content) throws IOException {
            System.out.flush();
            System.err.flush();
            @SuppressWarnings("resource")
            OutputStream out = new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER);
            content.writeTo(out);
            out.flush();
        }

        @Override
        public void tryOut() {
            // it is open
        }
    }
}
