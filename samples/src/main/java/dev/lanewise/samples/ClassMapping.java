package dev.lanewise.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The file that comes with EMNIST and says which characters a label stands for: {@code emnist-letters-mapping.txt} has lines of a label and
 * one or two character codes, such as {@code 1 65 97}.
 */
final class ClassMapping {

    private static final int DEPTH = 3;
    private static final int MOST_BYTES = 1 << 20;

    private ClassMapping() {
    }

    /**
     * The names of classes.
     *
     * @param folder     where to look for the file, and in the folders below
     * @param set        name of the set of images
     * @param firstLabel the label of class 0
     * @param classes    how many there are
     * @return a name for each class, or none where there is no such file or it does not name each class by itself
     * @throws IOException if a file cannot be read
     */
    static List<String> read(Path folder, String set, int firstLabel, int classes) throws IOException {
        Optional<Path> file;
        try (Stream<Path> files = Files.find(folder, DEPTH, (path, attributes) -> attributes.isRegularFile()
                && attributes.size() <= MOST_BYTES && path.getFileName().toString().equalsIgnoreCase(set + "-mapping.txt"))) {
            file = files.findFirst();
        } catch (UncheckedIOException e) {
            file = Optional.empty(); // a folder below that may not be read
        }
        return file.isPresent() ? names(Files.readAllLines(file.get(), StandardCharsets.ISO_8859_1), firstLabel, classes) : List.of();
    }

    private static List<String> names(List<String> lines, int firstLabel, int classes) {
        List<String> names = new ArrayList<>(Collections.nCopies(classes, null));
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            int number = number(words[0]) - firstLabel;
            if (words.length > 1 && number >= 0 && number < classes) {
                names.set(number, characters(words));
            }
        }
        return names.contains(null) || new HashSet<>(names).size() < classes ? List.of() : names;
    }

    private static String characters(String[] words) {
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < words.length; i++) {
            int code = number(words[i]);
            if (code <= ' ' || code == 127 || !Character.isDefined(code) || Character.isSurrogate((char) code)) {
                return null;
            }
            name.appendCodePoint(code);
        }
        return name.toString();
    }

    private static int number(String word) {
        return word.matches("[0-9]{1,5}") ? Integer.parseInt(word) : -1;
    }
}
