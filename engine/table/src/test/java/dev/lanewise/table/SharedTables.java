package dev.lanewise.table;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The public tables, which are no part of the project: tests that need them are skipped where they are not there. */
final class SharedTables {

    private SharedTables() {
    }

    static Path file(String name) {
        Path file = Path.of(System.getProperty("lanewise.shared", "../../../shared"), "data", "tables", name);
        assumeTrue(Files.exists(file), () -> "skipped, for " + name + " is not here");
        return file;
    }
}
