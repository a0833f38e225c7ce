package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * Layer norm over the n features of each sample, a lane a sample. Floats, in this order:
 *
 * <pre>{@code
 * mean = (x[0] + x[1] + ...) / n                         from +0.0
 * variance = (fma(d, d, ...)) / n                        d = x[f] - mean, f in order, from +0.0
 * rstd = 1 / sqrt(variance + eps)
 * xhat[f] = (x[f] - mean) * rstd
 * y[f] = fma(gamma[f], xhat[f], beta[f])
 * }</pre>
 *
 * <p>and on the way back
 *
 * <pre>{@code
 * g[f] = dy[f] * gamma[f]
 * meanG = (g[0] + g[1] + ...) / n                        from +0.0
 * meanGX = (fma(g[f], xhat[f], ...)) / n                 f in order, from +0.0
 * dx[f] = fma(-xhat[f], meanGX, g[f] - meanG) * rstd
 * term[f] = dy[f] * xhat[f]                              its sum over the samples is the gradient of gamma[f], that of dy[f] of beta[f]
 * }</pre>
 *
 * <p>Nothing is checked here. An object has no state and serves any number of threads.
 *
 * @see <a href="https://arxiv.org/abs/1607.06450">Ba, Kiros, Hinton, Layer normalization, 2016</a>
 */
public abstract class LayerNormLoops {

    LayerNormLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static LayerNormLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * Forward.
     *
     * @param x     P(features x block)
     * @param gamma P(1 x features)
     * @param beta  P(1 x features)
     * @param eps   what is added to the variance
     * @param xhat  P(features x block), written for the way back; may be {@code x}, and {@code y} where there is no way back
     * @param rstd  P(1 x block), written for the way back
     * @param y     P(features x block), written; may be {@code x}
     */
    public final void forward(Panels x, Panels gamma, Panels beta, float eps, Panels xhat, Panels rstd, Panels y) {
        for (int p = 0; p < x.panels(); p++) {
            int column = p * LANES;
            forward(x.rows(), x.data(), x.index(0, column), gamma.data(), gamma.offset(), gamma.stride(),
                    beta.data(), beta.offset(), beta.stride(), eps, xhat.data(), xhat.index(0, column),
                    rstd.data(), rstd.index(0, column), y.data(), y.index(0, column));
        }
    }

    /**
     * Backward.
     *
     * @param dy    P(features x block)
     * @param gamma P(1 x features)
     * @param xhat  P(features x block), of {@link #forward}
     * @param rstd  P(1 x block), of {@link #forward}
     * @param term  P(features x block), written; may be {@code xhat}
     * @param dx    P(features x block), written; may be {@code dy}
     */
    public final void backward(Panels dy, Panels gamma, Panels xhat, Panels rstd, Panels term, Panels dx) {
        for (int p = 0; p < dy.panels(); p++) {
            int column = p * LANES;
            backward(dy.rows(), dy.data(), dy.index(0, column), gamma.data(), gamma.offset(), gamma.stride(),
                    xhat.data(), xhat.index(0, column), rstd.data(), rstd.index(0, column), term.data(), term.index(0, column),
                    dx.data(), dx.index(0, column));
        }
    }

    abstract void forward(int features, float[] x, int xAt, float[] gamma, int gammaAt, int gammaStride, float[] beta, int betaAt,
            int betaStride, float eps, float[] xhat, int xhatAt, float[] rstd, int rstdAt, float[] y, int yAt);

    abstract void backward(int features, float[] dy, int dyAt, float[] gamma, int gammaAt, int gammaStride, float[] xhat, int xhatAt,
            float[] rstd, int rstdAt, float[] term, int termAt, float[] dx, int dxAt);

    private static final class Scalar extends LayerNormLoops {

        private static final LayerNormLoops LOOPS = new Scalar();

        @Override
        void forward(int features, float[] x, int xAt, float[] gamma, int gammaAt, int gammaStride, float[] beta, int betaAt,
                int betaStride, float eps, float[] xhat, int xhatAt, float[] rstd, int rstdAt, float[] y, int yAt) {
            for (int lane = 0; lane < LANES; lane++) {
                float sum = 0f, squares = 0f;
                for (int f = 0; f < features; f++) {
                    sum += x[xAt + lane + f * LANES];
                }
                float mean = sum / features;
                for (int f = 0; f < features; f++) {
                    float d = x[xAt + lane + f * LANES] - mean;
                    squares = Math.fma(d, d, squares);
                }
                float r = 1f / (float) Math.sqrt(squares / features + eps);
                rstd[rstdAt + lane] = r;
                for (int f = 0; f < features; f++) {
                    float h = (x[xAt + lane + f * LANES] - mean) * r;
                    xhat[xhatAt + lane + f * LANES] = h;
                    y[yAt + lane + f * LANES] = Math.fma(gamma[gammaAt + column(f, gammaStride)], h, beta[betaAt + column(f, betaStride)]);
                }
            }
        }

