package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Engine;
import dev.lanewise.runtime.RuntimeReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoCommandTest {

    private static List<String> printed(RuntimeReport report) {
        StringWriter text = new StringWriter();
        InfoCommand.print(new PrintWriter(text, true), report, 8);
        return text.toString().lines().toList();
    }

    @Test
    void saysWhatThisJvmDoes() {
        Cli cli = Cli.run("info");
        assertEquals(0, cli.code(), cli.err());
        List<String> lines = cli.out().lines().toList();
        assertEquals(8, lines.size(), cli.out());
        assertEquals("Java                " + Engine.report().jdk(), lines.getFirst());
        assertEquals("processors          " + Runtime.getRuntime().availableProcessors(), lines.get(6));
    }

    @Test
    void saysWhyAWidthWasChosen() {
        assertEquals(List.of("Java                25 (Somebody)", "JVM                 VM, mixed mode",
                "CPU                 arm64, MaxVectorSize=16",
                "kernels             128-bit vectors: because", "fallback            none", "fused multiply-add  fast",
                "processors          8", "threads             1 for a trainer and 8 for a command that is not told a number"),
                printed(new RuntimeReport("25 (Somebody)", "VM, mixed mode", "arm64, MaxVectorSize=16", 128, "because", true, 8, 1)));
    }

    @Test
    void saysWhatMakesItSlow() {
        List<String> lines = printed(new RuntimeReport("25", "VM", "amd64", 0, "no module", false, 8, 1));
        assertEquals("kernels             scalar kernels", lines.get(3));
        assertEquals("fallback            no module", lines.get(4));
        assertTrue(lines.get(5).startsWith("fused multiply-add  slow: "), lines.get(5));
    }

    /** The threads are read anew for every command; the width is fixed with the first use of the engine in a JVM. */
    @Test
    void refusesImpossibleOverridesWithASentence() {
        System.setProperty("lanewise.threads", "none");
        try {
            Cli cli = Cli.run("mnist", "--epochs", "1");
            assertEquals(2, cli.code());
            assertEquals("-Dlanewise.threads expects a whole number from 1 to 1024, got none", cli.err().strip());
        } finally {
            System.clearProperty("lanewise.threads");
        }
    }
}
