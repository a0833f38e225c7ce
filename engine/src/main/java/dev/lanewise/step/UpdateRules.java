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

    private final List<UpdateRule> ofTensors;
    private final UpdateRule[] distinct;

    /**
     * What the numbers of an optimizer and of penalties are multiplied by; tensors that agree in it share a rule.
     *
     * @param rate    the learning rate
     * @param decay   the decay of the optimizer
     * @param penalty l1 and l2
     */
    private record Factors(double rate, double decay, double penalty) {

        static Factors of(TensorFactors factors, GradientOptions gradient, TensorSpec tensor) {
            double decay = factors.of(TensorFactors.Target.DECAY, tensor);
            boolean isPenalized = gradient.isPenalized() && switch (tensor.role()) {
                case WEIGHT, TABLE -> true;
                case BIAS, ACTIVATION, NORM -> factors.has(TensorFactors.Target.DECAY, tensor);
            };
            return new Factors(factors.of(TensorFactors.Target.LEARNING_RATE, tensor), decay, isPenalized ? decay : 0);
        }
    }

    private UpdateRules(List<UpdateRule> ofTensors) {
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
        return new UpdateRules(tensors.stream().map(tensor -> rules.computeIfAbsent(Factors.of(factors, gradient, tensor),
                own -> UpdateRule.of(optimizer, own.rate, own.decay).requireFinite(tensor.name())
                        .with(gradientLoops(gradient, own.penalty, tensor.name())))).toList());
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
