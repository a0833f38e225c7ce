package dev.lanewise.model;

import dev.lanewise.chain.Chain;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.spec.NetworkSpec;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What all predictors of a network share: its chain, and the two switches that say which kernels run it, each looked up once. */
final class PredictionPlan {

    /** Multiply-adds that run scalar kernels before vectors are prepared: some 0.3 seconds. */
    private static final long SCALAR_WORK = 1_100_000_000;

    private final Chain chain;
    private final int inputs;
    private final int outputs;
    private final long floatsOfOne;
    private final BooleanSupplier skipsZeros;
    private volatile ImplementationSwitch few, many;
    /** What the supplier has said, or null. */
    private volatile Boolean saysSkip;

    PredictionPlan(Chain chain, NetworkSpec spec, BooleanSupplier skipsZeros) {
        this.chain = chain;
        this.skipsZeros = skipsZeros;
        inputs = spec.inputs();
        outputs = spec.outputs();
        floatsOfOne = chain.floats(1);
    }

    /**
     * What decides which kernels run.
     *
     * @param few    whether there are fewer than sixteen samples in a call
     * @param stages the kinds of stages
     */
    private record Kind(boolean few, Set<Object> stages) {
    }

    /** Of the network. */
    int inputs() {
        return inputs;
    }

    /** Of the network. */
    int outputs() {
        return outputs;
    }

    Chain chain() {
        return chain;
    }

    /** Floats of the scratch for calls with up to so many samples; known for a single one, of which each call may want its own. */
    long floats(int samples) {
        return samples == 1 ? floatsOfOne : Math.max(chain.floats(samples), chain.floats(Math.max(1, chain.mostFew(samples))));
    }

    /** Of one sample. */
    long multiplyAdds() {
        return chain.multiplyAdds();
    }

    /** Whether the first layer has the same sums where terms of inputs that are 0 are left out; looked at once. */
    boolean skipsZeros() {
        if (saysSkip == null) {
            saysSkip = skipsZeros.getAsBoolean();
        }
        return saysSkip;
    }

    /** The switch of calls with so many samples. */
    ImplementationSwitch implementation(int samples) {
        return chain.isFew(samples) ? few() : many();
    }

    /** Two threads that ask at once get the same switch. */
    private ImplementationSwitch few() {
        if (few == null) {
            few = ImplementationSwitch.of(new Kind(true, chain.kinds()), multiplyAdds(), SCALAR_WORK);
        }
        return few;
    }

    private ImplementationSwitch many() {
        if (many == null) {
            many = ImplementationSwitch.ofSteps(new Kind(false, chain.kinds()), SCALAR_WORK);
        }
        return many;
    }
}
