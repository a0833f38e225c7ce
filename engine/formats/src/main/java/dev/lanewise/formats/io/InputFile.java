package dev.lanewise.formats.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is read from front to end. */
public final class InputFile {

    private InputFile() {
    }

    /**
     * What reads it.
     *
     * @param <T> what it becomes
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads it.
         *
         * @param in all bytes
         * @return what they say
         * @throws IOException if they are not as expected
         */
        T read(ByteInput in) throws IOException;
    }

    /**
     * Reads a file.
     *
     * @param file   a regular file
     * @param reader reads its bytes
     * @param <T>    what it becomes
     * @return what the reader gives
     * @throws IOException if it cannot be opened, is no regular file, such as a folder, or the reader throws one
     */
    public static <T> T read(Path file, Reader<T> reader) throws IOException {
        requireRegular(file);
        try (FileChannel channel = FileChannel.open(file); InputStream in = new BufferedInputStream(Channels.newInputStream(channel))) {
            return reader.read(new ByteInput(in, channel.size(), nameOf(file)));
        }
    }

    /**
     * What errors call a file.
     *
     * @param file the file
     * @return its name without its folder
     */
    public static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /**
     * Refuses folders, devices and pipes.
     *
     * @param file may be missing
     * @throws IOException if it is there and no regular file
     */
    public static void requireRegular(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "expected a regular file");
        }
    }
}
