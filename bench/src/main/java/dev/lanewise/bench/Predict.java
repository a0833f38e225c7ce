package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Predictions of one sample and of many, in calls per second; many at once must give the bits of one after the other. */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Predict implements Work {

    private static final int COUNTED = 100;

    /** The network. */
    @Param({"W1", "W2", "W3"})
    public Net net;

    /** Samples in a call. */
    @Param({"1", "256"})
    public int samples;

    private Predictor predictor;
    private float[] inputs;
    private float[] outputs;
    private Runnable afterKernel;

    /**
     * The same work on a given network.
     *
     * @param network the network
     * @param count   samples in a call
     * @return this
     */
    public Work on(Net network, int count) {
        net = network;
        samples = count;
        return this;
    }

    /** Makes the network and the inputs, and checks the answers. */
    @Override
    @Setup
    public void setUp() {
        Network network = Network.create(net.spec(), 1);
        predictor = new Predictor(network, samples);
        inputs = net.inputs(new SplittableRandom(42), samples);
        outputs = new float[samples * net.sizes.getLast()];
        predictor.predict(inputs, samples, outputs);
        int in = net.sizes.getFirst(), out = net.sizes.getLast();
        for (int b = 0; b < samples; b++) {
            float[] alone = network.predict(Arrays.copyOfRange(inputs, b * in, (b + 1) * in));
            for (int o = 0; o < out; o++) {
                Naive.requireSame("sample " + b + ", output " + o, alone[o], outputs[b * out + o]);
            }
        }
    }

    /** Counts what predictions allocate. */
    @TearDown(Level.Iteration)
    public void countAllocations(PeakAndAllocations gauge) {
        gauge.count(COUNTED, this::call);
    }

    @Override
    public void call() {
        predictor.predict(inputs, samples, outputs);
    }

    @Override
    public boolean isPublicCall() {
        return true;
    }

    /** Of many samples, kernel by kernel. */
    @Override
    public Optional<Consumer<Runnable>> inParts() {
        if (samples == 1) {
            return Optional.empty();
        }
        var telling = new TellingKernels(KernelChoice.kernels(), () -> afterKernel.run());
        var predictions = new PredictionInParts(Network.create(net.spec(), 1), samples, telling);
        return Optional.of(afterPart -> {
            afterKernel = afterPart;
            predictions.predict(inputs);
        });
    }

    /** A single prediction is held against reading the weights once. */
    @Override
    public Optional<Runnable> otherWay() {
        if (samples > 1 || KernelChoice.kernels().vectorBits() == 0) {
            return Optional.empty();
        }
        var reading = new ReadBandwidth(net.paddedWeights());
        return Optional.of(reading::run);
    }

    /**
     * One call.
     *
     * @return the outputs
     */
    @Benchmark
    public float[] predictions() {
        call();
        return outputs;
    }
}
