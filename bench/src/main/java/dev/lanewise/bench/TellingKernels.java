package dev.lanewise.bench;

import dev.lanewise.kernel.AdamConstants;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * Kernels that say when each of them has ended.
 *
 * @param kernels   do the work
 * @param afterEach is run after it
 */
record TellingKernels(Kernels kernels, Runnable afterEach) implements Kernels {

    @Override
    public int vectorBits() {
        return kernels.vectorBits();
    }

    @Override
    public void forward(Panels w, Placement placement, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zRows) {
        kernels.forward(w, placement, bias, h, f, slope, z, zRows);
        afterEach.run();
    }

    @Override
    public void backward(Panels w, Placement placement, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh, Panels dhRows) {
        kernels.backward(w, placement, dz, h, f, slope, dh, dhRows);
        afterEach.run();
    }

    @Override
    public void weightGradient(Panels h, Panels dz, Panels dW) {
        kernels.weightGradient(h, dz, dW);
        afterEach.run();
    }

    @Override
    public void forwardRows(Panels w, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zLanes) {
        kernels.forwardRows(w, bias, h, f, slope, z, zLanes);
        afterEach.run();
    }

    @Override
    public void backwardRows(Panels w, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels scratch, Panels dh) {
        kernels.backwardRows(w, dz, h, f, slope, scratch, dh);
        afterEach.run();
    }

    @Override
    public void backwardTransposed(Panels transposed, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh) {
        kernels.backwardTransposed(transposed, dz, h, f, slope, dh);
        afterEach.run();
    }

    @Override
    public void activate(Panels z, ElementwiseFunction f, float slope) {
        kernels.activate(z, f, slope);
        afterEach.run();
    }

    @Override
    public void derive(Panels h, ElementwiseFunction f, float slope, Panels dh) {
        kernels.derive(h, f, slope, dh);
        afterEach.run();
    }

    @Override
    public void transpose(Panels from, Panels to) {
        kernels.transpose(from, to);
        afterEach.run();
    }

    @Override
    public void gatherLanes(float[] source, int at, Panels lanes) {
        kernels.gatherLanes(source, at, lanes);
        afterEach.run();
    }

    @Override
    public void gather(float[] source, int[] at, int first, Panels to, Panels lanes) {
        kernels.gather(source, at, first, to, lanes);
        afterEach.run();
    }

    @Override
    public void gather(float[][] sources, int[] at, int first, Panels to, Panels lanes) {
        kernels.gather(sources, at, first, to, lanes);
        afterEach.run();
    }

    @Override
    public void gather(byte[][] sources, int[] at, int first, Panels to, Panels lanes) {
        kernels.gather(sources, at, first, to, lanes);
        afterEach.run();
    }

    @Override
    public void columnSums(Panels m, Panels sums) {
        kernels.columnSums(m, sums);
        afterEach.run();
    }

    @Override
    public void softmax(Panels z, Panels h) {
        kernels.softmax(z, h);
        afterEach.run();
    }

    @Override
    public void softmaxCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at) {
        kernels.softmaxCrossEntropy(z, y, scale, dz, losses, at);
        afterEach.run();
    }

    @Override
    public void sigmoidCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at) {
        kernels.sigmoidCrossEntropy(z, y, scale, dz, losses, at);
        afterEach.run();
    }

    @Override
    public void squaredError(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses, int at) {
        kernels.squaredError(h, y, f, slope, scale, dz, losses, at);
        afterEach.run();
    }

    @Override
    public void squaredErrorRows(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses, int at) {
        kernels.squaredErrorRows(h, y, f, slope, scale, dz, losses, at);
        afterEach.run();
    }

    @Override
    public void sgd(Panels g, Panels w, float lr) {
        kernels.sgd(g, w, lr);
        afterEach.run();
    }

    @Override
    public void momentum(Panels g, Panels w, Panels v, float lr, float mu) {
        kernels.momentum(g, w, v, lr, mu);
        afterEach.run();
    }

    @Override
    public boolean sampleMomentum(Panels h, Panels dz, Panels w, Panels v, Panels bias, Panels biasV, float lr, float mu) {
        boolean isDone = kernels.sampleMomentum(h, dz, w, v, bias, biasV, lr, mu);
        afterEach.run();
        return isDone;
    }

    @Override
    public void columnMomentum(Panels dz, Panels g, Panels w, Panels v, float lr, float mu) {
        kernels.columnMomentum(dz, g, w, v, lr, mu);
        afterEach.run();
    }

    @Override
    public void gradientMomentum(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement) {
        kernels.gradientMomentum(h, dz, g, w, v, lr, mu, placement);
        afterEach.run();
    }

    @Override
    public void adam(Panels g, Panels w, Panels m, Panels v, AdamConstants c) {
        kernels.adam(g, w, m, v, c);
        afterEach.run();
    }
}
