package dev.lanewise.chain;

import dev.lanewise.data.Batch;

/** What a chain is run with: one object, refilled for each run. */
public final class Run {

    Batch batch;
    float scale;
    /** Of each sample instead of the scale, or null. */
    float[] scales;
    float[] losses;
    int lossesFrom;
    long seed;
    long step;
    double dropout = 1;
    float[] inputs;
    int inputsFrom;

    /** A run that is still to be filled. */
    public Run() {
    }

    /**
     * A batch and where its losses go.
     *
     * @param batch  the samples
     * @param scale  what the gradients are multiplied by: one over the samples of the update
     * @param losses a loss for each sample, and for the lanes beyond
     * @param at     where that of the first sample goes: how many samples of the update stand before it
     * @return this
     */
    public Run with(Batch batch, float scale, float[] losses, int at) {
        this.batch = batch;
        this.scale = scale;
        scales = null;
        this.losses = losses;
        lossesFrom = at;
        return this;
    }

    /**
     * A batch whose samples have weights, and where its losses go.
     *
     * @param batch  the samples
     * @param scales what the gradient of each sample is multiplied by, and anything for the lanes beyond
     * @param losses a loss for each sample, and for the lanes beyond
     * @param at     where that of the first sample goes: how many samples of the update stand before it
     * @return this
     */
    public Run with(Batch batch, float[] scales, float[] losses, int at) {
        with(batch, 1f, losses, at);
        this.scales = scales;
        return this;
    }

    /**
     * What random choices of a step depend on.
     *
     * @param seed    of the training
     * @param step    its number, from 1
     * @param dropout what the rates of dropout are multiplied by, from 0 to 1
     * @return this
     */
    public Run at(long seed, long step, double dropout) {
        this.seed = seed;
        this.step = step;
        this.dropout = dropout;
        return this;
    }

    /**
     * Samples to predict.
     *
     * @param inputs row-major
     * @param from   index of the first input of the first of them
     * @return this
     */
    public Run with(float[] inputs, int from) {
        this.inputs = inputs;
        inputsFrom = from;
        return this;
    }
}
