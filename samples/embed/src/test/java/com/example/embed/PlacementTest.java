package com.example.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.model.Network;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the engine's jar is put, it gives the same bits. */
class PlacementTest {

    private static final String MAIN = "embed/" + Answer.class.getName();
    private static final String FLAG = "--add-modules jdk.incubator.vector";

    @TempDir
    private Path folder;

    private static Path origin(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String classPath() throws URISyntaxException {
        return origin(Network.class) + File.pathSeparator + origin(Answer.class);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }

    private static void assertAnswers(boolean vectors, List<String> lines) throws IOException {
        assertTrue(lines.contains(Answer.bits()), lines::toString);
        assertTrue(lines.stream().anyMatch(line -> line.matches(vectors ? "vector bits (128|256|512)" : "vector bits 0")), lines::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {FLAG, FLAG + " -XX:ActiveProcessorCount=1", FLAG + " -Xmx64m", FLAG + " -Duser.language=de -Duser.country=DE",
        FLAG + " -Duser.language=tr -Duser.country=TR"})
    void answersOnTheClassPath(String options) throws Exception {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(List.of(options.split(" ")));
        command.addAll(List.of("-cp", classPath(), Answer.class.getName()));
        assertAnswers(true, run(command));
    }

    @Test
    void answersWithoutTheFlag() throws Exception {
        List<String> lines = run(List.of(java(), "-cp", classPath(), Answer.class.getName()));
        assertAnswers(false, lines);
        assertTrue(lines.stream().anyMatch(line -> line.contains(FLAG)), lines::toString);
    }

    @Test
    void answersAsAModuleWithoutAnyFlag() throws Exception {
        assertAnswers(true, run(List.of(java(), "-p", modulePath(), "-m", MAIN)));
    }

    @Test
    void answersInASmallImageOfTheJdk() throws Exception {
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
        assumeTrue(jlink != null, "this Java runtime has no jlink");
        Path image = folder.resolve("image");
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        assertEquals(0, jlink.run(writer, writer, "--add-modules", "embed", "--module-path", modulePath(),
                "--strip-debug", "--no-header-files", "--no-man-pages", "--output", image.toString()),
                said::toString);
        long bytes = 0;
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.println("image: " + bytes / 1_000_000 + " MB");
        assertTrue(bytes < 90_000_000, bytes + " bytes");
        assertAnswers(true, run(List.of(image.resolve("bin/java").toString(), "-m", MAIN)));
    }

    /** The engine, and this program as a module: a copy of its class and model with a declaration. */
    private String modulePath() throws Exception {
        Path module = folder.resolve("embed"), from = origin(Answer.class).resolve("com/example/embed");
        Path source = Files.writeString(folder.resolve("module-info.java"), "module embed { requires dev.lanewise; }");
        Path classes = Files.createDirectories(module.resolve("com/example/embed"));
        Files.copy(from.resolve("Answer.class"), classes.resolve("Answer.class"));
        Files.copy(from.resolve("flowers.lanewise"), classes.resolve("flowers.lanewise"));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        assertEquals(0, ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, "-p", origin(Network.class).toString(), "-d",
                module.toString(), source.toString()), said::toString);
        return origin(Network.class) + File.pathSeparator + module;
    }

    @Test
    void answersWhereNothingCanBeWritten() throws Exception {
        List<String> readOnly = List.of("unshare", "--mount", "sh", "-c",
                "mount -o remount,bind,ro / && ! touch /written 2> /dev/null && exec \"$@\"", "sh");
        assumeTrue(worked(readOnly, "true"), "this system lets nobody make its file system read-only");
        List<String> command = new ArrayList<>(readOnly);
        command.addAll(List.of(java(), "--add-modules", "jdk.incubator.vector", "-XX:-UsePerfData", "-cp", classPath(),
                Answer.class.getName()));
        assertAnswers(true, run(command));
    }

    private static boolean worked(List<String> command, String word) throws InterruptedException {
        List<String> words = new ArrayList<>(command);
        words.add(word);
        try {
            return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void answersInTwoClassLoadersOfOneProgram() throws Exception {
        URL[] places = {origin(Network.class).toUri().toURL(), origin(Answer.class).toUri().toURL()};
        ClassLoader parent = ClassLoader.getPlatformClassLoader();
        try (URLClassLoader one = new URLClassLoader(places, parent); URLClassLoader two = new URLClassLoader(places, parent)) {
            assertNotSame(one.loadClass(Network.class.getName()), two.loadClass(Network.class.getName()));
            for (ClassLoader loader : List.of(one, two)) {
                assertEquals(Answer.bits(), loader.loadClass(Answer.class.getName()).getMethod("bits").invoke(null));
            }
        }
    }

    @Test
    void answersOnAThousandVirtualThreads() throws Exception {
        Network network = Answer.network();
        float[] row = {6.3f, 3.3f, 6, 2.5f}, expected = network.predict(row);
        List<Future<float[]>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1000; i++) {
                answers.add(threads.submit(() -> network.predict(row)));
            }
        }
        for (Future<float[]> answer : answers) {
            assertArrayEquals(expected, answer.get());
        }
    }
}
