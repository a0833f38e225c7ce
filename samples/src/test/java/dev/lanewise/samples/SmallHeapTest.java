package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line in a heap of 32 MB. */
class SmallHeapTest {

    private static final long SECONDS = 60;

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeModels() throws IOException {
        ModelFile.save(Network.create(NetworkSpec.inputs(784).dense(6000, Activation.relu()).dense(10, Activation.softmax()).build(), 1),
                folder.resolve("large.model"));
    }

    private static Cli lanewise(String words) throws IOException, InterruptedException {
        Path out = folder.resolve("out"), err = folder.resolve("err");
        List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m", "-cp",
                System.getProperty("java.class.path"), "dev.lanewise.samples.Lanewise");
        Process process = new ProcessBuilder(Stream.concat(java.stream(), Stream.of(words.replace("FOLDER", folder.toString()).split(" ")))
                .toList()).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "the command did not end");
        return new Cli(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "info", "tutorial --iterations 2", "help mnist"})
    void isEnoughForSmallWork(String words) throws IOException, InterruptedException {
        Cli cli = lanewise(words);
        assertEquals(0, cli.code(), cli.err());
    }

    /** The headers of the files promise 300 MB, which is told before they are read. */
    @ParameterizedTest
    @ValueSource(strings = {"mnist", "images"})
    void isToldOfLargeImagesBeforeTheyAreRead(String command) throws IOException, InterruptedException {
        Path large = Files.createDirectories(folder.resolve("large"));
        writeEmpty(large.resolve("train-images-idx3-ubyte"), 784, 2051, 400_000, 28, 28);
        writeEmpty(large.resolve("train-labels-idx1-ubyte"), 1, 2049, 400_000);
        writeEmpty(large.resolve("t10k-images-idx3-ubyte"), 784, 2051, 10, 28, 28);
        writeEmpty(large.resolve("t10k-labels-idx1-ubyte"), 1, 2049, 10);
        Cli cli = lanewise(command + " --hidden 8 --data FOLDER/large");
        assertEquals(1, cli.code(), cli.err());
        String last = cli.err().lines().toList().getLast();
        assertTrue(last.matches("\\S+: 400,010 images of 784 numbers need 301 MB of memory and training at least [1-9] MB, but only"
                + " [1-9]\\d? MB of this JVM's 32 MB are free: allow more, such as JDK_JAVA_OPTIONS=-Xmx1g"), cli.err());
    }

    /** A file that is all zeros behind its header; the disk need not hold them. */
    private static void writeEmpty(Path file, int elementBytes, int... header) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            for (int number : header) {
                out.writeInt(number);
            }
            out.setLength(Integer.BYTES * header.length + (long) header[1] * elementBytes);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            mnist --dataset generated --epochs 1                  | drawing 60,000 digits of 28x28 pixels needs 180 MB
            inspect --dataset generated --model FOLDER/large.model | large.model needs 37 MB
            """)
    void isToldWithWhatWasAskedFor(String words, String sentence) throws IOException, InterruptedException {
        Cli cli = lanewise(words);
        assertEquals(1, cli.code(), cli.err());
        String last = cli.err().lines().toList().getLast();
        assertTrue(last.startsWith("out of memory: " + sentence + ", but this JVM's heap is 32 MB: allow more, such as "
                + "JDK_JAVA_OPTIONS=-Xmx1g "), cli.err());
        assertTrue(cli.err().lines().noneMatch(line -> line.contains("Exception") || line.startsWith("\tat ")), cli.err());
    }
}
