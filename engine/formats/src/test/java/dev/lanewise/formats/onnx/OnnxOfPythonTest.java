package dev.lanewise.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.model.Network;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Python's libraries export is read and agrees with their own answers; what is written is checked by their checker. */
class OnnxOfPythonTest {

    private static final Path SCRIPT = Path.of("src/test/python/onnx_models.py").toAbsolutePath();
    private static final int ROWS = 16;

    @TempDir
    private Path folder;

    private static List<String> python = List.of();

    @BeforeAll
    static void findPython() throws IOException, InterruptedException {
        for (String program : List.of("/usr/bin/python3", "python3")) {
            if (python.isEmpty() && has(program)) {
                python = List.of(program, SCRIPT.toString());
            }
        }
        assumeTrue(!python.isEmpty(), "skipped, for Debian's python3-torch, python3-sklearn and python3-onnx are not here");
    }

    private static boolean has(String program) throws InterruptedException {
        try {
            return run(List.of(program, "-c", "import onnx, sklearn, torch")).isEmpty();
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    /** What a program prints where it fails; empty where it does not. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes());
        return process.waitFor() == 0 ? "" : "failed: " + printed;
    }

    private String python(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(python);
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static float[][] rows(Path file, int rows) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        float[][] numbers = new float[rows][bytes.remaining() / Float.BYTES / rows];
        for (float[] row : numbers) {
            for (int i = 0; i < row.length; i++) {
                row[i] = bytes.getFloat();
            }
        }
        return numbers;
    }

    @Test
    void readsWhatPythonWrites() throws IOException, InterruptedException {
        assertEquals("", python("write", folder.toString()));
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
        }
        assertEquals(29, files.size());
        for (Path file : files) {
            String name = file.getFileName().toString().replace(".onnx", "");
            Network network = Onnx.read(file).network();
            Judge.assertAgree(rows(folder.resolve(name + ".out"), ROWS), network.predict(rows(folder.resolve(name + ".in"), ROWS)), name);
        }
    }

    @Test
    void writesWhatThePythonCheckerTakes() throws IOException, InterruptedException {
        Path file = folder.resolve("model.onnx");
        Onnx.write(NetworkExportTest.network("5\nperiodic(0,2) 4x3 0.3\nmembers(3) normal(0.0,1.0)\n6 parametric(mish) he_uniform zero\n"
                + "layer_norm(1.0E-5)\nresidual(6 gelu he_uniform zero)\nscale()\nheads(3) 2 softmax\n", 1), file);
        assertEquals("", python("check", file.toString()));
        Files.write(file, new byte[] {1, 2, 3});
        assertTrue(python("check", file.toString()).startsWith("failed"));
    }
}
