package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class DataFingerprintTest {

    private static float[] random(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextDouble(-1, 1);
        }
        return floats;
    }

    private static int crcOfFloats(float... floats) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : floats) {
            bytes.putFloat(number);
        }
        return crc(bytes.array());
    }

    private static int crcOfInts(int... ints) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * ints.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : ints) {
            bytes.putInt(number);
        }
        return crc(bytes.array());
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 2, 682, 683, 1365, 1366, 5000})
    void sumsUpAllFloatsAndLabels(int samples) {
        float[] inputs = random(3 * samples, samples);
        int[] labels = new SplittableRandom(samples).ints(samples, 0, 7).toArray();
        assertEquals(new DataFingerprint(samples, 3, 7, crcOfFloats(inputs), crcOfInts(labels)),
                Dataset.labelled(inputs, 3, labels, 7).fingerprint());

        float[] targets = random(2 * samples, samples + 1);
        assertEquals(new DataFingerprint(samples, 3, 2, crcOfFloats(inputs), crcOfFloats(targets)),
                Dataset.withTargets(inputs, 3, targets, 2).fingerprint());
    }

    @Test
    void isThatOfThePartWhereThereIsAPart() {
        float[] inputs = {1, 2, 3, 4, 5, 6, 7, 8};
        Dataset part = Dataset.labelled(inputs, 2, new int[] {0, 1, 2, 1}, 3).range(1, 3);
        assertEquals(Dataset.labelled(new float[] {3, 4, 5, 6}, 2, new int[] {1, 2}, 3).fingerprint(), part.fingerprint());
        Dataset targets = Dataset.withTargets(inputs, 2, new float[] {9, 8, 7, 6}, 1).range(2, 4);
        assertEquals(Dataset.withTargets(new float[] {5, 6, 7, 8}, 2, new float[] {7, 6}, 1).fingerprint(), targets.fingerprint());
    }

    @Test
    void sumsUpBytesAsBytesInHowManyArraysSoever() {
        byte[] bytes = IdxBytes.counting(12);
        int[] labels = {0, 1, 2, 1};
        DataFingerprint whole = Dataset.labelledBytes(bytes, 3, labels, 3).fingerprint();
        assertEquals(new DataFingerprint(4, 3, 3, crc(bytes), crcOfInts(labels)), whole);
        Dataset pieces = Dataset.labelledBytes(List.of(Arrays.copyOf(bytes, 3), Arrays.copyOfRange(bytes, 3, 12)), 3, labels, 3);
        assertEquals(whole, pieces.fingerprint());
        assertEquals(crc(Arrays.copyOfRange(bytes, 0, 6)), pieces.range(0, 2).fingerprint().inputsChecksum());
        assertEquals(crc(Arrays.copyOfRange(bytes, 6, 9)), pieces.range(2, 3).fingerprint().inputsChecksum());
    }

    @Test
    void saysWhatIsDifferent() {
        DataFingerprint one = new DataFingerprint(60000, 784, 10, 1, 2);
        assertEquals("", one.differenceTo(new DataFingerprint(60000, 784, 10, 1, 2)));
        assertEquals("other inputs", one.differenceTo(new DataFingerprint(60000, 784, 10, 7, 2)));
        assertEquals("other labels, targets or weights", one.differenceTo(new DataFingerprint(60000, 784, 10, 1, 7)));
        assertEquals("other inputs and other labels, targets or weights", one.differenceTo(new DataFingerprint(60000, 784, 10, 7, 7)));
        assertEquals("60000 samples instead of 10000", one.differenceTo(new DataFingerprint(10000, 784, 10, 7, 7)));
        assertEquals("784 features instead of 400 and 10 outputs instead of 47",
                one.differenceTo(new DataFingerprint(60000, 400, 47, 7, 7)));
        assertEquals("784 features instead of 400 and other labels, targets or weights",
                one.differenceTo(new DataFingerprint(60000, 400, 10, 7, 7)));
    }

    @Test
    void isReadAgainFromItsText() {
        DataFingerprint one = new DataFingerprint(60000, 784, 10, 0x1b9a03f2, -2);
        assertEquals("samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=fffffffe", one.toText());
        assertEquals(one, DataFingerprint.parse(one.toText()));
    }

    @Test
    void refusesOtherTexts() {
        String good = "samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=fffffffe";
        for (String bad : new String[] {"", good + " ", good.replace("784", "-784"), good.replace("784", ""), good.replace("1b", ""),
                good.replace("60000", "60000000000")}) {
            assertEquals("expected the fingerprint of a data set, such as"
                    + " 'samples=60000 features=784 outputs=10 inputs=1b9a03f2 targets=00c7d9ee'",
                    assertThrows(IllegalArgumentException.class, () -> DataFingerprint.parse(bad)).getMessage());
        }
        assertEquals("a data set has at least 1 sample, feature and output, got 0, 784 and 10", assertThrows(
                IllegalArgumentException.class, () -> DataFingerprint.parse(good.replace("60000", "0"))).getMessage());
        assertEquals("a data set has at most 2147483647 samples, features and outputs, got 2147483648", assertThrows(
                IllegalArgumentException.class, () -> DataFingerprint.parse(good.replace("60000", "2147483648"))).getMessage());
    }

    @Test
    void isMadeOnceOnly() {
        Dataset set = Dataset.labelled(random(300, 1), 3, new int[100], 1);
        assertSame(set.fingerprint(), set.fingerprint());
    }
}
