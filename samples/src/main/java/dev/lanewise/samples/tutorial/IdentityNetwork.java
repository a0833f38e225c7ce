package dev.lanewise.samples.tutorial;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mitchell's 8-3-8 network: eight inputs, of which one is 1, are to come back at eight outputs through three hidden sigmoids, so
 * these have to invent a code of three bits.
 *
 * @see <a href="https://www.cs.cmu.edu/~tom/mlbook.html">Mitchell, Machine Learning, McGraw-Hill 1997, section 4.6.4</a>
 */
final class IdentityNetwork {

    static final int NODES = 8;
    static final float MOMENTUM = 0.9f;
    /** The epochs after which the code is kept. */
    static final List<Integer> MOMENTS = List.of(0, 100, 1000, 5000);

    private static final int HIDDEN = 3;
    private static final float RATE = 0.3f;

    /**
     * The hidden code at one moment.
     *
     * @param epoch epochs done
     * @param code  [8][3], the hidden outputs for each input
     */
    record Code(int epoch, float[][] code) {
    }

    /**
     * How a training went.
     *
     * @param codes      one for each of {@link #MOMENTS}
     * @param rightAfter epochs until the largest output was the right one for all eight inputs, or 0 if it never was
     */
    record Course(List<Code> codes, int rightAfter) {
    }

    private IdentityNetwork() {
    }

    /**
     * Trains the network for as long as Mitchell did, an update a sample.
     *
     * @param momentum 0, as in the book's run, to below 1
     * @param seed     of the start and the order of samples
     * @return what happened
     */
    static Course train(float momentum, long seed) {
        Dataset identity = identity();
        List<Code> codes = new ArrayList<>();
        int rightAfter = 0;
        try (Trainer trainer = Trainer.builder(spec()).loss(Loss.squaredError())
                .optimizer(new Optimizer.Momentum(RATE, momentum)).batch(1).seed(seed).build()) {
            codes.add(code(0, trainer.network(), identity));
            for (int epoch = 1; epoch <= MOMENTS.getLast(); epoch++) {
                trainer.epoch(identity);
                if (rightAfter == 0 && trainer.evaluate(identity).accuracy() == 1) {
                    rightAfter = epoch;
                }
                if (MOMENTS.contains(epoch)) {
                    codes.add(code(epoch, trainer.network(), identity));
                }
            }
        }
        return new Course(List.copyOf(codes), rightAfter);
    }

    /** The book's start: every parameter from [-0.1, 0.1). */
    private static NetworkSpec spec() {
        var start = Initializer.uniform(-0.1f, 0.1f);
        return new NetworkSpec(NODES, List.of(new Dense(HIDDEN, Activation.sigmoid(), start, start),
                new Dense(NODES, Activation.sigmoid(), start, start)));
    }

    /** Samples whose label is the position of their 1, so that the target is the input. */
    private static Dataset identity() {
        float[] rows = new float[NODES * NODES];
        for (int i = 0; i < NODES; i++) {
            rows[i * NODES + i] = 1f;
        }
        return Dataset.labelled(rows, NODES, IntStream.range(0, NODES).toArray(), NODES);
    }

    private static Code code(int epoch, Network network, Dataset inputs) {
        NetworkSpec lower = new NetworkSpec(NODES, network.spec().layers().subList(0, 1));
        Network coder = Network.of(lower, tensor -> network.tensor(tensor.name()));
        float[][] code = IntStream.range(0, NODES).mapToObj(i -> coder.predict(inputs.input(i))).toArray(float[][]::new);
        return new Code(epoch, code);
    }
}
