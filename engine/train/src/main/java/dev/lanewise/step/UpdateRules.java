package dev.lanewise.step;

import dev.lanewise.chain.Tensor;
import dev.lanewise.kernel.GradientLoops;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of a run, one for each tensor; tensors with the same factors share one. */
public final class UpdateRules {

    private final Optimizer optimizer;
    private final GradientOptions gradient;
    private final List<UpdateRule> ofTensors;
    private final UpdateRule[] distinct;

    /**
     * What the numbers of an optimizer and of penalties are multiplied by; tensors that agree in it share a rule.
     *
     * @param rate    the learning rate
     * @param decay   the decay of the optimizer
     * @param penalty l1 and l2
     * @param isMaxNorm whether the tensor is limited after the update
     */
    private record Factors(double rate, double decay, double penalty, boolean isMaxNorm) {

        static Factors of(TensorFactors factors, GradientOptions gradient, TensorSpec tensor) {
            double decay = factors.of(TensorFactors.Target.DECAY, tensor);
            boolean isPenalized = gradient.isPenalized() && switch (tensor.role()) {
                case WEIGHT, TABLE, HEAD -> true;
                case BIAS, ACTIVATION, NORM -> factors.has(TensorFactors.Target.DECAY, tensor);
            };
            return new Factors(factors.of(TensorFactors.Target.LEARNING_RATE, tensor), decay, isPenalized ? decay : 0,
                    gradient.isMaxNorm() && tensor.role() == TensorSpec.Role.WEIGHT);
        }
    }

    private UpdateRules(Optimizer optimizer, GradientOptions gradient, List<UpdateRule> ofTensors) {
        this.optimizer = optimizer;
        this.gradient = gradient;
        this.ofTensors = ofTensors;
        distinct = ofTensors.stream().distinct().toArray(UpdateRule[]::new);
    }

    /** Rules that take gradients as they are; see {@link #of(Optimizer, TensorFactors, GradientOptions, List)}. */
    public static UpdateRules of(Optimizer optimizer, TensorFactors factors, List<TensorSpec> tensors) {
        return of(optimizer, factors, GradientOptions.NONE, tensors);
    }

    /** Throws IllegalArgumentException if a rate, decay or penalty, times its factors, fits no float. */
    public static UpdateRules of(Optimizer optimizer, TensorFactors factors, GradientOptions gradient, List<TensorSpec> tensors) {
        Map<Factors, UpdateRule> rules = new HashMap<>();
        return new UpdateRules(optimizer, gradient, tensors.stream().map(tensor -> rules.computeIfAbsent(
                Factors.of(factors, gradient, tensor),
                own -> UpdateRule.of(own.isMaxNorm ? withoutAverage(optimizer) : optimizer, own.rate, own.decay)
                        .requireFinite(tensor.name()).with(gradientLoops(gradient, own.penalty, tensor.name())))).toList());
    }

    /** Averages are of limited weights, which {@link MaxNorm} leaves. */
    private static Optimizer withoutAverage(Optimizer optimizer) {
        return optimizer instanceof Optimizer.Averaged averaged ? averaged.base() : optimizer;
    }

    /** Null where nothing is to be done. */
    private static GradientLoops gradientLoops(GradientOptions gradient, double factor, String tensor) {
        float l1 = penalty("l1", gradient.l1(), factor, tensor), l2 = penalty("l2", gradient.l2(), factor, tensor);
        return l1 > 0 || l2 > 0 || gradient.isClipped() ? new GradientLoops(l1, l2, gradient.clipValue()) : null;
    }

    private static float penalty(String what, float full, double factor, String tensor) {
        float penalty = (float) (factor * full);
        if (!Float.isFinite(penalty)) {
            throw new IllegalArgumentException(what + " of " + tensor + " expects a number that fits a float, but " + full
                    + " times the factors for its decay is " + penalty);
        }
        return penalty;
    }

    /** What all of them agree in. */
    GradientOptions gradient() {
        return gradient;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    UpdateRule of(Tensor tensor) {
        return ofTensors.get(tensor.number());
    }

    /** Called once before the tiles of a step; see {@link UpdateRule#beginStep}. */
    public void beginStep(long step, double factor, double decayFactor) {
        for (UpdateRule rule : distinct) {
            rule.beginStep(step, factor, decayFactor);
        }
    }
}
