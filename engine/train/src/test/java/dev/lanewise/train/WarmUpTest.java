package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.step.TrainingKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
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

    /** Streamed weights take tiles and an order of their own, which a step of a small network would not run. */
    @Test
    void takesAStepForEveryPlacementOfTheRealLayers() {
        NetworkSpec large = NetworkSpec.inputs(784).dense(512, Activation.relu()).dense(10, Activation.softmax()).build();
        assertEquals(Set.of(Placement.IN_CACHE), placementsOfAWarmUp(SPEC));
        assertEquals(Set.of(Placement.IN_CACHE, Placement.STREAMED), placementsOfAWarmUp(large));
        assertNotSame(kind(SPEC).implementation(), kind(large).implementation());
    }

    private static TrainingKind kind(NetworkSpec spec) {
        return new TrainingKind(spec, Loss.softmaxCrossEntropy(), MOMENTUM, GradientOptions.NONE, 64, false, false);
    }

    /** Those that reach the kernels, in products and in updates. */
    private static Set<Placement> placementsOfAWarmUp(NetworkSpec spec) {
        Map<String, Set<Placement>> met = new HashMap<>();
        InvocationHandler recorded = (_, method, arguments) -> {
            for (Object argument : arguments == null ? new Object[0] : arguments) {
                if (argument instanceof Placement placement) {
                    met.computeIfAbsent(method.getName(), _ -> EnumSet.noneOf(Placement.class)).add(placement);
                }
            }
            return method.invoke(KernelChoice.kernels(), arguments);
        };
        kind(spec).on((Kernels) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, recorded)).run();
        assertEquals(met.get("backward"), met.get("gradientMomentum"));
        return met.get("backward");
    }

    @Test
    void refusesWhatNoTrainerWouldTake() {
        assertThrows(IllegalArgumentException.class, () -> WarmUp.run(SPEC, Loss.sigmoidCrossEntropy(), MOMENTUM, 64));
        assertEquals("a batch needs at least 1 sample, got 0",
                assertThrows(IllegalArgumentException.class, () -> WarmUp.run(SPEC, Loss.softmaxCrossEntropy(), MOMENTUM, 0)).getMessage());
        assertEquals("a micro-batch needs at least 1 sample, got 0", assertThrows(IllegalArgumentException.class,
                () -> WarmUp.run(SPEC, Loss.softmaxCrossEntropy(), MOMENTUM, GradientOptions.NONE, 64, 0, 1)).getMessage());
    }
}
