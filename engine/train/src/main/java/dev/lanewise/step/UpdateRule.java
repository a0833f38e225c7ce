package dev.lanewise.step;

import dev.lanewise.kernel.AdamConstants;
import dev.lanewise.kernel.GradientLoops;
import dev.lanewise.spec.CenteredRmsProp;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.RmsPropMomentum;
import dev.lanewise.update.AdadeltaLoops;
import dev.lanewise.update.AdagradLoops;
import dev.lanewise.update.AmsGradLoops;
import dev.lanewise.update.AverageLoops;
import dev.lanewise.update.CenteredRmsPropLoops;
import dev.lanewise.update.LionLoops;
import dev.lanewise.update.NesterovLoops;
import dev.lanewise.update.OptimizerLoops;
import dev.lanewise.update.RmsPropLoops;
import dev.lanewise.update.RmsPropMomentumLoops;
import java.util.List;
import java.util.stream.Stream;

/** An optimizer at work on some of the tensors: what it keeps beside each parameter, and the constants of the step at hand. */
public abstract sealed class UpdateRule {

    private static final String MOMENTUM = "momentum", AVERAGE = "average";

    private final double fullRate;
    private final float decay;
    private float lr;
    private GradientLoops gradientLoops;
    private AverageLoops averageLoops;

    private UpdateRule(double fullRate, float decay) {
        this.fullRate = fullRate;
        this.decay = decay;
    }

    /** As the optimizer says. */
    public static UpdateRule of(Optimizer optimizer) {
        return of(optimizer, 1, 1);
    }

    /** As the optimizer says, but with its learning rate and its decay times factors. */
    static UpdateRule of(Optimizer optimizer, double rateFactor, double decayFactor) {
        double rate = rateFactor * optimizer.lr();
        return switch (optimizer) {
            case Optimizer.Sgd _ -> new Sgd(rate);
            case Optimizer.Momentum(float _, float mu) -> new Momentum(rate, mu);
            case Optimizer.Nesterov(float _, float mu) -> new Looped(rate, new NesterovLoops(mu), MOMENTUM);
            case Optimizer.Adam(float _, float beta1, float beta2, float eps) -> new Adam(rate, new AdamConstants(beta1, beta2, eps, 0f));
            case Optimizer.AdamW(float _, float beta1, float beta2, float eps, float decay) ->
                new Adam(rate, new AdamConstants(beta1, beta2, eps, (float) (decayFactor * decay)));
            case Optimizer.RmsProp(float _, float alpha, float eps) -> new Looped(rate, new RmsPropLoops(alpha, eps), "square_mean");
            case RmsPropMomentum(float _, float alpha, float eps, float mu) ->
                new Looped(rate, new RmsPropMomentumLoops(alpha, eps, mu), "square_mean", MOMENTUM);
            case CenteredRmsProp(float _, float alpha, float eps, float mu) ->
                new Looped(rate, new CenteredRmsPropLoops(alpha, eps, mu), "square_mean", "gradient_mean", MOMENTUM);
            case Optimizer.Adagrad(float _, float eps) -> new Looped(rate, new AdagradLoops(eps), "square_sum");
            case Optimizer.Adadelta(float _, float rho, float eps) ->
                new Looped(rate, new AdadeltaLoops(rho, eps), "square_mean", "step_square_mean");
            case Optimizer.AmsGrad(float _, float beta1, float beta2, float eps) ->
                new Looped(rate, new AmsGradLoops(beta1, beta2, eps), "moment1", "moment2", "moment2_max");
            case Optimizer.Lion(float _, float beta1, float beta2, float decay) ->
                new Looped(rate, new LionLoops(beta1, beta2, (float) (decayFactor * decay)), MOMENTUM);
            case Optimizer.Averaged(Optimizer base, float decay) -> of(base, rateFactor, decayFactor).averaging(new AverageLoops(decay));
        };
    }

    private UpdateRule averaging(AverageLoops loops) {
        averageLoops = loops;
        return this;
    }

    /** This rule, if its rate and decay, which are those of {@code tensor}, are floats; throws IllegalArgumentException otherwise. */
    final UpdateRule requireFinite(String tensor) {
        requireFinite("decay", tensor, decay);
        requireFinite("learning rate", tensor, (float) fullRate);
        return this;
    }

    /** This rule, which changes gradients first. */
    UpdateRule with(GradientLoops loops) {
        gradientLoops = loops;
        return this;
    }

    /** Whether the optimizer alone is at work: gradients come as they are, and nobody averages. */
    final boolean isPlain() {
        return gradientLoops == null && averageLoops == null;
    }

    /** What becomes of gradients before they are applied, or null where they stay as they are. */
    final GradientLoops gradientLoops() {
        return gradientLoops;
    }

    private static void requireFinite(String what, String tensor, float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("the " + what + " of " + tensor + " expects a number that fits a float, but that of the"
                    + " optimizer times its factors is " + value);
        }
    }

    /** Whether a tensor with this rule stays as it is, and what is kept beside it, too. */
    final boolean isFrozen() {
        return fullRate == 0;
    }

    /** What the optimizer keeps beside each parameter, as files call it. */
    abstract List<String> ownSlots();

    /** What is kept beside each parameter, as files call it; their average comes last. */
    public final List<String> slots() {
        return averageLoops == null ? ownSlots() : Stream.concat(ownSlots().stream(), Stream.of(AVERAGE)).toList();
    }

    /** What takes parameters into their average, or null where they have none. */
    final AverageLoops averageLoops() {
        return averageLoops;
    }

    /** Called once before the tiles of a step, which counts from 1; rate and decay of this step are the full ones times their factors. */
    public void beginStep(long step, double factor, double decayFactor) {
        lr = (float) (fullRate * factor);
        if (averageLoops != null) {
            averageLoops.beginStep(step);
        }
    }

    /** The rate of this step. */
    final float lr() {
        return lr;
    }

    static final class Sgd extends UpdateRule {
        private Sgd(double lr) {
            super(lr, 0f);
        }

        @Override
        List<String> ownSlots() {
            return List.of();
        }
    }

    static final class Momentum extends UpdateRule {
        private final float mu;

        private Momentum(double lr, float mu) {
            super(lr, 0f);
            this.mu = mu;
        }

        @Override
        List<String> ownSlots() {
            return List.of(MOMENTUM);
        }

        float mu() {
            return mu;
        }
    }

    static final class Adam extends UpdateRule {
        private final AdamConstants constants;

        private Adam(double lr, AdamConstants constants) {
            super(lr, constants.decay());
            this.constants = constants;
        }

        @Override
        List<String> ownSlots() {
            return List.of("moment1", "moment2");
        }

        @Override
        public void beginStep(long step, double factor, double decayFactor) {
            super.beginStep(step, factor, decayFactor);
            constants.atStep(step, lr(), decayFactor);
        }

        AdamConstants constants() {
            return constants;
        }
    }

    /** An optimizer that is a pass over the gradient in scratch. */
    static final class Looped extends UpdateRule {
        private final OptimizerLoops loops;
        private final List<String> slots;

        private Looped(double lr, OptimizerLoops loops, String... slots) {
            super(lr, loops.decay());
            this.loops = loops;
            this.slots = List.of(slots);
        }

        @Override
        List<String> ownSlots() {
            return slots;
        }

        @Override
        public void beginStep(long step, double factor, double decayFactor) {
            super.beginStep(step, factor, decayFactor);
            loops.beginStep(step, lr(), decayFactor);
        }

        OptimizerLoops loops() {
            return loops;
        }
    }
}
