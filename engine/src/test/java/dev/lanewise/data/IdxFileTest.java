package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class IdxFileTest {

    @TempDir
    private Path folder;

    private IdxFile.Content read(byte[] bytes, int dimensions) throws IOException {
        return IdxFile.read(Files.write(folder.resolve("some.idx"), bytes), dimensions);
    }

    private void assertSays(String sentence, byte[] bytes, int dimensions) {
        assertEquals("some.idx: " + sentence, assertThrows(IOException.class, () -> read(bytes, dimensions)).getMessage());
    }

    @ParameterizedTest(name = "gzipped: {0}")
    @ValueSource(booleans = {false, true})
    void readsWhatWasWritten(boolean gzipped) throws IOException {
        byte[] pixels = IdxBytes.counting(6 * 10 * 9), images = IdxBytes.images(6, 10, 9, pixels);
        byte[] labels = IdxBytes.labels(3, (byte) 200, (byte) 1, (byte) 2);

        IdxFile.Content readImages = read(gzipped ? IdxBytes.gzipped(images) : images, 3);
        IdxFile.Content readLabels = read(gzipped ? IdxBytes.gzipped(labels) : labels, 1);

        assertArrayEquals(new int[] {6, 10, 9}, readImages.dimensions());
        assertArrayEquals(pixels, readImages.bytes());
        assertArrayEquals(new int[] {3}, readLabels.dimensions());
        assertArrayEquals(new byte[] {(byte) 200, 1, 2}, readLabels.bytes());
    }

    @Test
    void readsFilesLargerThanItsBuffers() throws IOException {
        byte[] noise = new byte[300_000];
        new SplittableRandom(1).nextBytes(noise);
        assertArrayEquals(noise, read(IdxBytes.labels(300_000, noise), 1).bytes());
        assertArrayEquals(noise, read(IdxBytes.gzipped(IdxBytes.labels(300_000, noise)), 1).bytes());
    }

    @Test
    void saysThatAHeaderIsCutShort() throws IOException {
        byte[] whole = IdxBytes.images(1, 1, 1, (byte) 7);
        for (int length = 0; length < 16; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertSays("the file ends inside its header: expected 16 bytes, got " + length, cut, 3);
            assertSays("the file ends inside its header: expected 16 bytes, got " + length, IdxBytes.gzipped(cut), 3);
        }
    }

    @Test
    void saysAfterWhichImageTheDataEnds() throws IOException {
        byte[] whole = IdxBytes.images(5, 2, 3, IdxBytes.counting(30));
        for (int length = 16; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            String sentence = "header promises 5 images of 2x3, but the data ends after " + (length - 16) / 6;
            assertSays(sentence, cut, 3);
            assertSays(sentence, IdxBytes.gzipped(cut), 3);
        }
        assertSays("header promises 4 labels, but the data ends after 2", IdxBytes.labels(4, (byte) 1, (byte) 2), 1);
    }

    @Test
    void saysThatMoreDataFollows() throws IOException {
        byte[] tooLong = IdxBytes.images(2, 1, 2, IdxBytes.counting(5));
        assertSays("header promises 2 images of 1x2, but more data follows", tooLong, 3);
        assertSays("header promises 2 images of 1x2, but more data follows", IdxBytes.gzipped(tooLong), 3);
        assertSays("header promises 2 labels, but more data follows", IdxBytes.labels(2, new byte[3]), 1);
    }

    /** What the JDK's gzip stream passes over. */
    @Test
    void saysThatBytesFollowTheCompressedData() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, IdxBytes.counting(30)));
        for (int more : new int[] {1, 8, 1000}) {
            assertSays("the compressed data is damaged: other bytes follow after its end", Arrays.copyOf(packed, packed.length + more), 3);
        }
    }

    @Test
    void saysThatAPromiseIsAGzipBomb() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(1 << 20, 28, 28, new byte[100]));
        assertSays("header promises 1048576 images of 28x28, which is 822083584 bytes, but a gzipped file of " + packed.length
                + " bytes may unpack to at most 16777200 more", packed, 3);
    }

    @Test
    void saysWhichMagicNumberItExpected() {
        assertSays("expected an IDX file of images (magic number 2051), but it begins with 2049", IdxBytes.labels(20, new byte[20]), 3);
        assertSays("expected an IDX file of labels (magic number 2049), but it begins with 2051", IdxBytes.images(1, 1, 1, (byte) 0), 1);
        // 0x0d: floats
        assertSays("expected an IDX file of labels (magic number 2049), but it begins with 3329",
                IdxBytes.file(0x0d01, new int[] {1}, new byte[4]), 1);
    }

    @Test
    void saysWhichDimensionIsImpossible() {
        assertSays("dimension 1 has the impossible size -1", IdxBytes.labels(-1), 1);
        assertSays("dimension 2 has the impossible size -28", IdxBytes.images(3, -28, -1), 3);
        assertSays("dimension 3 has the impossible size " + Integer.MIN_VALUE, IdxBytes.images(3, 28, Integer.MIN_VALUE), 3);
    }

    /** Whether the promise fits an array or not: a header of a few bytes must not make the reader allocate gigabytes. */
    @ParameterizedTest(name = "{0} images of {1}x{1}")
    @CsvSource({"2147483647, 28", "2147483647, 1", "2147483639, 1", "65536, 65536", "2, 32767"})
    void allocatesNothingOnTheWordOfAHeader(int count, int side) throws IOException {
        Path file = Files.write(folder.resolve("liar"), IdxBytes.images(count, side, side, new byte[4]));
        assertEquals(20, Files.size(file));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        IOException e = assertThrows(IOException.class, () -> IdxFile.read(file, 3));

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 1 << 20, "allocated " + allocated + " bytes");
        assertTrue(e.getMessage().startsWith("liar: header promises " + count + " images of " + side + "x" + side + ", "), e.getMessage());
    }

    @Test
    void saysThatCompressedDataIsCutShort() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, IdxBytes.counting(30)));
        for (int length = 2; length < packed.length; length++) {
            assertSays("the file ends inside its compressed data", Arrays.copyOf(packed, length), 3);
        }
    }

    @Test
    void saysThatCompressedDataIsDamaged() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, IdxBytes.counting(30)));
        packed[packed.length - 8] ^= 1;
        IOException e = assertThrows(IOException.class, () -> read(packed, 3));
        assertTrue(e.getMessage().startsWith("some.idx: the compressed data is damaged: "), e.getMessage());
    }

    /** Some bits say nothing about the content: the time, for example, in a header of ten bytes, and the last ones of the last byte. */
    @Test
    void neverReadsOtherBytesThanWereCompressed() throws IOException {
        byte[] pixels = IdxBytes.counting(30), packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, pixels));
        int unnoticed = 0;
        for (int bit = 0; bit < 8 * packed.length; bit++) {
            byte[] flipped = packed.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertArrayEquals(pixels, read(flipped, 3).bytes(), "bit " + bit);
                unnoticed++;
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("some.idx: "), e.getMessage());
            }
        }
        assertTrue(unnoticed < 80 + 8, unnoticed + " bits went unnoticed");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        Path missing = folder.resolve("missing");
        assertTrue(assertThrows(NoSuchFileException.class, () -> IdxFile.read(missing, 3)).getMessage().contains("missing"));
    }
}
