package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NetTest {

    @Test
    void countsTheOperationsOfAStepAndAPrediction() {
        assertEquals(64 * (4.0 * 784 * 128 + 6.0 * 128 * 10), Net.W1.stepFlops());
        assertEquals(2.0 * (784 * 128 + 128 * 10), Net.W1.predictFlops(1));
        assertEquals(2.0 * 512 * 256 * 128, Net.W2.productFlops(2));
        assertEquals(256 * 8 * 6.0 * (64 * 128 + 128 * 128 + 128), Net.T8.stepFlops());
        assertEquals(256 * 6.0 * (64 * 256 + 2 * 256 * 256 + 256), Net.R.stepFlops());
    }

    @Test
    void countsWeightsWithPadding() {
        assertEquals(784 * 128 + 128 * 16, Net.W1.paddedWeights());
    }

    @Test
    void readsAWorkloadAsItWritesIt() {
        Workload workload = Workload.parse("784-128-10 x 64");
        assertEquals("784-128-10 x 64", workload.toString());
        assertEquals(784 * 128 + 128 * 10, workload.weights());
        assertEquals(64, workload.samples().size());
    }
}
