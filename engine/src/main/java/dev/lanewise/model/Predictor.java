package dev.lanewise.model;

import dev.lanewise.chain.BoundChain;
import dev.lanewise.chain.MiniatureSpec;
import dev.lanewise.chain.Run;
import dev.lanewise.chain.Slot;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Miniature;
import dev.lanewise.kernel.MiniatureSizes;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.UseGuard;
import dev.lanewise.text.Phrases;

/**
 * Predicts with a network without allocating. A predictor owns its scratch and serves one thread at a time: give each thread one of
 * its own. It notices, as far as that costs nothing, when two threads use it at once, and throws an IllegalStateException.
 *
 * <p>Below 16 samples each vector lane holds one output. From 16 on, every layer but the first holds one sample per lane. The first
 * does so, too, where its outputs would leave as many lanes empty as there are inputs, or more. All give the same bits.
 *
 * <p>The first predictions in a JVM run scalar kernels, and vector kernels follow once the JVM has compiled them; the bits are the same.
 * {@link #warmUp} has that done before the first prediction.
 */
public final class Predictor {

    /** Rows that go through the layers together: eight panels. Without members a sample is a row. */
    private static final int BLOCK = 128;

    private final Network network;
    private final boolean limitsInputs;
    private final UseGuard guard = new UseGuard("a Predictor serves one thread at a time, give each thread one of its own");
    private final PredictionPlan plan;
    private final BoundChain[] bound;
    private final Arena arena;
    private final Run run = new Run();
    private StageCalls calls;
    private Small small;

    /**
     * A predictor for calls with up to a number of samples; calls with more work in blocks.
     *
     * @param network    the network
     * @param maxSamples samples of the largest call that is expected
     * @throws IllegalArgumentException if it is not at least 1
     */
    public Predictor(Network network, int maxSamples) {
        if (maxSamples < 1) {
            throw new IllegalArgumentException("a predictor needs room for at least 1 sample, got " + maxSamples);
        }
        this.network = network;
        limitsInputs = network.spec().layers().getFirst().limitsInputs();
        plan = network.plan();
        int capacity = Math.min(Math.max(1, BLOCK / plan.chain().members()), maxSamples);
        bound = new BoundChain[capacity];
        arena = new Arena(plan.floats(capacity), "the scratch of a predictor");
        // what this JVM cannot do is refused here already
        plan.implementation(maxSamples);
    }

    private BoundChain bound(int samples) {
        if (bound[samples - 1] == null) {
            arena.reset();
            bound[samples - 1] = plan.chain().bind(samples, arena);
        }
        return bound[samples - 1];
    }

    /**
     * The outputs for one sample.
     *
     * @param input  [inputs]
     * @param output [outputs], written
     * @throws IllegalArgumentException if a length does not fit
     */
    public void predict(float[] input, float[] output) {
        predict(input, 1, output);
    }

    /**
     * The outputs for several samples.
     *
     * @param inputs  [samples x inputs], row-major
     * @param samples how many there are
     * @param outputs [samples x outputs], row-major, written
     * @throws IllegalArgumentException if a length does not fit, or an input is none for the first layer, such as no category
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(float[] inputs, int samples, float[] outputs) {
        requireLength("inputs", samples, plan.inputs(), inputs.length);
        requireLength("outputs", samples, plan.outputs(), outputs.length);
        for (int sample = 0; limitsInputs && sample < samples; sample++) {
            network.spec().layers().getFirst().requireInput(inputs, sample * network.spec().inputs(), sample);
        }
        boolean outermost = guard.enter();
        try {
            ImplementationSwitch implementation = plan.implementation(samples);
            Kernels kernels = implementation.settled();
            if (kernels != null) {
                run(kernels, inputs, samples, outputs);
            } else {
                ImplementationSwitch.Call call = implementation.begin();
                run(call.kernels(), inputs, samples, outputs);
                call.end(plan.multiplyAdds() * samples, small(samples));
            }
        } finally {
            guard.leave(outermost);
        }
    }

    /** {@link #predict(float[], int, float[])} with given kernels, unchecked. */
    void run(Kernels kernels, float[] inputs, int samples, float[] outputs) {
        calls = StageCalls.of(kernels, calls);
        for (int from = 0; from < samples; from += bound.length) {
            block(inputs, from, Math.min(bound.length, samples - from), outputs);
        }
    }

    /**
     * Has the JVM compile the vector kernels before the first prediction, so that it is as fast as later ones. Takes some 0.3 seconds on
     * the calling thread, or 1 for calls of sixteen samples and more, at most three; nothing where a network with the same kinds of layers
     * was warmed up before. Without it the first predictions run scalar kernels. It changes no bit.
     *
     * @param samples of the calls that will come, at least 1
     * @throws IllegalArgumentException if there are none
     */
    public void warmUp(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("a warm-up needs calls of at least 1 sample, got " + samples);
        }
        plan.implementation(samples).warmUp(small(samples));
    }

    private Small small(int samples) {
        if (small == null || small.samples != samples) {
            small = new Small(samples);
        }
        return small;
    }

    /** A prediction by a small network with the same kinds of layers. */
    private final class Small implements Miniature {

        private final int samples;

        Small(int samples) {
            this.samples = samples;
        }

        @Override
        public Runnable on(Kernels kernels) {
            boolean isFew = plan.chain().isFew(samples);
            int count = MiniatureSizes.samples(Math.min(samples, bound.length));
            int sums = isFew ? MiniatureSizes.SHORT_SUMS : MiniatureSizes.LONG_SUMS;
            Network small = Network.create(MiniatureSpec.of(network.spec(), isFew, sums), 1);
            Predictor predictor = new Predictor(small, count);
            float[] inputs = new float[count * small.spec().inputs()], outputs = new float[count * small.spec().outputs()];
            return () -> predictor.run(kernels, inputs, count, outputs);
        }
    }

    private void requireLength(String what, int samples, int width, int got) {
        if (got != (long) samples * width) {
            throw new IllegalArgumentException(what + ": " + Phrases.count(samples, "sample") + " of the network "
                    + network.spec().shape() + (samples == 1 ? " needs " : " need ") + Phrases.count((long) samples * width, "float")
                    + ", got " + got);
        }
    }

    private void block(float[] inputs, int from, int samples, float[] outputs) {
        BoundChain block = bound(samples);
        calls.run(block, run.with(inputs, from));
        Slot last = block.slots().of(plan.chain().output());
        if (last.lanes() == null) {
            copyRows(last.rows(), outputs, from * plan.outputs());
        } else {
            copyLanes(last.lanes(), samples, outputs, from * plan.outputs());
        }
    }

    private static void copyRows(Panels last, float[] outputs, int at) {
        int count = last.cols();
        for (int b = 0; b < last.rows(); b++) {
            for (int o = 0; o < count; o++) {
                outputs[at + b * count + o] = last.at(b, o);
            }
        }
    }

    private static void copyLanes(Panels last, int samples, float[] outputs, int at) {
        for (int from = 0; from < samples; from += Panels.LANES) {
            copyPanel(last, from, Math.min(Panels.LANES, samples - from), outputs, at + from * last.rows());
        }
    }

    /** A panel of samples, a row at a time, for in a row they are neighbours. */
    private static void copyPanel(Panels last, int from, int samples, float[] outputs, int at) {
        float[] data = last.data();
        int count = last.rows();
        for (int o = 0; o < count; o++) {
            int row = last.index(o, from);
            for (int lane = 0; lane < samples; lane++) {
                outputs[at + lane * count + o] = data[row + lane];
            }
        }
    }
}
