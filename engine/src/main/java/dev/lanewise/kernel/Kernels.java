package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;
import dev.lanewise.platform.Overrides;

/**
 * The contract of the two twins: every output is the same bits, whichever twin computes it.
 *
 * <p>Every output of a product is one chain of fused multiply-adds in index order, begun with the bias or +0.0. Rows are
 * exact and columns padded: a kernel writes the rows it was given and whole panels of them. Nothing is checked here;
 * whoever lays out the operands has checked. Outputs must not overlap inputs unless a method says so.
 *
 * <p>Two orientations: P(features x block), where a lane is a sample, and P(batch x features), where a row is a sample
 * (the methods named {@code ...Rows}: all layers below sixteen samples, and in training the way forward of a first layer whose weights
 * stay in cache).
 */
public interface Kernels {

    /** Most columns of transposed weights that {@link #backwardRows} makes at a time: eight chains side by side at 512 bits. */
    int SCRATCH_COLUMNS = Overrides.size("scratchPanels", 8, 1) * Panels.LANES;

    /**
     * Bits of the vectors in use.
     *
     * @return 512, 256, 128, or 0 for the scalar twin
     */
    int vectorBits();

    /**
     * {@code z[o][b] = f(bias[o] + sum_i w[i][o] * h[i][b])}, the sum over i in order.
     *
     * @param w         P(in x out)
     * @param placement where w is; streamed weights are read ahead
     * @param bias      P(1 x out)
     * @param h         P(in x block)
     * @param f         activation
     * @param slope     of the leaky ReLU
     * @param z         P(out x block), written
     * @param zRows     P(block x out), written with the transposed z while that is in cache; or null
     */
    void forward(Panels w, Placement placement, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zRows);

    /**
     * {@code dh[i][b] = f'(h[i][b]) * sum_o w[i][o] * dz[o][b]}, the sum over o in order.
     *
     * @param w         P(in x out)
     * @param placement where w is; streamed weights are read ahead
     * @param dz        P(out x block)
     * @param h         P(in x block), outputs of the layer below
     * @param f         activation of the layer below
     * @param slope     of the leaky ReLU
     * @param dh        P(in x block), written: dz of the layer below
     * @param dhRows    P(block x in), written with the transposed dh while that is in cache; or null
     */
    void backward(Panels w, Placement placement, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh, Panels dhRows);

    /**
     * {@code dW[i][o] = sum_b h[b][i] * dz[b][o]}, the sum over b in order.
     *
     * @param h  P(batch x in)
     * @param dz P(batch x out)
     * @param dW P(in x out), written
     */
    void weightGradient(Panels h, Panels dz, Panels dW);

    /**
     * {@link #forward} with a sample a row: {@code z[b][o] = f(bias[o] + sum_i h[b][i] * w[i][o])}, the same chains.
     *
     * @param w      P(in x out)
     * @param bias   P(1 x out)
     * @param h      P(batch x in)
     * @param f      activation
     * @param slope  of the leaky ReLU
     * @param z      P(batch x out), written
     * @param zLanes P(out x batch), the same transposed, or null where nobody wants it. It may have rows up to a multiple of sixteen: what
     *               they hold afterwards is not defined, and sixteen of them are transposed faster than fewer
     */
    void forwardRows(Panels w, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zLanes);

    /**
     * {@link #backward} with a sample a row: {@code dh[b][i] = f'(h[b][i]) * sum_o dz[b][o] * w[i][o]}, the same chains.
     *
     * @param w       P(in x out)
     * @param dz      P(batch x out)
     * @param h       P(batch x in), outputs of the layer below
     * @param f       activation of the layer below
     * @param slope   of the leaky ReLU
     * @param scratch P(out x min(in, {@link #SCRATCH_COLUMNS})), overwritten with columns of the transposed weights
     * @param dh      P(batch x in), written
     */
    void backwardRows(Panels w, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels scratch, Panels dh);

    /**
     * {@code z = f(z)} in place, as {@link #forward} does it.
     *
     * @param z     sums, updated
     * @param f     activation
     * @param slope of the leaky ReLU
     */
    void activate(Panels z, ElementwiseFunction f, float slope);

    /**
     * {@code dh = f'(h) * dh}, as {@link #backward} does it.
     *
     * @param h     outputs of the function
     * @param f     activation
     * @param slope of the leaky ReLU
     * @param dh    of the same shape, updated in place
     */
    void derive(Panels h, ElementwiseFunction f, float slope, Panels dh);

