package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PairTest {

    @Test
    void saysWhichNumberDiffers() {
        Exception differs = assertThrows(OtherBitsException.class, () -> pair(new double[] {1, 0.0}, new double[] {1, -0.0})
                .requireSameBits("W1 step"));
        assertEquals("W1 step: number 1 of what comes out is 0.0 in the baseline, but -0.0 in the working tree", differs.getMessage());
        Exception missing = assertThrows(OtherBitsException.class, () -> pair(new double[] {1, 2}, new double[] {1}).requireSameBits("x"));
        assertEquals("x: number 1 of what comes out is 2.0 in the baseline, but missing in the working tree", missing.getMessage());
    }

    @Test
    void takesAnyNaNForAnyOther() {
        double other = Double.longBitsToDouble(0x7ff8000000000001L);
        assertDoesNotThrow(() -> pair(new double[] {Double.NaN}, new double[] {other}).requireSameBits("x"));
    }

    private static Pair pair(double[] baseline, double[] current) {
        return new Pair(new Subject(times -> { }, () -> baseline), new Subject(times -> { }, () -> current));
    }
}
