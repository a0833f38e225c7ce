package dev.lanewise.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A file could not be written under its name, but is kept under another one. */
public final class KeptElsewhereException extends IOException {

    private static final long serialVersionUID = 1;
    private static final int MOST_LETTERS = 40;

    /** Path is not serializable. */
    private final transient Path kept;

    private KeptElsewhereException(IOException failure, Path kept) {
        super(failure.getMessage() + "; it is kept in " + kept, failure);
        this.kept = kept;
    }

    /**
     * Where it is.
     *
     * @return a file
     */
    public Path kept() {
        return kept;
    }

    /** Keeps a content somewhere and returns what to throw; where nothing can be written that is an IOException that says so. */
    static IOException keep(Path file, OutputFile.Content content, IOException failure) {
        List<String> sentences = new ArrayList<>(List.of(failure.getMessage()));
        for (Path fallback : fallbacks(file)) {
            try {
                OutputFile.write(fallback, content);
                return new KeptElsewhereException(failure, fallback);
            } catch (IOException e) {
                sentences.add(e.getMessage());
            }
        }
        return new IOException(String.join("; ", sentences), failure);
    }

    private static List<Path> fallbacks(Path file) {
        String name = "kept-" + UUID.randomUUID().toString().substring(0, 8) + "-" + end(file);
        List<Path> files = new ArrayList<>();
        // nothing is left in a folder of devices
        if (Files.isRegularFile(file) || Files.notExists(file)) {
            files.add(file.resolveSibling(name));
        }
        files.add(Path.of(name).toAbsolutePath());
        files.add(Path.of(System.getProperty("java.io.tmpdir"), name));
        return files;
    }

    /** The end of a name, which tells what the file holds. */
    private static String end(Path file) {
        String name = file.getFileName() == null ? "file" : file.getFileName().toString();
        int from = Math.max(0, name.length() - MOST_LETTERS);
        boolean isCutInsideALetter = from > 0 && Character.isLowSurrogate(name.charAt(from));
        return name.substring(isCutInsideALetter ? from + 1 : from);
    }
}