    /**
     * Transposes; padding columns of the result are +0.0.
     *
     * @param from P(rows x cols)
     * @param to   P(cols x rows), written
     */
    void transpose(Panels from, Panels to);

    /**
     * Gathers samples from rows of one flat array; padding columns of the results are +0.0.
     *
     * @param source row-major floats
     * @param at     index of the first feature of each sample in {@code source}
     * @param first  first entry of {@code at} to use
     * @param to     P(samples x features), written; its rows say how many samples
     * @param lanes  P(features x samples), written with the transposed samples while they are in cache; or null
     */
    void gather(float[] source, int[] at, int first, Panels to, Panels lanes);

    /**
     * Gathers samples that follow each other, a sample a lane; for so few features that transposing blocks of sixteen would not pay.
     * Padding columns of the result are +0.0.
     *
     * @param source row-major floats
     * @param at     index of the first feature of the first sample
     * @param lanes  P(features x samples), written
     */
    void gatherLanes(float[] source, int at, Panels lanes);

    /**
     * {@link #gather(float[], int[], int, Panels, Panels) Gathers} samples that stand in several arrays.
     *
     * @param sources the array of each sample
     * @param at      index of the first feature of each sample in its array
     * @param first   first entry of {@code sources} and {@code at} to use
     * @param to      P(samples x features), written; its rows say how many samples
     * @param lanes   P(features x samples), written with the transposed samples while they are in cache; or null
     */
    void gather(float[][] sources, int[] at, int first, Panels to, Panels lanes);

    /**
     * Gathers samples from rows of unsigned bytes, each as {@code (b & 255) / 255f}; padding columns of the results are +0.0.
     *
     * @param sources the array of each sample
     * @param at      index of the first feature of each sample in its array
     * @param first   first entry of {@code sources} and {@code at} to use
     * @param to      P(samples x features), written; its rows say how many samples
     * @param lanes   P(features x samples), written with the transposed samples while they are in cache; or null
     */
    void gather(byte[][] sources, int[] at, int first, Panels to, Panels lanes);

    /**
     * {@code sums[0][c] = sum_r m[r][c]}, over the rows in order from +0.0.
     *
     * @param m    P(rows x cols)
     * @param sums P(1 x cols), written
     */
    void columnSums(Panels m, Panels sums);

    /**
     * {@code h[o][b] = exp(z[o][b] - max) / sum}: max and sum over o in order, for each sample.
     *
     * @param z P(out x block)
     * @param h P(out x block), written; may be z itself
     */
    void softmax(Panels z, Panels h);

