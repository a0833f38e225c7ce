package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class IdxFileTest {

    @TempDir
    private Path folder;

    private IdxFile.Content.Bytes read(byte[] bytes) throws IOException {
        return assertInstanceOf(IdxFile.Content.Bytes.class, IdxFile.read(Files.write(folder.resolve("some.idx"), bytes), 3));
    }

    private int[] readLabels(byte[] bytes) throws IOException {
        return IdxFile.readLabels(Files.write(folder.resolve("some.idx"), bytes));
    }

    private void assertSays(String sentence, byte[] images) {
        assertEquals("some.idx: " + sentence, assertThrows(IOException.class, () -> read(images)).getMessage());
    }

    private void assertSaysOfLabels(String sentence, byte[] labels) {
        assertEquals("some.idx: " + sentence, assertThrows(IOException.class, () -> readLabels(labels)).getMessage());
    }

    @ParameterizedTest(name = "gzipped: {0}")
    @ValueSource(booleans = {false, true})
    void readsWhatWasWritten(boolean gzipped) throws IOException {
        byte[] pixels = IdxBytes.counting(6 * 10 * 9), images = IdxBytes.images(6, 10, 9, pixels);
        byte[] labels = IdxBytes.labels(3, (byte) 200, (byte) 1, (byte) 2);

        IdxFile.Content.Bytes readImages = read(gzipped ? IdxBytes.gzipped(images) : images);

        assertArrayEquals(new int[] {6, 10, 9}, readImages.dimensions());
        assertEquals(1, readImages.arrays().size());
        assertArrayEquals(pixels, readImages.arrays().getFirst());
        assertArrayEquals(new int[] {200, 1, 2}, readLabels(gzipped ? IdxBytes.gzipped(labels) : labels));
    }

    static Stream<Arguments> types() {
        return Stream.of(Arguments.of(0x09, ByteBuffer.allocate(3).put((byte) -1).put((byte) 127).put((byte) -128),
                new float[] {-1, 127, -128}, ElementType.BYTE),
                Arguments.of(0x0b, ByteBuffer.allocate(6).putShort((short) -1).putShort((short) 258).putShort((short) -32768),
                        new float[] {-1, 258, -32768}, ElementType.SHORT),
                Arguments.of(0x0c, ByteBuffer.allocate(12).putInt(-1).putInt(16_777_217).putInt(Integer.MIN_VALUE),
                        new float[] {-1, 16_777_216, -0x1p31f}, ElementType.INT),
                Arguments.of(0x0d, ByteBuffer.allocate(12).putFloat(-0f).putFloat(2.5f).putFloat(Float.MIN_VALUE),
                        new float[] {-0f, 2.5f, Float.MIN_VALUE}, ElementType.FLOAT),
                Arguments.of(0x0e, ByteBuffer.allocate(24).putDouble(0.1).putDouble(-2.5).putDouble(1e-50),
                        new float[] {0.1f, -2.5f, 0f}, ElementType.DOUBLE));
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource("types")
    void readsElementsOfEveryType(int code, ByteBuffer elements, float[] floats, ElementType type) throws IOException {
        byte[] bytes = IdxBytes.file(code << 8 | 3, new int[] {3, 1, 1}, elements.array());
        for (byte[] file : new byte[][] {bytes, IdxBytes.gzipped(bytes)}) {
            IdxFile.Content content = IdxFile.read(Files.write(folder.resolve("typed.idx"), file), 3);
            IdxFile.Content.Floats read = assertInstanceOf(IdxFile.Content.Floats.class, content);
            assertEquals(type, read.type());
            assertArrayEquals(floats, read.arrays().getFirst());
        }
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 1);
        assertSays("header promises 3 images of 1x1, but the data ends after 2", cut);
        assertSays("header promises 3 images of 1x1, but the data ends after 2", IdxBytes.gzipped(cut));
    }

    @Test
    void readsLabelsOfEveryTypeWhereTheyAreWhole() throws IOException {
        byte[] shorts = ByteBuffer.allocate(6).putShort((short) 300).putShort((short) 0).putShort((short) 7).array();
        assertArrayEquals(new int[] {300, 0, 7}, readLabels(IdxBytes.file(0x0b01, new int[] {3}, shorts)));
        byte[] doubles = ByteBuffer.allocate(24).putDouble(3).putDouble(-0.0).putDouble(1e9).array();
        assertArrayEquals(new int[] {3, 0, 1_000_000_000}, readLabels(IdxBytes.file(0x0e01, new int[] {3}, doubles)));
        byte[] floats = ByteBuffer.allocate(8).putFloat(3).putFloat(0.5f).array();
        assertSaysOfLabels("the label of sample 1 is 0.5, expected a whole number", IdxBytes.file(0x0d01, new int[] {2}, floats));
        byte[] large = ByteBuffer.allocate(8).putDouble(1e10).array();
        assertSaysOfLabels("the label of sample 0 is 1.0E10, expected a whole number", IdxBytes.file(0x0e01, new int[] {1}, large));
    }

    /** QMNIST's: the class, then where the digit comes from. */
    @Test
    void takesTheFirstOfSeveralLabels() throws IOException {
        ByteBuffer rows = ByteBuffer.allocate(2 * 8 * 4);
        for (int label : new int[] {5, 0, 2, 3, 1, 9, 9, 9, 7, 1, 4, 4, 4, 4, 4, 4}) {
            rows.putInt(label);
        }
        assertArrayEquals(new int[] {5, 7}, readLabels(IdxBytes.file(0x0c02, new int[] {2, 8}, rows.array())));
        assertSaysOfLabels("header promises 3 rows of 8 labels, but the data ends after 2",
                IdxBytes.file(0x0c02, new int[] {3, 8}, rows.array()));
        assertSaysOfLabels("expected at least 1 label in each row, got none", IdxBytes.file(0x0c02, new int[] {2147483647, 0}));
    }

    @Test
    void cutsWhatIsLargerThanAnArrayIntoWholeImages() throws IOException {
        byte[] pixels = IdxBytes.counting(7 * 6);
        Path file = Files.write(folder.resolve("large"), IdxBytes.images(7, 2, 3, pixels));
        for (int arrayBytes : new int[] {1, 6, 17, 18, 41, 42, 1000}) {
            List<byte[]> arrays = ((IdxFile.Content.Bytes) IdxFile.read(file, 3, 3, arrayBytes)).arrays();
            int images = Math.clamp(arrayBytes / 6, 1, 7);
            assertEquals(Math.ceilDiv(7, images), arrays.size(), "arrays of about " + arrayBytes + " bytes");
            assertEquals(6 * images, arrays.getFirst().length);
            ByteBuffer all = ByteBuffer.allocate(pixels.length);
            arrays.forEach(all::put);
            assertArrayEquals(pixels, all.array());
        }
        byte[] cut = IdxBytes.images(7, 2, 3, Arrays.copyOf(pixels, 25));
        IOException e = assertThrows(IOException.class, () -> IdxFile.read(Files.write(file, IdxBytes.gzipped(cut)), 3, 3, 12));
        assertEquals("large: header promises 7 images of 2x3, but the data ends after 4", e.getMessage());
    }

    @Test
    void refusesImagesThatFitNoArray() {
        assertSays("header promises 0 images of 65536x65536, of which not even one fits an array", IdxBytes.images(0, 65536, 65536));
    }

    @Test
    void readsFilesLargerThanItsBuffers() throws IOException {
        byte[] noise = new byte[300_000];
        new SplittableRandom(1).nextBytes(noise);
        byte[] images = IdxBytes.images(300, 10, 100, noise);
        assertArrayEquals(noise, read(images).arrays().getFirst());
        assertArrayEquals(noise, read(IdxBytes.gzipped(images)).arrays().getFirst());
    }

    @Test
    void saysThatAHeaderIsCutShort() throws IOException {
        byte[] whole = IdxBytes.images(1, 1, 1, (byte) 7);
        for (int length = 0; length < 16; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertSays("the file ends inside its header: expected 16 bytes, got " + length, cut);
            assertSays("the file ends inside its header: expected 16 bytes, got " + length, IdxBytes.gzipped(cut));
        }
    }

    @Test
    void saysAfterWhichImageTheDataEnds() throws IOException {
        byte[] whole = IdxBytes.images(5, 2, 3, IdxBytes.counting(30));
        for (int length = 16; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            String sentence = "header promises 5 images of 2x3, but the data ends after " + (length - 16) / 6;
            assertSays(sentence, cut);
            assertSays(sentence, IdxBytes.gzipped(cut));
        }
        assertSaysOfLabels("header promises 4 labels, but the data ends after 2", IdxBytes.labels(4, (byte) 1, (byte) 2));
    }

    @Test
    void saysThatMoreDataFollows() throws IOException {
        byte[] tooLong = IdxBytes.images(2, 1, 2, IdxBytes.counting(5));
        assertSays("header promises 2 images of 1x2, but more data follows", tooLong);
        assertSays("header promises 2 images of 1x2, but more data follows", IdxBytes.gzipped(tooLong));
        assertSaysOfLabels("header promises 2 labels, but more data follows", IdxBytes.labels(2, new byte[3]));
    }

    /** What the JDK's gzip stream passes over. */
    @Test
    void saysThatBytesFollowTheCompressedData() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, IdxBytes.counting(30)));
        for (int more : new int[] {1, 8, 1000}) {
            assertSays("the compressed data is damaged: other bytes follow after its end", Arrays.copyOf(packed, packed.length + more));
        }
    }

    @Test
    void saysThatAPromiseIsAGzipBomb() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(1 << 20, 28, 28, new byte[100]));
        assertSays("header promises 1048576 images of 28x28, which is 822083584 bytes, but a gzipped file of " + packed.length
                + " bytes may unpack to at most 16777200 more", packed);
    }

    @Test
    void saysWhatStandsInItsPlace() {
        assertSays("expected an IDX file of images, but it is one of unsigned bytes with 1 dimension, as labels have",
                IdxBytes.labels(20, new byte[20]));
        assertSaysOfLabels("expected an IDX file of labels, but it is one of unsigned bytes with 3 dimensions, as images have",
                IdxBytes.images(1, 1, 1, (byte) 0));
        assertSays("expected an IDX file of images, but it is one of floats with 2 dimensions",
                IdxBytes.file(0x0d02, new int[] {1, 1}, new byte[4]));
        assertSays("expected an IDX file of images, but its elements have the unknown type 10",
                IdxBytes.file(0x0a03, new int[] {1, 1, 1}, new byte[4]));
    }

    @Test
    void saysWhichOtherKindOfFileItIs() throws IOException {
        byte[] page = "<!DOCTYPE html>\n<html><body>404 Not Found</body></html>".getBytes(StandardCharsets.UTF_8);
        assertSays("expected an IDX file of images, but it is an HTML page", page);
        assertSaysOfLabels("expected an IDX file of labels, but it is an HTML page, gzipped", IdxBytes.gzipped(page));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("train-images-idx3-ubyte"));
            zip.write(page);
        }
        assertSays("expected an IDX file of images, but it is a zip archive", zipped.toByteArray());
        assertSays("expected an IDX file of images, but it is a gzip archive, gzipped",
                IdxBytes.gzipped(IdxBytes.gzipped(IdxBytes.images(1, 1, 1, (byte) 0))));
        byte[] table = "label,pixel0,pixel1\n5,0,0\n".getBytes(StandardCharsets.UTF_8);
        assertSaysOfLabels("expected an IDX file of labels, but it is a text", table);
        assertSays("expected an IDX file of images, but it is a Lanewise file", "LANEWISE\1\0\0\0".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void saysWhichDimensionIsImpossible() {
        assertSaysOfLabels("dimension 1 has the impossible size -1", IdxBytes.labels(-1));
        assertSays("dimension 2 has the impossible size -28", IdxBytes.images(3, -28, -1));
        assertSays("dimension 3 has the impossible size " + Integer.MIN_VALUE, IdxBytes.images(3, 28, Integer.MIN_VALUE));
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
            assertSays("the file ends inside its compressed data", Arrays.copyOf(packed, length));
        }
    }

    @Test
    void saysThatCompressedDataIsDamaged() throws IOException {
        byte[] packed = IdxBytes.gzipped(IdxBytes.images(5, 2, 3, IdxBytes.counting(30)));
        packed[packed.length - 8] ^= 1;
        IOException e = assertThrows(IOException.class, () -> read(packed));
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
                assertArrayEquals(pixels, read(flipped).arrays().getFirst(), "bit " + bit);
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
