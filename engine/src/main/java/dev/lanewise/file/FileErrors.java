package dev.lanewise.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file could not be read or written, in words: the exceptions of the JDK often have but a path as message. */
public final class FileErrors {

    private FileErrors() {
    }

    /**
     * The cause alone, to stand behind the name of the file: {@code cannot write FILE: no space left on device}.
     *
     * @param e what was thrown
     * @return part of a sentence, without the name of a file unless the message has one
     */
    public static String reason(IOException e) {
        return switch (e) {
            case FileSystemException other when other.getReason() != null -> inSentence(other.getReason());
            case NoSuchFileException missing -> "it does not exist";
            case AccessDeniedException denied -> "access is denied";
            case NotDirectoryException other -> "it is not a folder";
            case FileAlreadyExistsException other -> "it exists already";
            case DirectoryNotEmptyException other -> "the folder is not empty";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : inSentence(e.getMessage());
        };
    }

    /**
     * The whole sentence, with the name of the file where the exception knows it.
     *
     * @param e what was thrown
     * @return what to tell a user
     */
    public static String sentence(IOException e) {
        return switch (e) {
            case NoSuchFileException missing when missing.getReason() == null -> "there is no file or folder " + missing.getFile();
            case FileSystemException other when other.getFile() != null -> other.getFile() + ": " + reason(other);
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }

    static IOException cannotWrite(Path file, IOException e) {
        return new IOException("cannot write " + file + ": " + reason(e), e);
    }

    /** Systems begin their messages with a capital letter. */
    private static String inSentence(String text) {
        return text.matches("(?s)\\p{Lu}[\\p{Ll} ].*") ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }
}
