package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The file of scikit-learn, where there is one. */
final class RealDigits {

    private RealDigits() {
    }

    /** The file; ends the test as skipped where it is missing. */
    static Path file() {
        Path file = Path.of(System.getProperty("lanewise.shared", "../../shared"), "data", "sklearn", "digits.csv.gz");
        assumeTrue(Files.isRegularFile(file), "skipped: there is no " + file);
        return file;
    }
}
