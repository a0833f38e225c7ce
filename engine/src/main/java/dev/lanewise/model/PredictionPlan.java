package dev.lanewise.model;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Slots;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What all predictors of a network share: its chain, and the two switches that say which kernels run it, each looked up once. */
final class PredictionPlan {

    /** Multiply-adds that run scalar kernels before vectors are prepared: some 0.3 seconds. */
    private static final long SCALAR_WORK = 1_100_000_000;

    private final Chain chain;
    private final long multiplyAdds;
    private final long floatsOfOne;
    private volatile ImplementationSwitch few, many;

    PredictionPlan(List<Dense> layers) {
        chain = Chain.of(layers);
        floatsOfOne = chain.floats(1);
        multiplyAdds = layers.stream().mapToLong(layer -> (long) layer.in() * layer.out()).sum();
    }

    /**
     * What decides which kernels run.
     *
     * @param few       whether there are fewer than sixteen samples in a call
     * @param firstRows whether the first layer has outputs with a sample a row
     * @param functions activations of the layers
     * @param softmax   whether a softmax follows
     */
    private record Kind(boolean few, boolean firstRows, Set<Function> functions, boolean softmax) {
    }

    private Kind kind(boolean isFew) {
        return new Kind(isFew, isFew || chain.firstReadsRows(), chain.layers().stream().map(Dense::f).collect(Collectors.toSet()),
                chain.layers().getLast().softmax());
    }

    Chain chain() {
        return chain;
    }

    /** Floats of the scratch for calls with up to so many samples; known for a single one, of which each call may want its own. */
    long floats(int samples) {
        return samples == 1 ? floatsOfOne : Math.max(chain.floats(samples), chain.floats(Math.min(samples, Panels.LANES - 1)));
    }

    /** Of one sample. */
    long multiplyAdds() {
        return multiplyAdds;
    }

    /** The switch of calls with so many samples. */
    ImplementationSwitch implementation(int samples) {
        return Slots.isFew(samples) ? few() : many();
    }

    /** Two threads that ask at once get the same switch. */
    private ImplementationSwitch few() {
        if (few == null) {
            few = ImplementationSwitch.of(kind(true), multiplyAdds, SCALAR_WORK);
        }
        return few;
    }

    private ImplementationSwitch many() {
        if (many == null) {
            many = ImplementationSwitch.ofSteps(kind(false), SCALAR_WORK);
        }
        return many;
    }
}
