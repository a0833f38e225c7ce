package dev.lanewise.model;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.kernel.ImplementationSwitch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Miniature;
import dev.lanewise.kernel.MiniatureSizes;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.runtime.UseGuard;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Predicts with a network without allocating. A predictor owns its scratch and serves one thread at a time: give each thread one of
 * its own. It notices, as far as that costs nothing, when two threads use it at once, and throws an IllegalStateException.
 *
 * <p>Below 16 samples each vector lane holds one output. From 16 on, every layer but the first holds one sample per lane. Both give the
 * same bits.
 *
 * <p>The first predictions in a JVM run scalar kernels, and vector kernels follow once the JVM has compiled them; the bits are the same.
 * {@link #warmUp} has that done before the first prediction.
 */
public final class Predictor {

    /** Samples that go through the layers together: eight panels. */
    private static final int BLOCK = 128;
    /** Multiply-adds that run scalar kernels before vectors are prepared: some 0.3 seconds. */
    private static final long SCALAR_WORK = 1_100_000_000;

    private final Network network;
    private final List<Dense> layers;
    private final UseGuard guard = new UseGuard("a Predictor serves one thread at a time, give each thread one of its own");
    private final long multiplyAdds;
    private final Layout[] layouts;
    private final Arena arena;
    private final int[] rowAt;
    /** Looked up for the largest call that is expected, and for smaller ones by the first of them. */
    private ImplementationSwitch few, many;

    /**
     * The matrices for one number of samples.
     *
     * @param input P(samples x inputs)
     * @param rows  rows[l] is P(samples x out) of layer l, or null where it has no outputs with a sample a row
     * @param lanes lanes[l] is P(out x samples) of layer l, or null where it has no outputs with a sample a lane
     */
    private record Layout(Panels input, Panels[] rows, Panels[] lanes) {
    }

    /**
     * Which kernels predictions run.
     *
     * @param few       whether there are fewer than sixteen samples in a call
     * @param functions activations of the layers
     * @param softmax   whether a softmax follows
     */
    private record Kind(boolean few, Set<Function> functions, boolean softmax) {
    }

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
        layers = network.own().layers();
        multiplyAdds = layers.stream().mapToLong(layer -> (long) layer.in() * layer.out()).sum();
        int capacity = Math.min(BLOCK, maxSamples);
        layouts = new Layout[capacity];
        rowAt = new int[capacity];
        int few = Math.min(capacity, Panels.LANES - 1);
        arena = new Arena(Math.max(floats(capacity), floats(few)), "the scratch of a predictor");
        implementation(maxSamples);
    }

    private Kind kind(boolean isFew) {
        return new Kind(isFew, layers.stream().map(Dense::f).collect(Collectors.toSet()), layers.getLast().softmax());
    }

    private ImplementationSwitch implementation(int samples) {
        if (byRows(samples)) {
            few = few == null ? ImplementationSwitch.of(kind(true), multiplyAdds, SCALAR_WORK) : few;
            return few;
        }
        many = many == null ? ImplementationSwitch.ofSteps(kind(false), SCALAR_WORK) : many;
        return many;
    }

    private static boolean byRows(int samples) {
        return samples < Panels.LANES;
    }

    private long floats(int samples) {
        return floats(network.spec().inputs(), network.spec().layers(), samples);
    }

    /** Floats of the scratch for a number of samples. */
    static long floats(int inputs, List<Layer> layers, int samples) {
        long sum = Panels.size(samples, inputs);
        for (int l = 0; l < layers.size(); l++) {
            int out = layers.get(l).outputs();
            sum += hasRows(l, samples) ? Panels.size(samples, out) : 0;
            sum += hasLanes(l, layers.size(), samples) ? Panels.size(out, samples) : 0;
        }
        return sum;
    }

    private static boolean hasRows(int layer, int samples) {
        return layer == 0 || byRows(samples);
    }

    /** The softmax wants a sample a lane in any case. */
    private static boolean hasLanes(int layer, int layers, int samples) {
        return layer == layers - 1 || !byRows(samples);
    }

    private Layout layout(int samples) {
        if (layouts[samples - 1] == null) {
            arena.reset();
            Panels input = arena.panels(samples, network.spec().inputs());
            Panels[] rows = new Panels[layers.size()], lanes = new Panels[layers.size()];
            for (int l = 0; l < layers.size(); l++) {
                int out = layers.get(l).out();
                rows[l] = hasRows(l, samples) ? arena.panels(samples, out) : null;
                lanes[l] = hasLanes(l, layers.size(), samples) ? arena.panels(out, samples) : null;
            }
            layouts[samples - 1] = new Layout(input, rows, lanes);
        }
        return layouts[samples - 1];
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
     * @throws IllegalArgumentException if a length does not fit
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(float[] inputs, int samples, float[] outputs) {
        requireLength("inputs", samples, network.spec().inputs(), inputs.length);
        requireLength("outputs", samples, network.spec().outputs(), outputs.length);
        boolean outermost = guard.enter();
        try {
            ImplementationSwitch implementation = implementation(samples);
            Kernels kernels = implementation.settled();
            if (kernels != null) {
                run(kernels, inputs, samples, outputs);
            } else {
                ImplementationSwitch.Call call = implementation.begin();
                run(call.kernels(), inputs, samples, outputs);
                call.end(multiplyAdds * samples, new Small(samples));
            }
        } finally {
            guard.leave(outermost);
        }
    }

    /** {@link #predict(float[], int, float[])} with given kernels, unchecked. */
    void run(Kernels kernels, float[] inputs, int samples, float[] outputs) {
        for (int from = 0; from < samples; from += rowAt.length) {
            block(kernels, inputs, from, Math.min(rowAt.length, samples - from), outputs);
        }
    }

    /**
     * Has the JVM compile the vector kernels before the first prediction, so that it is as fast as later ones. Takes some 0.3 seconds on
     * the calling thread, at most two, and nothing where a network with the same kinds of layers was warmed up before. Without it the
     * first predictions run scalar kernels. It changes no bit.
     *
     * @param samples of the calls that will come, at least 1
     * @throws IllegalArgumentException if there are none
     */
    public void warmUp(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("a warm-up needs calls of at least 1 sample, got " + samples);
        }
        implementation(samples).warmUp(new Small(samples));
    }

    /** A prediction by a small network with the same kinds of layers. */
    private final class Small implements Miniature {

        private final int samples;

        Small(int samples) {
            this.samples = samples;
        }

        @Override
        public Runnable on(Kernels kernels) {
            boolean isFew = byRows(samples);
            int count = MiniatureSizes.samples(Math.min(samples, rowAt.length));
            Network small = Network.create(MiniatureSpec.of(network.spec(), isFew), 1);
            Predictor predictor = new Predictor(small, count);
            float[] inputs = new float[count * small.spec().inputs()], outputs = new float[count * small.spec().outputs()];
            return () -> predictor.run(kernels, inputs, count, outputs);
        }
    }

    private void requireLength(String what, int samples, int width, int got) {
        if (got != (long) samples * width) {
            throw new IllegalArgumentException(what + ": " + Phrases.count(samples, "sample") + " of the network "
                    + network.spec().sizes() + (samples == 1 ? " needs " : " need ") + Phrases.count((long) samples * width, "float")
                    + ", got " + got);
        }
    }

    private void block(Kernels kernels, float[] inputs, int from, int samples, float[] outputs) {
        Layout layout = layout(samples);
        for (int i = 0; i < samples; i++) {
            rowAt[i] = (from + i) * network.spec().inputs();
        }
        kernels.gather(inputs, rowAt, 0, layout.input(), null);
        Panels h = layout.input();
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            Panels rows = layout.rows()[l], lanes = layout.lanes()[l];
            if (rows != null) {
                kernels.forwardRows(layer.w(), layer.bias(), h, layer.f(), layer.slope(), rows, lanes);
            } else {
                kernels.forward(layer.w(), layer.bias(), h, layer.f(), layer.slope(), lanes, null);
            }
            h = byRows(samples) ? rows : lanes;
        }
        Panels last = layout.lanes()[layers.size() - 1];
        if (layers.getLast().softmax()) {
            kernels.softmax(last, last);
        }
        copyOut(last, samples, outputs, from * last.rows());
    }

    private static void copyOut(Panels last, int samples, float[] outputs, int at) {
        for (int b = 0; b < samples; b++) {
            for (int o = 0; o < last.rows(); o++) {
                outputs[at + b * last.rows() + o] = last.at(o, b);
            }
        }
    }
}
