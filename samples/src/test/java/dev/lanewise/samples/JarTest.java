package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.samples.start.Start;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a jar in a folder of its own, started by {@code java -jar}: no build, no launcher and no source is beside it. */
class JarTest {

    private static final String FLAG = "--add-modules jdk.incubator.vector";
    private static final long SECONDS = 120;

    @TempDir
    private Path folder;

    private Path jar;

    /** A jar whose manifest names the classes of this build: the manifest is what {@code java -jar} reads. */
    @BeforeEach
    void makeJar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Start.class.getName());
        attributes.put(Attributes.Name.CLASS_PATH, Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString()).collect(Collectors.joining(" ")));
        jar = folder.resolve("lanewise-samples.jar");
        try (OutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.flush();
        }
    }

    private Cli java(Stream<String> options, String... words) throws IOException, InterruptedException {
        return java(Path.of(System.getProperty("java.home")), options, words);
    }

    private Cli java(Path home, Stream<String> options, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve("java").toString()));
        options.forEach(command::add);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(List.of(words));
        Path out = folder.resolve("out"), err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the command did not end");
        return new Cli(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    @Test
    void computesWithoutTheFlagAndNamesIt() throws IOException, InterruptedException {
        Cli without = java(Stream.of(), "tutorial", "--iterations", "1");
        assertEquals(0, without.code(), without.err());
        List<String> told = without.err().lines().toList();
        assertEquals(1, told.size(), without.err());
        assertTrue(told.getFirst().startsWith("lanewise: scalar kernels ") && told.getFirst().contains(FLAG), without.err());
        assertTrue(java(Stream.of(), "info").out().lines().anyMatch(line -> line.startsWith("fallback ")));
    }

    @Test
    void usesVectorsWithTheFlag() throws IOException, InterruptedException {
        Cli with = java(Arrays.stream(FLAG.split(" ")), "info");
        assertEquals(0, with.code(), with.err());
        assertTrue(with.out().lines().anyMatch(line -> line.matches("kernels +\\d+-bit vectors: .*")), with.out());
        assertTrue(with.out().lines().anyMatch(line -> line.matches("fallback +none")), with.out());
    }

    /** Where systems keep their JDKs; nothing where there is no old one. */
    private static Optional<Path> olderJava() throws IOException {
        Path folder = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.filter(home -> home.getFileName().toString().matches("(java-)?(1\\.)?(8|11|17|21)[.-].*")
                    && Files.isExecutable(home.resolve("bin").resolve("java"))).findFirst();
        }
    }

    @Test
    void saysWhichJavaItNeedsToAnOlderOne() throws IOException, InterruptedException {
        Optional<Path> home = olderJava();
        assumeTrue(home.isPresent(), "there is no older Java here");
        Cli cli = java(home.get(), Stream.of(), "info");
        assertEquals(2, cli.code());
        assertTrue(cli.err().matches("Lanewise needs Java 25 or newer, but this is Java [\\d.]+ in .*\n"), cli.err());
        assertEquals("", cli.out());
    }

    @Test
    void explainsWithTheSameWords() throws IOException, InterruptedException {
        Cli cli = java(Stream.of(), "explain");
        assertEquals("", cli.err());
        assertEquals(Cli.run("explain").out(), cli.out());
    }

    /** Both launchers start the same jar in the same way, and neither runs what the other would not. */
    @Test
    void isStartedAlikeOnEverySystem() throws IOException {
        Path samples = Path.of(System.getProperty("basedir", "."));
        String unix = Files.readString(samples.resolve("lanewise")), windows = Files.readString(samples.resolve("lanewise.cmd"));
        for (String shared : List.of(FLAG, "LANEWISE_NO_VECTOR", "\"-D" + Launcher.PROPERTY + "=", "lanewise-samples.jar",
                "-pl samples -am -Dmaven.test.skip=true -Dcheckstyle.skip package")) {
            assertTrue(unix.contains(shared), "lanewise lacks " + shared);
            assertTrue(windows.contains(shared), "lanewise.cmd lacks " + shared);
        }
        assertEquals(windows.lines().count(), windows.split("\r\n").length, "lines of lanewise.cmd must end as Windows ends them");
        assertFalse(windows.substring(windows.indexOf(":run")).contains("("), "an argument with a parenthesis would end a block");
    }
}
