package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line on a runtime that has no module but java.base, made by jlink, and the launcher's look at modules. */
class SmallRuntimeTest {

    private static final long SECONDS = 60;
    private static final Path FIND_JDK = Path.of(System.getProperty("basedir", "."), "find-jdk.sh").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Path runtime;

    @BeforeAll
    static void makeRuntime() {
        runtime = folder.resolve("runtime");
        ToolProvider jlink = ToolProvider.findFirst("jlink").orElse(null);
        assumeTrue(jlink != null, "this runtime has no jlink");
        assertEquals(0, jlink.run(System.out, System.err, "--add-modules", "java.base", "--output", runtime.toString()));
    }

    private static Cli process(String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out"), err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("XDG_CACHE_HOME", Files.createDirectories(folder.resolve("cache")).toString());
        Process process = builder.start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the command did not end");
        return new Cli(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private static Cli lanewise(String... words) throws IOException, InterruptedException {
        List<String> java = List.of(runtime.resolve("bin").resolve("java").toString(), "-cp", System.getProperty("java.class.path"),
                "dev.lanewise.samples.Lanewise");
        return process(Stream.concat(java.stream(), Arrays.stream(words)).toArray(String[]::new));
    }

    @Test
    void isEnoughForACommandThatOnlyComputes() throws IOException, InterruptedException {
        Cli cli = lanewise("explain");
        assertEquals("", cli.err());
        assertEquals(0, cli.code());
        assertEquals(Cli.run("explain").out(), cli.out());
    }

    @Test
    void doesNotDownload() throws IOException, InterruptedException {
        Cli cli = lanewise("mnist", "--dataset", "mnist");
        assertEquals(1, cli.code());
        assertEquals("could not download train-images-idx3-ubyte.gz: this Java runtime has no module java.net.http",
                cli.err().lines().toList().getLast());
        assertFalse(cli.err().contains("Exception"), cli.err());
    }

    @ParameterizedTest
    @CsvSource({"java.base,0", "jdk.incubator.vector,1", "java.bas,1"})
    void isAskedForItsModulesByTheLauncher(String module, int code) throws IOException, InterruptedException {
        String script = ". '" + FIND_JDK + "'; jdk_has '" + runtime + "' " + module;
        assertEquals(code, process("sh", "-c", script).code());
        Path unlisted = folder.resolve("unlisted " + module);
        Files.createDirectories(unlisted);
        Files.createSymbolicLink(unlisted.resolve("bin"), runtime.resolve("bin"));
        Files.writeString(unlisted.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        assertEquals(code, process("sh", "-c", ". '" + FIND_JDK + "'; jdk_has '" + unlisted + "' " + module).code());
    }

    @Test
    void doesNotBuild() throws IOException, InterruptedException {
        String script = "JAVA_HOME='" + runtime + "'; . '" + FIND_JDK + "'; find_jdk; echo \"$jdk\"; find_jdk javac; echo \"$jdk\"";
        List<String> found = process("sh", "-c", script).out().lines().toList();
        assertEquals(runtime.toString(), found.getFirst());
        assertFalse(found.getLast().equals(runtime.toString()), "there is no javac in " + found.getLast());
    }
}
