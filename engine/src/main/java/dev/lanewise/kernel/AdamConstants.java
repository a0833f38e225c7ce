package dev.lanewise.kernel;

/** What {@link Kernels#adam} multiplies with; the rate, the decay and the bias corrections change with every step, the rest stays. */
public final class AdamConstants {

    private final float beta1;
    private final float beta2;
    private final float eps;
    private final float fullDecay;
    private float decay;
    private float lr;
    private float mScale;
    private float vScale;

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
        fullDecay = decay;
        this.decay = decay;
    }

    /**
     * Sets the learning rate, the decay and the bias corrections {@code 1 / (1 - beta^step)}, worked out in double.
     *
     * @param step        updates done including this one, from 1
     * @param rate        learning rate of this step
     * @param decayFactor what the decay of the run is multiplied by in this step
     */
    public void atStep(long step, float rate, double decayFactor) {
        lr = rate;
        decay = (float) (fullDecay * decayFactor);
        mScale = (float) (1 / (1 - StrictMath.pow(beta1, step)));
        vScale = (float) (1 / (1 - StrictMath.pow(beta2, step)));
    }

    /**
     * Decay of the first moments.
     *
     * @return the factor
     */
    public float beta1() {
        return beta1;
    }

    /**
     * Decay of the second moments.
     *
     * @return the factor
     */
    public float beta2() {
        return beta2;
    }

    /**
     * What is added to the square root.
     *
     * @return the factor
     */
    public float eps() {
        return eps;
    }

    /**
     * Decoupled weight decay of this step, 0 for plain Adam.
     *
     * @return the factor
     */
    public float decay() {
        return decay;
    }

    /**
     * Learning rate of this step.
     *
     * @return the factor
     */
    public float lr() {
        return lr;
    }

    /**
     * Bias correction of the first moments in this step.
     *
     * @return the factor
     */
    public float mScale() {
        return mScale;
    }

    /**
     * Bias correction of the second moments in this step.
     *
     * @return the factor
     */
    public float vScale() {
        return vScale;
    }
}
