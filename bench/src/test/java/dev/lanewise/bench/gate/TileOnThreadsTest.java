package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TileOnThreadsTest {

    @Test
    void countsTheOperationsOfOneThread() {
        Reference one = Reference.ofThisJvm(), two = TileOnThreads.make(2);
        assertEquals(one.tile().applyAsDouble(3), two.tile().applyAsDouble(3));
        assertEquals(one.peak().applyAsDouble(100), two.peak().applyAsDouble(100));
    }

    @Test
    void isSlowerOnMoreThreadsThanThereAreCores() {
        int cores = Runtime.getRuntime().availableProcessors();
        double alone = Reference.slicesOfThisJvm(1).alone(0.2).referenceShare();
        Train crowded = TileOnThreads.make(8 * cores).slices(1e6, 0).alone(0.2);
        assertTrue(crowded.referenceShare() < 0.5 * alone, crowded.referenceShare() + " of the peak, alone " + alone);
    }
}
