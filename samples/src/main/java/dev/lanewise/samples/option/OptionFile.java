package dev.lanewise.samples.option;

import dev.lanewise.file.FileErrors;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file or folder that an option names. What is wrong with it is told with the option and the path as it was typed. */
public final class OptionFile {

    private static final String TILDE = " (a shell puts the home folder for ~ at the start of a word without quotes alone)";

    private OptionFile() {
    }

    /**
     * Reads a file or folder.
     *
     * @param <T> what it becomes
     */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads it.
         *
         * @param file where it is
         * @return what it says
         * @throws IOException if it cannot be read or is not as expected
         */
        T read(Path file) throws IOException;
    }

    /**
     * Reads what an option names.
     *
     * @param option its name
     * @param file   its value
     * @param reader reads it
     * @param <T>    what it becomes
     * @return what the reader gives
     * @throws IOException if the reader throws one; the message is {@code OPTION FILE: reason}
     */
    public static <T> T read(String option, Path file, Reader<T> reader) throws IOException {
        try {
            return reader.read(file);
        } catch (IOException e) {
            throw new IOException(option + " " + file + ": " + reason(file, e), e);
        }
    }

    /**
     * What to throw where a file is whole, but does not fit what it is used for.
     *
     * @param option that names it
     * @param file   its value
     * @param e      why it does not fit
     * @return the exception, to be thrown
     */
    public static IOException misfit(String option, Path file, IllegalArgumentException e) {
        return new IOException(option + " " + file + ": " + e.getMessage(), e);
    }

    /** Without the name of the file, with which some messages begin; those about a file inside of a folder keep its name. */
    private static String reason(Path file, IOException e) {
        boolean isAboutIt = e instanceof FileSystemException system && file.toString().equals(system.getFile());
        String told = isAboutIt ? FileErrors.reason(e) : FileErrors.sentence(e), name = String.valueOf(file.getFileName());
        boolean beginsWithName = told.startsWith(name + ": ") || told.startsWith(name + ", ");
        String reason = beginsWithName ? told.substring(name.length() + 2) : told;
        boolean hasTilde = e instanceof NoSuchFileException missing && missing.getReason() == null && file.toString().startsWith("~");
        return hasTilde ? reason + TILDE : reason;
    }
}
