package dev.lanewise.bench;

import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import java.util.Arrays;
import java.util.SplittableRandom;
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
import org.openjdk.jmh.infra.Blackhole;

/** Predictions of one sample and of many, in calls per second; many at once must give the bits of one after the other. */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Predict {

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

    /** Makes the network and the inputs, and checks the answers. */
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

    /** Measures how long it takes to read the weights once. */
    @Setup(Level.Iteration)
    public void readWeights(Reading reading, Blackhole blackhole) {
        reading.measure(net.paddedWeights(), blackhole);
    }

    /** Counts what predictions allocate. */
    @TearDown(Level.Iteration)
    public void countAllocations(Gauge gauge) {
        gauge.count(COUNTED, this::predict);
    }

    private void predict() {
        predictor.predict(inputs, samples, outputs);
    }

    /**
     * One call.
     *
     * @return the outputs
     */
    @Benchmark
    public float[] predictions() {
        predict();
        return outputs;
    }
}
