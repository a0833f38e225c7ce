package dev.lanewise.file;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files that a killed process has left, beside those that somebody is writing. */
@Tag("once")
class LeftoversTest {

    @TempDir
    private Path folder;

    /**
     * Begins to write a file and does not come to its end before its standard input does.
     *
     * @param words the file
     * @throws IOException if it cannot be written
     */
    public static void main(String[] words) throws IOException {
        OutputFile.write(Path.of(words[0]), out -> {
            System.out.println("writing");
            System.in.read();
        });
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void goWhileOtherFilesStay() throws IOException {
        List<String> others = List.of(".report-1.tmp", ".model-1.txt", "model-1.tmp");
        for (String other : others) {
            Files.createFile(folder.resolve(other));
        }
        Files.writeString(folder.resolve(".model-1.tmp"), "half");
        Files.writeString(folder.resolve(".model.lanewise-2.tmp"), "half");
        TemporaryFile.deleteLeftovers(folder, "model");
        assertEquals(others.stream().sorted().toList(), names());
    }

    @Test
    void areNotWhatThisProcessIsWriting() throws IOException {
        OutputFile.write(folder.resolve("model"), out -> {
            assertEquals(1, names().size());
            TemporaryFile.deleteLeftovers(folder, "model");
            assertEquals(1, names().size());
            out.write(1);
        });
        assertEquals(List.of("model"), names());
    }

    @Test
    void areNotWhatAnotherProcessIsWritingUntilItIsKilled() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", LeftoversTest.class.getName(),
                folder.resolve("model").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertEquals("writing", process.inputReader().readLine());
            TemporaryFile.deleteLeftovers(folder, "model");
            TemporaryFile.deleteLeftovers(folder, "model");
            assertEquals(1, names().size());
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(1, names().size(), "a killed process leaves its file");
        TemporaryFile.deleteLeftovers(folder, "model");
        assertEquals(List.of(), names());
    }

    @Test
    void areNotFilesThatAreGoneMeanwhile() throws IOException {
        Path file = Files.createFile(folder.resolve(".model-1.tmp"));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.lock();
            TemporaryFile.deleteLeftovers(folder, "model");
            assertTrue(Files.exists(file), "somebody in this process has locked it");
        }
    }
}
