package dev.lanewise.file;

import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Names of files that a process has open, such as {@code /dev/stdout} on Linux leads to. They look like symbolic links, but what
 * they lead to need not have a name; a file with a name must not be replaced under a process that writes to it.
 */
final class OpenFiles {

    private static final Path OWN = Path.of("/proc/self/fd");
    private static final Pattern FOLDER = Pattern.compile("/proc/\\d+(/task/\\d+)?/fd");

    private OpenFiles() {
    }

    static boolean isName(Path link) throws IOException {
        return FOLDER.matcher(folder(link).toString()).matches();
    }

    /** The standard output or error where the name stands for it, or null. */
    static FileDescriptor standard(Path name) throws IOException {
        if (!Files.isSameFile(folder(name), OWN)) {
            return null;
        }
        return switch (name.getFileName().toString()) {
            case "1" -> FileDescriptor.out;
            case "2" -> FileDescriptor.err;
            default -> null;
        };
    }

    private static Path folder(Path link) throws IOException {
        return Destination.folder(link).toRealPath();
    }
}
