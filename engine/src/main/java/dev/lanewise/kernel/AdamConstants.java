package dev.lanewise.kernel;

/** What {@link Kernels#adam} multiplies with; the rate and the bias corrections change with every step, the rest stays. */
public final class AdamConstants {

    final float beta1;
    final float beta2;
    final float eps;
    final float decay;
    float lr;
    float mScale;
    float vScale;

    /**
     * The constants of a run.
     *
     * @param beta1 decay of the first moments
     * @param beta2 decay of the second moments
     * @param eps   added to the square root
     * @param decay decoupled weight decay, 0 for plain Adam
     */
    public AdamConstants(float beta1, float beta2, float eps, float decay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.eps = eps;
        this.decay = decay;
    }

    /**
     * Sets the learning rate and the bias corrections {@code 1 / (1 - beta^step)}, worked out in double.
     *
     * @param step updates done including this one, from 1
     * @param rate learning rate of this step
     */
    public void atStep(long step, float rate) {
        lr = rate;
        mScale = (float) (1 / (1 - StrictMath.pow(beta1, step)));
        vScale = (float) (1 / (1 - StrictMath.pow(beta2, step)));
    }
}
