package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class MnistTest {

    @TempDir
    private Path folder;

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), name.endsWith(".gz") ? IdxBytes.gzipped(bytes) : bytes);
    }

    /** Three images of 2x3 to learn from, two to test on; two files gzipped, two not. */
    private void writeSmallSet() throws IOException {
        write("train-images-idx3-ubyte.gz", IdxBytes.images(3, 2, 3, IdxBytes.counting(18)));
        write("train-labels-idx1-ubyte", IdxBytes.labels(3, (byte) 9, (byte) 0, (byte) 4));
        write("t10k-images-idx3-ubyte", IdxBytes.images(2, 2, 3, (byte) 0, (byte) 51, (byte) 102, (byte) 128, (byte) 254, (byte) 255,
                (byte) 5, (byte) 4, (byte) 3, (byte) 2, (byte) 1, (byte) 0));
        write("t10k-labels-idx1-ubyte.gz", IdxBytes.labels(2, (byte) 1, (byte) 2));
    }

    private void assertSays(String sentence) {
        assertEquals(sentence, assertThrows(IOException.class, () -> Mnist.load(folder)).getMessage());
    }

    @Test
    void readsGzippedFilesAndPlainOnes() throws IOException {
        writeSmallSet();
        Mnist.Split mnist = Mnist.load(folder);

        assertEquals("3 6 10", mnist.train().size() + " " + mnist.train().features() + " " + mnist.train().outputs());
        assertEquals("2 6 10", mnist.test().size() + " " + mnist.test().features() + " " + mnist.test().outputs());
        assertEquals("9 0 4", mnist.train().label(0) + " " + mnist.train().label(1) + " " + mnist.train().label(2));
        assertEquals("1 2", mnist.test().label(0) + " " + mnist.test().label(1));
        assertArrayEquals(new float[] {6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f}, mnist.train().input(1));
    }

    @Test
    void makesBytesToFloatsFromZeroToOne() throws IOException {
        writeSmallSet();
        assertArrayEquals(new float[] {0f, 0.2f, 0.4f, 128 / 255f, 254 / 255f, 1f}, Mnist.load(folder).test().input(0));
    }

    @Test
    void prefersTheGzippedFile() throws IOException {
        writeSmallSet();
        write("train-labels-idx1-ubyte.gz", IdxBytes.labels(3, (byte) 1, (byte) 1, (byte) 1));
        assertEquals(1, Mnist.load(folder).train().label(0));
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        writeSmallSet();
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Exception e = assertThrows(NoSuchFileException.class, () -> Mnist.load(folder));
        assertEquals(folder + ": expected t10k-labels-idx1-ubyte there, gzipped or not; found t10k-images-idx3-ubyte,"
                + " train-images-idx3-ubyte.gz and train-labels-idx1-ubyte", e.getMessage());
    }

    @Test
    void saysThatImagesAndLabelsDiffer() throws IOException {
        writeSmallSet();
        write("train-labels-idx1-ubyte", IdxBytes.labels(2, (byte) 9, (byte) 0));
        assertSays("train-labels-idx1-ubyte: expected a label for each of 3 images, got 2");
    }

    @Test
    void saysWhichLabelIsAboveNine() throws IOException {
        String files = "t10k-images-idx3-ubyte with t10k-labels-idx1-ubyte.gz: ";
        writeSmallSet();
        write("t10k-labels-idx1-ubyte.gz", IdxBytes.labels(2, (byte) 9, (byte) 10));
        assertSays(files + "sample 1 has label 10, but with 10 classes labels go from 0 to 9");
        write("t10k-labels-idx1-ubyte.gz", IdxBytes.labels(2, (byte) 255, (byte) 0));
        assertSays(files + "sample 0 has label 255, but with 10 classes labels go from 0 to 9");
    }

    @Test
    void saysThatASetIsEmpty() throws IOException {
        writeSmallSet();
        write("t10k-images-idx3-ubyte", IdxBytes.images(0, 2, 3));
        write("t10k-labels-idx1-ubyte.gz", IdxBytes.labels(0));
        assertSays("t10k-images-idx3-ubyte with t10k-labels-idx1-ubyte.gz: a data set needs at least 1 sample, got none");
    }

    @Test
    void saysThatImagesAreTooLarge() throws IOException {
        writeSmallSet();
        write("t10k-images-idx3-ubyte", IdxBytes.images(0, 65536, 65536));
        write("t10k-labels-idx1-ubyte.gz", IdxBytes.labels(0));
        assertThrows(IOException.class, () -> Mnist.load(folder));
    }

    @Test
    void readsTheRealOne() throws IOException {
        Path real = Path.of(System.getProperty("lanewise.shared", "../../shared"), "data", "mnist");
        assumeTrue(Files.isRegularFile(real.resolve("t10k-images-idx3-ubyte.gz")), "there is no MNIST in " + real);
        Mnist.Split mnist = Mnist.load(real);

        assertEquals("60000 784", mnist.train().size() + " " + mnist.train().features());
        assertEquals("10000 784", mnist.test().size() + " " + mnist.test().features());
        int[] counts = new int[10];
        for (int i = 0; i < mnist.test().size(); i++) {
            counts[mnist.test().label(i)]++;
        }
        assertEquals("[980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]", Arrays.toString(counts));
        assertEquals(7, mnist.test().label(0));
        try (InputStream in = new GZIPInputStream(Files.newInputStream(real.resolve("t10k-images-idx3-ubyte.gz")))) {
            in.skipNBytes(16);
            for (int i = 0; i < 500; i++) {
                float[] input = mnist.test().input(i);
                byte[] pixels = in.readNBytes(784);
                for (int p = 0; p < 784; p++) {
                    assertEquals(Byte.toUnsignedInt(pixels[p]) / 255f, input[p]);
                }
            }
        }
    }
}
