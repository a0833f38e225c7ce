package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose output goes to a file, and that is told to write to that output by its name. */
@Tag("once")
class StandardOutputTest {

    @TempDir
    private Path folder;

    /**
     * Writes to the places that the words name, with something on standard output before and after each.
     *
     * @param words names of files
     * @throws IOException if one cannot be written
     */
    public static void main(String[] words) throws IOException {
        for (String word : words) {
            OutputFile.requireWritable(Path.of(word));
            System.out.print("before ");
            OutputFile.write(Path.of(word), word);
            System.out.println(" after");
        }
    }

    private static Process start(ProcessBuilder.Redirect to, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", StandardOutputTest.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).redirectOutput(to).redirectErrorStream(true).start();
    }

    @Test
    void isWrittenInItsPlaceAndNotReplaced() throws IOException, InterruptedException {
        assumeTrue(Files.isSymbolicLink(Path.of("/dev/stdout")) && Files.exists(Path.of("/proc/self/fd")), "this is no Linux");
        Path out = Files.createFile(folder.resolve("out"));
        assertEquals(0, start(ProcessBuilder.Redirect.to(out.toFile()), "/dev/stdout", "/dev/fd/1", "/proc/self/fd/2").waitFor());
        assertEquals("before /dev/stdout after\nbefore /dev/fd/1 after\nbefore /proc/self/fd/2 after\n", Files.readString(out));
    }

    @Test
    void mayBeAPipeOrFull() throws IOException, InterruptedException {
        assumeTrue(Files.isSymbolicLink(Path.of("/dev/stdout")) && Files.exists(Path.of("/dev/full")), "this is no Linux");
        Process process = start(ProcessBuilder.Redirect.PIPE, "/dev/stdout");
        assertEquals("before /dev/stdout after\n", new String(process.getInputStream().readAllBytes()));
        assertEquals(0, process.waitFor());
        assertEquals(1, start(ProcessBuilder.Redirect.to(Path.of("/dev/full").toFile()), "/dev/stdout").waitFor());
    }
}
