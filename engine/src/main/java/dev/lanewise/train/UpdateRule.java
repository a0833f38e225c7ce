package dev.lanewise.train;

import dev.lanewise.kernel.AdamConstants;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/** An optimizer at work: how many moments each parameter has, and the kernel that updates a tile. */
abstract class UpdateRule {

    private UpdateRule() {
    }

    /** Matrices of moments beside each matrix of parameters: 0, 1 or 2. */
    abstract int moments();

    /** Called once before the tiles of a step, which counts from 1; the rate of this step is the optimizer's times the factor. */
    abstract void beginStep(long step, double factor);

    /** Updates a tile; {@code m} and {@code v} are its moments, null where there are fewer. */
    abstract void apply(Kernels kernels, Panels g, Panels w, Panels m, Panels v);

    /** Sums up the gradient of a tile of weights over the batch, in scratch g, and updates them; far as in {@link Tile}. */
    void update(Kernels kernels, Panels h, Panels dz, Panels g, Panels w, Panels m, Panels v, boolean far) {
        kernels.weightGradient(h, dz, g);
        apply(kernels, g, w, m, v);
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

    private static final class Sgd extends UpdateRule {
        private final float fullRate;
        private float lr;

        Sgd(float lr) {
            fullRate = lr;
        }

        @Override
        int moments() {
            return 0;
        }

        @Override
        void beginStep(long step, double factor) {
            lr = (float) (fullRate * factor);
        }

        @Override
        void apply(Kernels kernels, Panels g, Panels w, Panels m, Panels v) {
            kernels.sgd(g, w, lr);
        }
    }

    private static final class Momentum extends UpdateRule {
        private final float fullRate;
        private final float mu;
        private float lr;

        Momentum(float lr, float mu) {
            fullRate = lr;
            this.mu = mu;
        }

        @Override
        int moments() {
            return 1;
        }

        @Override
        void beginStep(long step, double factor) {
            lr = (float) (fullRate * factor);
        }

        @Override
        void apply(Kernels kernels, Panels g, Panels w, Panels m, Panels v) {
            kernels.momentum(g, w, m, lr, mu);
        }

        @Override
        void update(Kernels kernels, Panels h, Panels dz, Panels g, Panels w, Panels m, Panels v, boolean far) {
            kernels.gradientMomentum(h, dz, g, w, m, lr, mu, far);
        }
    }

    private static final class Adam extends UpdateRule {
        private final float fullRate;
        private final AdamConstants constants;

        Adam(float lr, AdamConstants constants) {
            fullRate = lr;
            this.constants = constants;
        }

        @Override
        int moments() {
            return 2;
        }

        @Override
        void beginStep(long step, double factor) {
            constants.atStep(step, (float) (fullRate * factor));
        }

        @Override
        void apply(Kernels kernels, Panels g, Panels w, Panels m, Panels v) {
            kernels.adam(g, w, m, v, constants);
        }
    }
}
