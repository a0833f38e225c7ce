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
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.concurrent.Executor;

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
    /** The same behind the first layer, made when they are first wanted. */
    private BoundChain[] rest;
    private final Arena arena;
    private final Run run = new Run();
    private final RowBuffers rows;
    private final RowsOfOnes rowsOfOnes = new RowsOfOnes();
    private final int[] oneInt = new int[1];
    /** Of several threads, or null. */
    private final Shares shares;
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
        this(network, maxSamples, null);
    }

    /**
     * A predictor whose calls of more than 128 samples are shared among threads. The outputs have the same bits.
     *
     * @param network    the network
     * @param maxSamples samples of the largest call that is expected
     * @param executor   asked to run up to {@code threads - 1} tasks in each such call, of which the calling thread waits for those that
     *                   have begun; what it does not begin, or refuses, the calling thread does, and so it does calls with segments
     *                   that other threads cannot access; another exception of the executor is thrown when all outputs are written
     * @param threads    at most so many threads work for a call, the calling one included, at least 1
     * @throws IllegalArgumentException if a number is not at least 1, or threads are more than 1,024
     */
    public Predictor(Network network, int maxSamples, Executor executor, int threads) {
        this(network, maxSamples, Shares.of(network, maxSamples, Objects.requireNonNull(executor, "executor"), threads));
    }

    private Predictor(Network network, int maxSamples, Shares shares) {
        this.shares = shares;
        if (maxSamples < 1) {
            throw new IllegalArgumentException("a predictor needs room for at least 1 sample, got " + maxSamples);
        }
        this.network = network;
        limitsInputs = network.spec().layers().getFirst().limitsInputs();
        plan = network.plan();
        int capacity = Math.min(Math.max(1, BLOCK / plan.chain().members()), maxSamples);
        bound = new BoundChain[capacity];
        arena = new Arena(plan.floats(capacity), "the scratch of a predictor");
        rows = new RowBuffers(capacity, plan.inputs(), plan.outputs());
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

    private BoundChain behindFirstLayer(int samples) {
        if (rest == null) {
            rest = new BoundChain[bound.length];
        }
        if (rest[samples - 1] == null) {
            rest[samples - 1] = bound(samples).behindFirstLayer();
        }
        return rest[samples - 1];
    }

    /**
     * The outputs for one sample.
     *
     * @param input  [inputs], or longer
     * @param output [outputs], or longer, written
     * @throws IllegalArgumentException if an array is too short
     */
    public void predict(float[] input, float[] output) {
        predict(input, 0, 1, output, 0);
    }

    /**
     * The outputs for several samples.
     *
     * @param inputs  [samples x inputs], row-major, or longer
     * @param samples how many there are
     * @param outputs [samples x outputs], row-major, or longer, written
     * @throws IllegalArgumentException if an array is too short, or an input is none for the first layer, such as no category
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(float[] inputs, int samples, float[] outputs) {
        predict(inputs, 0, samples, outputs, 0);
    }

    /**
     * The outputs for several samples that stand somewhere in an array.
     *
     * @param inputs      row-major
     * @param inputsFrom  index of the first input of the first sample
     * @param samples     how many there are
     * @param outputs     row-major, written from {@code outputsFrom} on; nothing else in it changes
     * @param outputsFrom index of the first output of the first sample
     * @throws IllegalArgumentException as {@link #predict(float[], int, float[])}
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(float[] inputs, int inputsFrom, int samples, float[] outputs, int outputsFrom) {
        predictRows(inputs, inputsFrom, samples, outputs, outputsFrom);
    }

    /**
     * The outputs for several samples of doubles: inputs are rounded to floats, outputs widened.
     *
     * @param inputs  [samples x inputs], row-major, or longer
     * @param samples how many there are
     * @param outputs [samples x outputs], row-major, or longer, written
     * @throws IllegalArgumentException as {@link #predict(float[], int, float[])}
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(double[] inputs, int samples, double[] outputs) {
        predict(inputs, 0, samples, outputs, 0);
    }

    /**
     * {@link #predict(float[], int, int, float[], int)} with doubles: inputs are rounded to floats, outputs widened.
     *
     * @param inputs      row-major
     * @param inputsFrom  index of the first input of the first sample
     * @param samples     how many there are
     * @param outputs     row-major, written from {@code outputsFrom} on; nothing else in it changes
     * @param outputsFrom index of the first output of the first sample
     * @throws IllegalArgumentException as {@link #predict(float[], int, float[])}
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(double[] inputs, int inputsFrom, int samples, double[] outputs, int outputsFrom) {
        predictRows(inputs, inputsFrom, samples, outputs, outputsFrom);
    }

    /**
     * The outputs for several samples in memory, such as a mapped file; floats in the byte order of this machine, at any alignment. A
     * {@linkplain MemorySegment#asSlice(long) slice} says where they begin. Segments of a confined arena are not shared among threads: the
     * calling thread does all.
     *
     * @param inputs  [samples x inputs], row-major, or longer
     * @param samples how many there are
     * @param outputs [samples x outputs], row-major, or longer, written
     * @throws IllegalArgumentException as {@link #predict(float[], int, float[])}
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predict(MemorySegment inputs, int samples, MemorySegment outputs) {
        predictRows(inputs, 0, samples, outputs, 0);
    }

    /**
     * The class of one sample; see {@link Network#classify(float[])}, which allocates.
     *
     * @param input [inputs], or longer
     * @return its number, from 0
     * @throws IllegalArgumentException as {@link Network#classify(float[])}
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public int classify(float[] input) {
        boolean outermost = guard.enter();
        try {
            classify(input, 1, oneInt);
            return oneInt[0];
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * The classes of several samples.
     *
     * @param inputs  [samples x inputs], row-major, or longer
     * @param samples how many there are
     * @param classes [samples], or longer: the number of each sample's class, from 0, written
     * @throws IllegalArgumentException as {@link Network#classify(float[])}, or if an array is too short
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void classify(float[] inputs, int samples, int[] classes) {
        network.spec().requireClasses();
        requireRoom("inputs", samples, plan.inputs(), inputs.length, 0);
        if (classes.length < samples) {
            throw new IllegalArgumentException("classes of " + Phrases.count(samples, "sample") + " need as many ints, got "
                    + classes.length);
        }
        network.requireFinite(inputs, samples);
        compute(inputs, 0, samples, classes, 0);
    }

    /**
     * The outputs for one sample of zeros and ones, such as one-hot codes, given by the inputs that are 1. Where the first layer is dense
     * its zeros are skipped, and the outputs have the bits of {@link #predict(float[], float[])} all the same.
     *
     * @param ones   the inputs that are 1, in ascending order
     * @param count  how many there are
     * @param output [outputs], or longer, written
     * @throws IllegalArgumentException if an array is too short, or there is no such input, or one is not larger than the one before
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predictOnes(int[] ones, int count, float[] output) {
        boolean outermost = guard.enter();
        try {
            oneInt[0] = count;
            predictOnes(ones, oneInt, 1, output);
        } finally {
            guard.leave(outermost);
        }
    }

    /**
     * {@link #predictOnes(int[], int, float[])} for several samples.
     *
     * @param ones    the inputs that are 1, sample after sample, those of a sample in ascending order
     * @param ends    [samples], or longer: where the ones of each sample end, and those of the next begin
     * @param samples how many there are
     * @param outputs [samples x outputs], row-major, or longer, written
     * @throws IllegalArgumentException if an array is too short, or there is no such input, or one is not larger than the one before
     * @throws IllegalStateException    if another thread is predicting with this predictor
     */
    public void predictOnes(int[] ones, int[] ends, int samples, float[] outputs) {
        requireRoom("outputs", samples, plan.outputs(), outputs.length, 0);
        boolean outermost = guard.enter();
        try {
            rowsOfOnes.set(ones, ends, samples, plan.inputs());
            compute(rowsOfOnes, 0, samples, outputs, 0);
        } finally {
            guard.leave(outermost);
        }
    }

    private void predictRows(Object inputs, long inputsFrom, int samples, Object outputs, long outputsFrom) {
        requireRoom("inputs", samples, plan.inputs(), RowBuffers.length(inputs), inputsFrom);
        requireRoom("outputs", samples, plan.outputs(), RowBuffers.length(outputs), outputsFrom);
        compute(inputs, inputsFrom, samples, outputs, outputsFrom);
    }

    /** Outputs of {@code int[]} are the classes of samples. */
    private void compute(Object inputs, long inputsFrom, int samples, Object outputs, long outputsFrom) {
        boolean outermost = guard.enter();
        try {
            if (limitsInputs) {
                rows.requireInputs(network.spec().layers().getFirst(), inputs, inputsFrom, samples);
            }
            if (shares == null || samples <= bound.length || !Shares.reach(inputs) || !Shares.reach(outputs)) {
                computeHere(inputs, inputsFrom, samples, outputs, outputsFrom);
            } else {
                shares.run(this, inputs, inputsFrom, samples, outputs, outputsFrom);
            }
        } finally {
            guard.leave(outermost);
        }
    }

    /** Of all samples, or of a share of them, whose inputs have been looked at. */
    void computeHere(Object inputs, long inputsFrom, int samples, Object outputs, long outputsFrom) {
        ImplementationSwitch implementation = plan.implementation(samples);
        Kernels kernels = implementation.settled();
        if (kernels != null) {
            run(kernels, inputs, inputsFrom, samples, outputs, outputsFrom);
        } else {
            ImplementationSwitch.Call call = implementation.begin();
            run(call.kernels(), inputs, inputsFrom, samples, outputs, outputsFrom);
            call.end(plan.multiplyAdds() * samples, small(samples));
        }
    }

    /** {@link #predict(float[], int, float[])} and its like with given kernels, unchecked. */
    void run(Kernels kernels, Object inputs, long inputsFrom, int samples, Object outputs, long outputsFrom) {
        calls = StageCalls.of(kernels, calls);
        for (int from = 0; from < samples; from += bound.length) {
            int count = Math.min(bound.length, samples - from);
            block(kernels, inputs, inputsFrom + (long) from * plan.inputs(), count, outputs,
                    outputsFrom + (long) from * plan.outputs());
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
            Network small = Network.create(MiniatureSpec.of(network.spec(), isFew, sums), 1).compact(network.weightFormat());
            Predictor predictor = new Predictor(small, count);
            float[] inputs = new float[count * small.spec().inputs()], outputs = new float[count * small.spec().outputs()];
            return () -> predictor.run(kernels, inputs, 0, count, outputs, 0);
        }
    }

    private void requireRoom(String what, int samples, int width, long length, long from) {
        if (from < 0 || (long) samples * width > length - from) {
            throw new IllegalArgumentException(what + ": " + Phrases.count(samples, "sample") + " of the network "
                    + network.spec().shape() + (samples == 1 ? " needs " : " need ") + Phrases.count((long) samples * width, "float")
                    + (from == 0 ? "" : " from index " + from + " on") + ", got " + length);
        }
    }

    private void block(Kernels kernels, Object inputs, long inputsFrom, int samples, Object outputs, long outputsFrom) {
        BoundChain block = bound(samples);
        if (inputs instanceof RowsOfOnes given && plan.skipsZeros() && block.beginsWithRows()) {
            block.sumFirstLayer(kernels, given.ones(), given.ends(), (int) (inputsFrom / plan.inputs()));
            calls.run(behindFirstLayer(samples), run);
        } else if (inputs instanceof float[] floats) {
            calls.run(block, run.with(floats, (int) inputsFrom));
        } else {
            calls.run(block, run.with(rows.read(inputs, inputsFrom, samples), 0));
        }
        Slot last = block.slots().of(plan.chain().output());
        if (outputs instanceof float[] floats) {
            copy(last, samples, floats, (int) outputsFrom);
        } else {
            rows.allocateOutputs();
            copy(last, samples, rows.outputs(), 0);
            if (outputs instanceof int[] classes) {
                classesOfRows(samples, classes, (int) (outputsFrom / plan.outputs()));
            } else {
                rows.write(samples, outputs, outputsFrom);
            }
        }
    }

    private void classesOfRows(int samples, int[] classes, int at) {
        for (int b = 0; b < samples; b++) {
            classes[at + b] = network.requireClass(rows.outputs(), b * plan.outputs());
        }
    }

    private static void copy(Slot last, int samples, float[] outputs, int at) {
        if (last.lanes() == null) {
            copyRows(last.rows(), outputs, at);
        } else {
            copyLanes(last.lanes(), samples, outputs, at);
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
