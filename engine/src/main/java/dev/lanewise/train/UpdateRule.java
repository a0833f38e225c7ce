package dev.lanewise.train;

import dev.lanewise.kernel.AdamConstants;

/** An optimizer at work: how many moments each parameter has, and the constants of the step at hand. */
abstract sealed class UpdateRule {

    private final float fullRate;
    private float lr;

    private UpdateRule(float fullRate) {
        this.fullRate = fullRate;
    }

    static UpdateRule of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd(float lr) -> new Sgd(lr);
            case Optimizer.Momentum(float lr, float mu) -> new Momentum(lr, mu);
            case Optimizer.Adam(float lr, float beta1, float beta2, float eps) ->
                new Adam(lr, new AdamConstants(beta1, beta2, eps, 0f));
            case Optimizer.AdamW(float lr, float beta1, float beta2, float eps, float decay) ->
                new Adam(lr, new AdamConstants(beta1, beta2, eps, decay));
        };
    }

    /** Matrices of moments beside each matrix of parameters: 0, 1 or 2. */
    abstract int moments();

    /** Called once before the tiles of a step, which counts from 1; the rate of this step is the optimizer's times the factor. */
    void beginStep(long step, double factor) {
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
        int moments() {
            return 0;
        }
    }

    static final class Momentum extends UpdateRule {
        private final float mu;

        private Momentum(float lr, float mu) {
            super(lr);
            this.mu = mu;
        }

        @Override
        int moments() {
            return 1;
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
        int moments() {
            return 2;
        }

        @Override
        void beginStep(long step, double factor) {
            super.beginStep(step, factor);
            constants.atStep(step, lr());
        }

        AdamConstants constants() {
            return constants;
        }
    }
}
