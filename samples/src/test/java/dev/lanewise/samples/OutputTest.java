package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTest {

    @TempDir
    Path folder;

    /** Takes {@code room} bytes and then fails, as a disk that is full or a pipe that is closed. */
    private static final class Broken extends OutputStream {

        private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
        private final int room;
        private final String reason;
        private int tries;

        Broken(int room, String reason) {
            this.room = room;
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            if (taken.size() == room) {
                tries++;
                throw new IOException(reason);
            }
            taken.write(b);
        }
    }

    private static Output output(OutputStream stream) {
        return new Output(stream, StandardCharsets.UTF_8);
    }

    private static Cli run(OutputStream stream, String... arguments) {
        StringWriter err = new StringWriter();
        int code = Lanewise.commandLine().setOut(output(stream)).setErr(new PrintWriter(err)).execute(arguments);
        return new Cli(code, "", err.toString());
    }

    @Test
    void writesWhatItIsGiven() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = output(bytes);
        out.printf("%s %d%n", "größe", 3);
        out.write('x');
        Output.requireWritten(out);
        assertEquals("größe 3" + System.lineSeparator() + "x", bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void throwsTheReasonAtTheFirstWriteThatFails() {
        Output out = output(new Broken(4, "No space left on device"));
        out.print("abcd");
        out.flush();
        OutputLostException lost = assertThrows(OutputLostException.class, () -> out.println("e"));
        assertEquals("cannot write standard output: no space left on device", lost.getMessage());
        assertEquals(1, lost.exitCode());
    }

    @Test
    void writesNothingMoreAfterAFailureAndTellsAtTheEnd() {
        Broken broken = new Broken(4, "Broken pipe");
        Output out = output(broken);
        Output.continueWhenLost(out);
        for (int i = 0; i < 10_000; i++) {
            out.println("line " + i);
        }
        assertEquals(1, broken.tries);
        OutputLostException lost = assertThrows(OutputLostException.class, () -> Output.requireWritten(out));
        assertTrue(lost.isClosedPipe());
        assertEquals(141, lost.exitCode());
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"explain", "info", "--help", "--version", "mnist --help", "explain --help", "help", "tutorial --iterations 1"})
    void failsWithOneSentenceWhereTheDiskIsFull(String words) throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            Cli cli = run(full, words.split(" "));
            assertEquals(1, cli.code());
            assertEquals("cannot write standard output: no space left on device", cli.err().lines().toList().getLast());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "--help", "tutorial --iterations 1"})
    void saysNothingWhereTheReaderHasGone(String words) {
        Cli cli = run(new Broken(10, "Broken pipe"), words.split(" "));
        assertEquals(141, cli.code());
        assertTrue(cli.err().isEmpty() || cli.err().lines().allMatch(line -> line.startsWith("lanewise: ")), cli.err());
    }

    @Test
    void letsACommandThatWritesFilesGoOn() throws IOException {
        Path json = folder.resolve("e.json");
        assertEquals(141, run(new Broken(10, "Broken pipe"), "explain", "--json", json.toString()).code());
        assertTrue(Files.size(json) > 1000);
    }
}
