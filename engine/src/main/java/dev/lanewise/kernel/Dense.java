package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/**
 * A dense layer as the kernels see it.
 *
 * @param w         P(in x out), weights
 * @param bias      P(1 x out)
 * @param f         element-wise activation; {@link Function#IDENTITY} below a softmax
 * @param slope     of the leaky ReLU
 * @param softmax   whether a softmax over the outputs follows
 * @param placement where the weights are when a step or a prediction wants them; streamed ones are better multiplied with a lane a sample,
 *                  since such products read them ahead
 */
public record Dense(Panels w, Panels bias, Function f, float slope, boolean softmax, Placement placement) {

    /**
     * The same weights and biases, treated as if they were elsewhere.
     *
     * @param other placement
     * @return the layer with it
     */
    public Dense at(Placement other) {
        return new Dense(w, bias, f, slope, softmax, other);
    }

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
     * Whether its weights come from beyond the cache.
     *
     * @return whether they are {@link Placement#STREAMED}
     */
    public boolean isStreamed() {
        return placement == Placement.STREAMED;
    }
}
