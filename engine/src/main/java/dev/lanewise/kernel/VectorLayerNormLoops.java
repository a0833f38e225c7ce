package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** {@link LayerNormLoops} with a vector of samples at a time. */
final class VectorLayerNormLoops extends LayerNormLoops {

    static final LayerNormLoops LOOPS = new VectorLayerNormLoops();

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
