package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(784).dense(130, Activation.relu()).dense(10, Activation.softmax()).build();
    private static final Optimizer MOMENTUM = new Optimizer.Momentum(0.1f, 0.9f);

    /** 784 x 130 weights and 5,000 samples would take minutes without the vector module. */
    @ParameterizedTest(name = "{0} samples")
    @ValueSource(ints = {1, 15, 64, 5_000})
    void staysSmallForLargeNetworksAndLeavesNoThread(int samples) {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        long start = System.nanoTime();

        WarmUp.run(SPEC, Loss.softmaxCrossEntropy(), MOMENTUM, samples);

        assertTrue(System.nanoTime() - start < 10_000_000_000L, "a warm-up is short");
        Set<Thread> after = Thread.getAllStackTraces().keySet();
        assertTrue(after.stream().filter(thread -> thread.getName().startsWith("lanewise")).allMatch(before::contains), after::toString);
    }

    @Test
    void refusesWhatNoTrainerWouldTake() {
        assertThrows(IllegalArgumentException.class, () -> WarmUp.run(SPEC, Loss.sigmoidCrossEntropy(), MOMENTUM, 64));
        assertEquals("a batch needs at least 1 sample, got 0",
                assertThrows(IllegalArgumentException.class, () -> WarmUp.run(SPEC, Loss.softmaxCrossEntropy(), MOMENTUM, 0)).getMessage());
    }
}
