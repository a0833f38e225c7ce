package dev.lanewise.step;

import dev.lanewise.kernel.AdamConstants;
import dev.lanewise.spec.Optimizer;
import java.util.List;

/** An optimizer at work on some of the tensors: what it keeps beside each parameter, and the constants of the step at hand. */
public abstract sealed class UpdateRule {

    private final double fullRate;
    private float lr;

    private UpdateRule(double fullRate) {
        this.fullRate = fullRate;
    }

    /** As the optimizer says. */
    public static UpdateRule of(Optimizer optimizer) {
        return of(optimizer, 1, 1);
    }

    /** As the optimizer says, but with its learning rate and its decay times factors. */
    static UpdateRule of(Optimizer optimizer, double rateFactor, double decayFactor) {
        return switch (optimizer) {
            case Optimizer.Sgd(float lr) -> new Sgd(rateFactor * lr);
            case Optimizer.Momentum(float lr, float mu) -> new Momentum(rateFactor * lr, mu);
            case Optimizer.Adam(float lr, float beta1, float beta2, float eps) ->
                new Adam(rateFactor * lr, new AdamConstants(beta1, beta2, eps, 0f));
            case Optimizer.AdamW(float lr, float beta1, float beta2, float eps, float decay) ->
                new Adam(rateFactor * lr, new AdamConstants(beta1, beta2, eps, (float) (decayFactor * decay)));
        };
    }

    /** This rule, if its rate and decay, which are those of {@code tensor}, are floats; throws IllegalArgumentException otherwise. */
    UpdateRule requireFinite(String tensor) {
        requireFinite("learning rate", tensor, (float) fullRate);
        return this;
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

    /** What is kept beside each parameter, as files call it. */
    public abstract List<String> slots();

    /** Called once before the tiles of a step, which counts from 1; the rate of this step is the full one times the factor. */
    public void beginStep(long step, double factor) {
        lr = (float) (fullRate * factor);
    }

    /** The rate of this step. */
    final float lr() {
        return lr;
    }

    static final class Sgd extends UpdateRule {
        private Sgd(double lr) {
            super(lr);
        }

        @Override
        public List<String> slots() {
            return List.of();
        }
    }

    static final class Momentum extends UpdateRule {
        private final float mu;

        private Momentum(double lr, float mu) {
            super(lr);
            this.mu = mu;
        }

        @Override
        public List<String> slots() {
            return List.of("momentum");
        }

        float mu() {
            return mu;
        }
    }

    static final class Adam extends UpdateRule {
        private final AdamConstants constants;

        private Adam(double lr, AdamConstants constants) {
            super(lr);
            this.constants = constants;
        }

        @Override
        public List<String> slots() {
            return List.of("moment1", "moment2");
        }

        @Override
        UpdateRule requireFinite(String tensor) {
            UpdateRule.requireFinite("decay", tensor, constants.decay());
            return super.requireFinite(tensor);
        }

        @Override
        public void beginStep(long step, double factor) {
            super.beginStep(step, factor);
            constants.atStep(step, lr());
        }

        AdamConstants constants() {
            return constants;
        }
    }
}
