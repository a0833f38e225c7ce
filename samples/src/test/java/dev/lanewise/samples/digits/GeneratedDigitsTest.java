package dev.lanewise.samples.digits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.samples.digits.GeneratedDigits.Part;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedDigitsTest {

    private static final long SEED = 42;

    @ParameterizedTest(name = "{0} x {0}, {1}")
    @CsvSource({
        "28, TRAIN, 68df1a3c55c74abc9cbf550fe91b9886debbaf72113fabd224383f4e1ddef2c3",
        "28, TEST, 2f38867949cd7d1c14f230a519d9b20f85c1dcd23997c1de927b57172190ea30",
        "8, TRAIN, eb61870d8b714b1f379347bb4789fa74f7b0c66902b5c993145630eeae0d1640",
    })
    void hasTheSameBitsOnEveryMachine(int size, Part part, String sha256) {
        assertEquals(sha256, sha256(GeneratedDigits.generate(200, size, SEED, part)));
    }

    @Test
    void differsWithTheSeedAndThePart() {
        String sum = sha256(GeneratedDigits.generate(20, 28, SEED, Part.TRAIN));

        assertNotEquals(sum, sha256(GeneratedDigits.generate(20, 28, SEED + 1, Part.TRAIN)));
        assertNotEquals(sum, sha256(GeneratedDigits.generate(20, 28, SEED, Part.TEST)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void hasTheSameBitsOnAnyNumberOfThreads(int threads) throws Exception {
        String expected = sha256(GeneratedDigits.generate(500, 28, SEED, Part.TRAIN));

        try (ForkJoinPool pool = new ForkJoinPool(threads)) {
            assertEquals(expected, sha256(pool.submit(() -> GeneratedDigits.generate(500, 28, SEED, Part.TRAIN)).get()));
        }
    }

    @Test
    void balancesTheClassesInNoParticularOrder() {
        Dataset digits = GeneratedDigits.generate(1003, 8, SEED, Part.TRAIN);
        int[] counts = new int[10], early = new int[10];
        for (int i = 0; i < digits.size(); i++) {
            counts[digits.label(i)]++;
            early[digits.label(i)] += i < 200 ? 1 : 0;
        }

        assertArrayEquals(new int[] {101, 101, 101, 100, 100, 100, 100, 100, 100, 100}, counts);
        assertTrue(Arrays.stream(early).min().orElseThrow() > 0, "each class comes early, got " + Arrays.toString(early));
        assertTrue(Arrays.stream(early).distinct().count() > 1, "the order is random, got " + Arrays.toString(early));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 16, 28, 40})
    void paintsPixelsThatAreBytesWithPaperAndInk(int size) {
        Dataset digits = GeneratedDigits.generate(300, size, SEED, Part.TEST);

        assertEquals(size * size, digits.features());
        assertEquals(10, digits.outputs());
        for (int i = 0; i < digits.size(); i++) {
            float paper = 0, ink = 0;
            for (float pixel : digits.input(i)) {
                int k = Math.round(pixel * 255);
                assertEquals(k / 255f, pixel);
                assertTrue(k >= 0 && k <= 255, "pixel " + pixel);
                paper += k == 0 ? 1 : 0;
                ink += pixel;
            }
            assertTrue(paper > 0.25 * digits.features(), "image " + i + " has " + paper + " pixels of paper");
            assertTrue(ink > 0.02 * digits.features(), "image " + i + " has ink " + ink);
        }
    }

    @Test
    void repeatsNoImageIn70000() {
        Mnist.Split digits = GeneratedDigits.likeMnist(SEED);
        Set<Long> seen = new HashSet<>();
        addHashes(digits.train(), seen);
        addHashes(digits.test(), seen);

        assertEquals(60_000, digits.train().size());
        assertEquals(10_000, digits.test().size());
        assertEquals(70_000, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 28})
    void tellsTrainingAndTestImagesApartByParity(int size) {
        Mnist.Split digits = GeneratedDigits.split(600, 100, size, SEED);

        for (int i = 0; i < 600; i++) {
            assertEquals(0, sumOfBytes(digits.train().input(i)) % 2, "training image " + i);
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(1, sumOfBytes(digits.test().input(i)) % 2, "test image " + i);
        }
    }

    @Test
    void saysWhichSizesItCannotDraw() {
        assertSays("generated digits need at least 1 image, got 0", 0, 28);
        assertSays("generated digits need at least 8x8 pixels, got 7x7", 10, 7);
        assertSays("3000000 images of 28x28 pixels are more than fits an array of floats", 3_000_000, 28);
    }

    private static void assertSays(String message, int count, int size) {
        assertEquals(message, assertThrows(IllegalArgumentException.class,
                () -> GeneratedDigits.generate(count, size, SEED, Part.TRAIN)).getMessage());
    }

    private static void addHashes(Dataset digits, Set<Long> hashes) {
        for (int i = 0; i < digits.size(); i++) {
            long hash = 1;
            for (float pixel : digits.input(i)) {
                hash = (hash ^ Float.floatToIntBits(pixel)) * 0x9e3779b97f4a7c15L;
                hash ^= hash >>> 29;
            }
            hashes.add(hash);
        }
    }

    private static int sumOfBytes(float[] pixels) {
        int sum = 0;
        for (float pixel : pixels) {
            sum += Math.round(pixel * 255);
        }
        return sum;
    }

    private static String sha256(Dataset digits) {
        MessageDigest digest = RemoteFile.newDigest();
        for (int i = 0; i < digits.size(); i++) {
            float[] pixels = digits.input(i);
            ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length + 4).putInt(digits.label(i));
            for (float pixel : pixels) {
                bytes.putInt(Float.floatToIntBits(pixel));
            }
            digest.update(bytes.flip());
        }
        return RemoteFile.hex(digest);
    }
}
