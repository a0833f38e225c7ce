package dev.lanewise.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes files that people name: models, checkpoints, reports. It looks at what a name stands for before it writes.
 *
 * <ul>
 * <li>A regular file, or none: the content goes to a temporary file beside it, is forced to the disk and renamed over the name, so
 * that the name always stands for a whole file. The permissions stay those of the old file, so do owner and group where the process
 * may give files to them. Where a file may be written but not replaced, because its folder is read-only or it is a mount point, it
 * is overwritten once the whole content stands in a temporary file.
 * <li>A symbolic link: what it leads to is written, also where that does not exist yet; the link stays.
 * <li>A device or a named pipe: the content is written through. A pipe that nobody opens for reading is refused after a while.
 * <li>A name of this process's own standard output or standard error: the content is written there.
 * <li>A folder, or a file that nobody may write (without write permission for its owner, also where the user is root): refused.
 * </ul>
 *
 * <p>Another hard link to a replaced file keeps the old content: a backup made of hard links stays as it was, and the file stays
 * whole at every moment, which writing in place does not promise.
 *
 * <p>Every failure is an IOException with one sentence that has the file as it was named and the cause. A thread that is interrupted
 * writes the file all the same, and is interrupted still when that is done. Threads may write different files at the same time; of
 * those that write one file the last one wins.
 */
public final class OutputFile {

    private static final long KIB = 1024;

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

    private OutputFile() {
    }

    /**
     * Writes or replaces a file.
     *
     * @param file    the file; its folder must exist
     * @param content what it is to hold; asked again where an interrupt cuts a write short
     * @throws IOException if that fails; an old file that would have been replaced is then untouched and nothing is left beside it
     */
    public static void write(Path file, Content content) throws IOException {
        uninterrupted(file, () -> Destination.of(file).write(content));
    }

    /**
     * Writes or replaces a file of text.
     *
     * @param file the file; its folder must exist
     * @param text what it is to hold, written as UTF-8
     * @throws IOException as {@link #write(Path, Content)}
     */
    public static void write(Path file, String text) throws IOException {
        write(file, content(text));
    }

    private static Content content(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Tries a place before a long run, so that what is written at its end finds its way: looks at the name, and creates and renames a
     * temporary file in its folder. A device or pipe is not opened. Nothing is changed and nothing left behind.
     *
     * @param file what is to be written later
     * @throws IOException if {@link #write(Path, Content)} would refuse it now
     */
    public static void requireWritable(Path file) throws IOException {
        uninterrupted(file, () -> Destination.of(file).tryOut());
    }

    /**
     * Asks before a long run whether there is room for what is written at its end. An old file stays until the new one is whole, so it
     * makes no room. A device or pipe, and a file system that does not know its free space or calls it 0, pass.
     *
     * @param file  what is to be written later
     * @param bytes about how long it will be
     * @throws IOException if its file system has less space than that
     */
    public static void requireRoom(Path file, long bytes) throws IOException {
        uninterrupted(file, () -> {
            Path folder = Destination.of(file).room();
            long free = folder == null ? 0 : Files.getFileStore(folder).getUsableSpace();
            if (free > 0 && free < bytes) {
                throw new IOException(String.format(Locale.ROOT, "it takes about %,d KB, but its file system has %,d KB free",
                        Math.ceilDiv(bytes, KIB), free / KIB));
            }
        });
    }

    /**
     * Writes or replaces a file that must not be lost: where that fails it is kept under another name, beside the file, in the
     * current folder or in the folder for temporary files.
     *
     * @param file    the file
     * @param content what it is to hold; asked again for each attempt
     * @throws KeptElsewhereException if the file could not be written but is kept; the message says where and why
     * @throws IOException            if it could not be kept either
     */
    public static void writeOrKeep(Path file, Content content) throws IOException {
        try {
            write(file, content);
        } catch (IOException e) {
            throw KeptElsewhereException.keep(file, content, e);
        }
    }

    /**
     * Writes or replaces a file of text that must not be lost.
     *
     * @param file the file
     * @param text what it is to hold, written as UTF-8
     * @throws IOException as {@link #writeOrKeep(Path, Content)}
     */
    public static void writeOrKeep(Path file, String text) throws IOException {
        writeOrKeep(file, content(text));
    }

    /** Work with files. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void uninterrupted(Path file, Work work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (!isDone(work)) {
                interrupted = true;
            }
        } catch (IOException e) {
            throw FileErrors.cannotWrite(file, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** False where an interrupt has closed a channel; the interrupt is then taken back, for the next attempt. */
    private static boolean isDone(Work work) throws IOException {
        try {
            work.run();
            return true;
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            return false;
        }
    }
}
