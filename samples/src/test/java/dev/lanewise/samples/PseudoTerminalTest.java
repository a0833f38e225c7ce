package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line in a terminal, which the program script makes. */
class PseudoTerminalTest {

    private static final long SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 132})
    void keepsEveryUpdateOfABarToOneLine(int columns) throws IOException, InterruptedException {
        SmallImages.write(folder, 600, 100);
        String shown = inTerminal(columns, "xterm", "mnist --hidden 20 --epochs 2 --data " + folder);
        List<String> updates = Arrays.stream(shown.split("[\r\n]+")).filter(line -> line.matches("epoch [12]/2 .*\\[.*")).toList();
        assertTrue(updates.size() >= 4, shown);
        assertTrue(updates.stream().allMatch(line -> line.length() < columns), shown);
        assertTrue(updates.stream().anyMatch(line -> line.contains("100% [=") && line.contains("600/600")), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "mnist --help", "explain", "info"})
    void wrapsTextToTheWidth(String words) throws IOException, InterruptedException {
        String shown = inTerminal(64, "xterm", words).replaceAll("\u001b\\[[0-9;]*m", "");
        List<String> lines = shown.lines().filter(line -> !line.startsWith("WARNING: ")).toList();
        assertTrue(lines.size() >= 8, shown);
        assertTrue(lines.stream().allMatch(line -> line.length() <= 64 || !line.strip().contains(" ")), shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "explain --help", "explain", "nonsense", "mnist --hidden 20 --epochs 1"})
    void sendsNoEscapeSequenceToADumbTerminal(String words) throws IOException, InterruptedException {
        SmallImages.write(folder, 600, 100);
        String shown = inTerminal(80, "dumb", words + (words.contains("epochs") ? " --data " + folder : ""));
        assertFalse(shown.contains("\u001b"), shown);
        assertTrue(!words.contains("epochs") || shown.contains("epoch 1/1: loss "), shown);
    }

    /** What a command writes to a pseudo-terminal. */
    private String inTerminal(int columns, String term, String words) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "there is no /usr/bin/script, which makes a terminal");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = "stty cols " + columns + " && exec '" + java + "' -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("java.class.path") + "' dev.lanewise.samples.Lanewise " + words;
        File out = folder.resolve("shown").toFile();
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec", command, "/dev/null");
        builder.environment().put("TERM", term);
        builder.environment().remove("COLUMNS");
        Process process = builder.redirectErrorStream(true).redirectOutput(out).start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the command did not end");
        return Files.readString(out.toPath(), StandardCharsets.UTF_8);
    }
}
