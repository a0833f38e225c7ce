package dev.lanewise.kernel;

import dev.lanewise.spec.CenteredRmsProp;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.RmsPropMomentum;
import dev.lanewise.spec.Schedule;

/** Optimizers as their formulas for one parameter, with the operations of training in their order. */
public final class OptimizerSpecification {

    private final Optimizer optimizer;
    private final double decayFactor;
    private final Schedule decaySchedule;

    /**
     * An optimizer.
     *
     * @param optimizer   which; its learning rate comes with each step
     * @param decayFactor what its decay is multiplied by
     */
    public OptimizerSpecification(Optimizer optimizer, double decayFactor) {
        this(optimizer, decayFactor, Schedule.constant());
    }

    /**
     * An optimizer whose decay changes.
     *
     * @param optimizer     which; its learning rate comes with each step
     * @param decayFactor   what its decay is multiplied by
     * @param decaySchedule what it is multiplied by in each step
     */
    public OptimizerSpecification(Optimizer optimizer, double decayFactor, Schedule decaySchedule) {
        this.optimizer = optimizer;
        this.decayFactor = decayFactor;
        this.decaySchedule = decaySchedule;
    }

    /** {@return how many numbers it keeps beside a parameter} */
    public int slots() {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> 0;
            case Optimizer.Momentum _, Optimizer.Nesterov _ -> 1;
            case Optimizer.Adam _, Optimizer.AdamW _ -> 2;
            case Optimizer.RmsProp _ -> 1;
            case RmsPropMomentum _ -> 2;
            case CenteredRmsProp _ -> 3;
            case Optimizer.Adagrad _ -> 1;
            case Optimizer.Adadelta _ -> 2;
            case Optimizer.AmsGrad _ -> 3;
            case Optimizer.Lion _ -> 1;
            case Optimizer.Averaged(Optimizer base, float _) -> new OptimizerSpecification(base, 1).slots() + 1;
        };
    }

    /**
     * A parameter after a step.
     *
     * @param lr   learning rate of the step
     * @param step its number, from 1
     * @param g    the gradient
     * @param w    the parameter
     * @param kept what is kept beside it, replaced
     * @return the new parameter
     */
    public float updated(float lr, long step, float g, float w, float[] kept) {
        float updated = stepped(lr, step, g, w, kept);
        average(step, updated, kept);
        return updated;
    }

    /**
     * Takes a parameter into its average, where it has one.
     *
     * @param step its number, from 1
     * @param w    the parameter after the step
     * @param kept what is kept beside it, replaced
     */
    public void average(long step, float w, float[] kept) {
        if (optimizer instanceof Optimizer.Averaged(Optimizer _, float decay)) {
            float stays = step == 1 ? 0f : decay;
            kept[kept.length - 1] = Math.fma(stays, kept[kept.length - 1], (1f - stays) * w);
        }
    }

    /**
     * A parameter after a step, before it is averaged.
     *
     * @param lr   learning rate of the step
     * @param step its number, from 1
     * @param g    the gradient
     * @param w    the parameter
     * @param kept what is kept beside it, replaced, but for its average
     * @return the new parameter
     */
    public float stepped(float lr, long step, float g, float w, float[] kept) {
        return switch (optimizer) {
            case Optimizer.Sgd _ -> Math.fma(-lr, g, w);
            case Optimizer.Momentum(float _, float mu) -> {
                kept[0] = Math.fma(mu, kept[0], g);
                yield Math.fma(-lr, kept[0], w);
            }
            case Optimizer.Nesterov(float _, float mu) -> {
                kept[0] = Math.fma(mu, kept[0], g);
                yield Math.fma(-lr, Math.fma(mu, kept[0], g), w);
            }
            case Optimizer.Adam(float _, float beta1, float beta2, float eps) ->
                Math.fma(-lr, Math.fma(0f, w, adam(beta1, beta2, eps, step, g, kept)), w);
            case Optimizer.AdamW(float _, float beta1, float beta2, float eps, float decay) ->
                Math.fma(-lr, Math.fma(decay(decay, step), w, adam(beta1, beta2, eps, step, g, kept)), w);
            case Optimizer.RmsProp(float _, float alpha, float eps) -> {
                kept[0] = meanSquare(alpha, kept[0], g);
                yield Math.fma(-lr, g / ((float) Math.sqrt(kept[0]) + eps), w);
            }
            case RmsPropMomentum(float _, float alpha, float eps, float mu) -> {
                kept[0] = meanSquare(alpha, kept[0], g);
                kept[1] = Math.fma(mu, kept[1], g / ((float) Math.sqrt(kept[0]) + eps));
                yield Math.fma(-lr, kept[1], w);
            }
            case CenteredRmsProp(float _, float alpha, float eps, float mu) -> {
                kept[0] = meanSquare(alpha, kept[0], g);
                kept[1] = mean(alpha, kept[1], g);
                float variance = Math.fma(-kept[1], kept[1], kept[0]);
                kept[2] = Math.fma(mu, kept[2], g / ((float) Math.sqrt(variance < 0 ? 0f : variance) + eps));
                yield Math.fma(-lr, kept[2], w);
            }
            case Optimizer.Adagrad(float _, float eps) -> {
                kept[0] = Math.fma(g, g, kept[0]);
                yield Math.fma(-lr, g / ((float) Math.sqrt(kept[0]) + eps), w);
            }
            case Optimizer.Adadelta(float _, float rho, float eps) -> {
                kept[0] = meanSquare(rho, kept[0], g);
                float d = ((float) Math.sqrt(kept[1] + eps) / (float) Math.sqrt(kept[0] + eps)) * g;
                kept[1] = meanSquare(rho, kept[1], d);
                yield Math.fma(-lr, d, w);
            }
            case Optimizer.AmsGrad(float _, float beta1, float beta2, float eps) -> {
                kept[0] = mean(beta1, kept[0], g);
                kept[1] = meanSquare(beta2, kept[1], g);
                kept[2] = kept[1] > kept[2] ? kept[1] : kept[2];
                float root = (float) Math.sqrt(kept[2] * correction(beta2, step));
                yield Math.fma(-lr, (kept[0] * correction(beta1, step)) / (root + eps), w);
            }
            case Optimizer.Lion(float _, float beta1, float beta2, float decay) -> {
                float c = mean(beta1, kept[0], g);
                kept[0] = mean(beta2, kept[0], g);
                yield Math.fma(-lr, Math.fma(decay(decay, step), w, Math.signum(c)), w);
            }
            case Optimizer.Averaged(Optimizer base, float _) ->
                new OptimizerSpecification(base, decayFactor, decaySchedule).stepped(lr, step, g, w, kept);
        };
    }

    private float decay(float decay, long step) {
        return (float) ((float) (decayFactor * decay) * decaySchedule.factor(step));
    }

    private static float adam(float beta1, float beta2, float eps, long step, float g, float[] kept) {
        kept[0] = mean(beta1, kept[0], g);
        kept[1] = meanSquare(beta2, kept[1], g);
        return (kept[0] * correction(beta1, step)) / ((float) Math.sqrt(kept[1] * correction(beta2, step)) + eps);
    }

    private static float mean(float beta, float before, float g) {
        return Math.fma(beta, before, (1f - beta) * g);
    }

    private static float meanSquare(float beta, float before, float g) {
        return Math.fma(beta, before, ((1f - beta) * g) * g);
    }

    private static float correction(float beta, long step) {
        return (float) (1 / (1 - StrictMath.pow(beta, step)));
    }
}
