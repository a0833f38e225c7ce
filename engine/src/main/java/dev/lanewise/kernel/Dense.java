package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/**
 * A dense layer as the kernels see it.
 *
 * @param w       P(in x out), weights
 * @param bias    P(1 x out)
 * @param f       element-wise activation; {@link Function#IDENTITY} below a softmax
 * @param slope   of the leaky ReLU
 * @param softmax whether a softmax over the outputs follows
 */
public record Dense(Panels w, Panels bias, Function f, float slope, boolean softmax) {

    /**
     * Inputs of the layer.
     *
     * @return rows of w
     */
    public int in() {
        return w.rows();
    }

    /**
     * Outputs of the layer.
     *
     * @return columns of w
     */
    public int out() {
        return w.cols();
    }

    /**
     * Whether its weights, and what stands on their array with them, are more than a common cache holds; then products with a lane a
     * sample are better, which read them ahead.
     *
     * @return whether they are
     */
    public boolean isFar() {
        return ReadAhead.isFar(w.data());
    }
}
