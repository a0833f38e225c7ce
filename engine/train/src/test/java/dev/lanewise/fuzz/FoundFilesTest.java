package dev.lanewise.fuzz;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that once broke a reader: {@code hostile/<reader>/<what it did>}. */
@Tag("once")
class FoundFilesTest {

    static List<ReaderUnderTest> readers() {
        return Readers.all();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void areNoLongerAProblem(ReaderUnderTest reader, @TempDir Path folder) throws IOException, URISyntaxException {
        Path found = Path.of(FoundFilesTest.class.getResource("/hostile").toURI()).resolve(reader.name());
        if (!Files.exists(found)) {
            return;
        }
        try (Stream<Path> files = Files.list(found); FuzzRunner fire = new FuzzRunner(reader, folder)) {
            for (Path file : files.sorted().toList()) {
                assertNull(fire.complaint(new Attack(Files.readAllBytes(file), false)), file.toString());
            }
        }
    }
}
