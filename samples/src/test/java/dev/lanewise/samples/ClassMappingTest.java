package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassMappingTest {

    @TempDir
    private Path folder;

    private List<String> names(String text, int firstLabel, int classes) throws IOException {
        Path gzip = Files.createDirectories(folder.resolve("gzip"));
        Files.writeString(gzip.resolve("emnist-x-mapping.txt"), text);
        return ClassMapping.read(folder, "emnist-x", firstLabel, classes);
    }

    @Test
    void namesClassesByTheCharactersOfTheirLabels() throws IOException {
        assertEquals(List.of("Aa", "Bb"), names("1 65 97\n2 66 98\n", 1, 2));
        assertEquals(List.of("0", "A", "d"), names("2 100\r\n0 48\r\n1 65\r\n\r\n9 57\r\n", 0, 3));
        assertEquals(List.of(), ClassMapping.read(folder, "emnist-y", 0, 3));
    }

    /** A class without a name, two of one name, a blank, half of a pair, no numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"0 48", "0 48\n1 48", "0 48\n1 32", "0 48\n1 55357", "0 48\n1 x", "0 48\n1", "", "zero one\n\0\n"})
    void givesNoNamesWhereOneIsMissing(String text) throws IOException {
        assertEquals(List.of(), names(text, 0, 2));
    }
}
