package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine's jar, as a program gets it that predicts; {@code mvn verify} packs it before these tests run. */
class EngineJarTest {

    private static final long MOST_BYTES = 650_000;

    private Path jar;

    @BeforeEach
    void findJar() throws IOException {
        Path target = GuidePage.ROOT.resolve("engine/target");
        assumeTrue(Files.isDirectory(target), "the engine was built elsewhere");
        try (Stream<Path> files = Files.list(target)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().matches("lanewise-[\\d.]+(-SNAPSHOT)?\\.jar")).toList();
            assumeTrue(jars.size() == 1, () -> "no jar was packed, or several: " + jars);
            jar = jars.getFirst();
        }
    }

    @Test
    void isSmall() throws IOException {
        assertTrue(Files.size(jar) <= MOST_BYTES, jar + " has " + Files.size(jar) + " bytes, and may have " + MOST_BYTES);
    }

    @Test
    void needsTheJdkAlone() {
        Set<String> needed = ModuleFinder.of(jar).find("dev.lanewise").orElseThrow().descriptor().requires().stream()
                .filter(module -> !module.modifiers().contains(Requires.Modifier.STATIC)).map(Requires::name).collect(Collectors.toSet());
        assertEquals(Set.of("java.base", "jdk.incubator.vector"), needed);
    }
}