        @Override
        void backward(int features, float[] dy, int dyAt, float[] gamma, int gammaAt, int gammaStride, float[] xhat, int xhatAt,
                float[] rstd, int rstdAt, float[] term, int termAt, float[] dx, int dxAt) {
            for (int lane = 0; lane < LANES; lane++) {
                float sum = 0f, products = 0f;
                for (int f = 0; f < features; f++) {
                    float g = dy[dyAt + lane + f * LANES] * gamma[gammaAt + column(f, gammaStride)];
                    sum += g;
                    products = Math.fma(g, xhat[xhatAt + lane + f * LANES], products);
                }
                float meanG = sum / features, meanGX = products / features, r = rstd[rstdAt + lane];
                for (int f = 0; f < features; f++) {
                    float d = dy[dyAt + lane + f * LANES], h = xhat[xhatAt + lane + f * LANES];
                    float g = d * gamma[gammaAt + column(f, gammaStride)];
                    term[termAt + lane + f * LANES] = d * h;
                    dx[dxAt + lane + f * LANES] = Math.fma(-h, meanGX, g - meanG) * r;
                }
            }
        }
    }

    /** A vector of samples at a time. Loaded only when wanted. */
    private static final class Vector extends LayerNormLoops {

        private static final LayerNormLoops LOOPS = new Vector();

        @Override
        void forward(int features, float[] x, int xAt, float[] gamma, int gammaAt, int gammaStride, float[] beta, int betaAt,
                int betaStride, float eps, float[] xhat, int xhatAt, float[] rstd, int rstdAt, float[] y, int yAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector sum = zero(S), squares = zero(S);
                for (int f = 0; f < features; f++) {
                    sum = sum.add(fromArray(S, x, xAt + lane + f * LANES));
                }
                FloatVector mean = sum.div(features);
                for (int f = 0; f < features; f++) {
                    FloatVector d = fromArray(S, x, xAt + lane + f * LANES).sub(mean);
                    squares = d.fma(d, squares);
                }
                FloatVector r = broadcast(S, 1f).div(squares.div(features).add(eps).sqrt());
                r.intoArray(rstd, rstdAt + lane);
                for (int f = 0; f < features; f++) {
                    FloatVector h = fromArray(S, x, xAt + lane + f * LANES).sub(mean).mul(r);
                    h.intoArray(xhat, xhatAt + lane + f * LANES);
                    h.fma(broadcast(S, gamma[gammaAt + column(f, gammaStride)]), broadcast(S, beta[betaAt + column(f, betaStride)]))
                            .intoArray(y, yAt + lane + f * LANES);
                }
            }
        }

        @Override
        void backward(int features, float[] dy, int dyAt, float[] gamma, int gammaAt, int gammaStride, float[] xhat, int xhatAt,
                float[] rstd, int rstdAt, float[] term, int termAt, float[] dx, int dxAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector sum = zero(S), products = zero(S);
                for (int f = 0; f < features; f++) {
                    FloatVector g = fromArray(S, dy, dyAt + lane + f * LANES).mul(gamma[gammaAt + column(f, gammaStride)]);
                    sum = sum.add(g);
                    products = g.fma(fromArray(S, xhat, xhatAt + lane + f * LANES), products);
                }
                FloatVector meanG = sum.div(features), meanGX = products.div(features), r = fromArray(S, rstd, rstdAt + lane);
                for (int f = 0; f < features; f++) {
                    FloatVector d = fromArray(S, dy, dyAt + lane + f * LANES), h = fromArray(S, xhat, xhatAt + lane + f * LANES);
                    FloatVector g = d.mul(gamma[gammaAt + column(f, gammaStride)]);
                    d.mul(h).intoArray(term, termAt + lane + f * LANES);
                    h.neg().fma(meanGX, g.sub(meanG)).mul(r).intoArray(dx, dxAt + lane + f * LANES);
                }
            }
        }
    }
}
