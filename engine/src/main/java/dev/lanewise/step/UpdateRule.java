package dev.lanewise.step;

import dev.lanewise.kernel.AdamConstants;
import dev.lanewise.spec.Optimizer;
import java.util.List;

/** An optimizer at work: what it keeps beside each parameter, and the constants of the step at hand. */
public abstract sealed class UpdateRule {

    private final float fullRate;
    private float lr;

    private UpdateRule(float fullRate) {
        this.fullRate = fullRate;
    }

    public static UpdateRule of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(float lr) -> new Sgd(lr);
            case Optimizer.Momentum(float lr, float mu) -> new Momentum(lr, mu);
            case Optimizer.Adam(float lr, float beta1, float beta2, float eps) ->
                new Adam(lr, new AdamConstants(beta1, beta2, eps, 0f));
            case Optimizer.AdamW(float lr, float beta1, float beta2, float eps, float decay) ->
                new Adam(lr, new AdamConstants(beta1, beta2, eps, decay));
        };
    }

    /** What is kept beside each parameter, as files call it. */
    public abstract List<String> slots();

    /** Called once before the tiles of a step, which counts from 1; the rate of this step is the optimizer's times the factor. */
    public void beginStep(long step, double factor) {
        lr = (float) (fullRate * factor);
    }

    /** The rate of this step. */
    final float lr() {
        return lr;
    }

    static final class Sgd extends UpdateRule {
        private Sgd(float lr) {
            super(lr);
        }

        @Override
        public List<String> slots() {
            return List.of();
        }
    }

    static final class Momentum extends UpdateRule {
        private final float mu;

        private Momentum(float lr, float mu) {
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

        private Adam(float lr, AdamConstants constants) {
            super(lr);
            this.constants = constants;
        }

        @Override
        public List<String> slots() {
            return List.of("moment1", "moment2");
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