    /**
     * Softmax cross-entropy {@code J = sum_o y[o] * ((max - z[o]) + log(sum exp(z - max)))}, the sum over o in order from +0.0,
     * and its gradient {@code dz = (softmax(z) - y) * scale}.
     *
     * @param z      P(out x block), pre-activations
     * @param y      P(out x block), targets
     * @param scale  one over the samples of the update
     * @param dz     P(out x block), written
     * @param losses J of each sample, written; whole panels of sixteen
     * @param at     where the block's first loss goes
     */
    void softmaxCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at);

    /**
     * Sigmoid cross-entropy {@code J = sum_o (fma(-z, y, z <= 0 ? 0 : z) + log(1 + exp(-|z|)))}, the sum over o in order from
     * +0.0, and its gradient {@code dz = (sigmoid(z) - y) * scale}.
     *
     * @param z      P(out x block), pre-activations
     * @param y      P(out x block), targets
     * @param scale  one over the samples of the update
     * @param dz     P(out x block), written
     * @param losses J of each sample, written; whole panels of sixteen
     * @param at     where the block's first loss goes
     */
    void sigmoidCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at);

    /**
     * {@link #backwardRows} by weights that have been transposed already.
     *
     * @param transposed P(out x in), weights
     * @param dz         P(batch x out)
     * @param h          P(batch x in), outputs of the layer below
     * @param f          activation of the layer below
     * @param slope      of the leaky ReLU
     * @param dh         P(batch x in), written: dz of the layer below
     */
    void backwardTransposed(Panels transposed, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh);

    /**
     * Squared error {@code J = sum_o fma(0.5 * d, d, J)} with {@code d = h - y}, the sum over o in order from +0.0, and its gradient
     * {@code dz = (d * f'(h)) * scale}.
     *
     * @param h      P(out x block), outputs
     * @param y      P(out x block), targets
     * @param f      activation of the outputs
     * @param slope  of the leaky ReLU
     * @param scale  one over the samples of the update
     * @param dz     P(out x block), written
     * @param losses J of each sample, written; whole panels of sixteen
     * @param at     where the block's first loss goes
     */
    void squaredError(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses, int at);

    /**
     * The same where a row is a sample of at most sixteen outputs.
     *
     * @param h      P(batch x out), outputs
     * @param y      P(batch x out), targets
     * @param f      activation of the outputs
     * @param slope  of the leaky ReLU
     * @param scale  one over the samples of the update
     * @param dz     P(batch x out), written
     * @param losses J of each sample, written
     * @param at     where the first loss goes
     */
    void squaredErrorRows(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses, int at);

    /**
     * Gradient descent: {@code w = fma(-lr, g, w)}.
     *
     * @param g  P(rows x cols), gradients
     * @param w  P(rows x cols), updated in place
     * @param lr learning rate
     */
    void sgd(Panels g, Panels w, float lr);

    /**
     * Momentum: {@code v = fma(mu, v, g); w = fma(-lr, v, w)}.
     *
     * @param g  P(rows x cols), gradients
     * @param w  P(rows x cols), updated in place
     * @param v  P(rows x cols), velocities, updated in place
     * @param lr learning rate
     * @param mu momentum
     */
    void momentum(Panels g, Panels w, Panels v, float lr, float mu);

    /**
     * The gradient of a tile of weights and its momentum at once, with the bits of {@link #weightGradient} into {@code g} and
     * {@link #momentum} after it. {@code h}, {@code dz} and {@code g} are on one array, {@code w} and {@code v} on one with one stride.
     *
     * @param h         P(batch x rows)
     * @param dz        P(batch x cols)
     * @param g         P(rows x cols) and at least 512 floats, scratch: what it holds afterwards is not defined
     * @param w         P(rows x cols), updated in place
     * @param v         P(rows x cols), velocities, updated in place
     * @param lr        learning rate
     * @param mu        momentum
     * @param placement where w and v are, for the worker that updates them
     */
    void gradientMomentum(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement);

    /**
     * The gradient of a single sample, an outer product, and momentum at once, of weights and of the biases that belong to them, with the
     * bits of {@link #gradientMomentum} and {@link #columnMomentum}.
     *
     * @param h     P(batch x rows)
     * @param dz    P(batch x cols)
     * @param w     P(rows x cols), updated in place
     * @param v     P(rows x cols), velocities, updated in place
     * @param bias  P(1 x cols), updated in place; or null
     * @param biasV P(1 x cols), velocities, updated in place; or null
     * @param lr    learning rate
     * @param mu    momentum
     * @return false where there are more samples, or no loop for one, and nothing was done
     */
    boolean sampleMomentum(Panels h, Panels dz, Panels w, Panels v, Panels bias, Panels biasV, float lr, float mu);

    /**
     * The gradient of biases and their momentum at once, with the bits of {@link #columnSums} into {@code g} and {@link #momentum}
     * after it.
     *
     * @param dz P(batch x cols)
     * @param g  P(1 x cols), scratch: what it holds afterwards is not defined
     * @param w  P(1 x cols), updated in place
     * @param v  P(1 x cols), velocities, updated in place
     * @param lr learning rate
     * @param mu momentum
     */
    void columnMomentum(Panels dz, Panels g, Panels w, Panels v, float lr, float mu);

    /**
     * Adam with decoupled weight decay: {@code m = fma(b1, m, (1 - b1) * g)}, {@code v = fma(b2, v, ((1 - b2) * g) * g)},
     * {@code d = (m * c.mScale) / (sqrt(v * c.vScale) + eps)}, {@code w = fma(-lr, fma(decay, w, d), w)}.
     *
     * @param g P(rows x cols), gradients
     * @param w P(rows x cols), updated in place
     * @param m P(rows x cols), first moments, updated in place
     * @param v P(rows x cols), second moments, updated in place
     * @param c the constants of this step
     */
    void adam(Panels g, Panels w, Panels m, Panels v, AdamConstants c);
}
