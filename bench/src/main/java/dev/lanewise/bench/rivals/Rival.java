package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Optimizer;
import java.util.Map;

/**
 * A library in the contest; a service that {@link java.util.ServiceLoader} finds. It makes one work in a JVM of its own, which ends with
 * the work, so nothing is ever closed. All networks begin with the weights of {@link #start}.
 */
interface Rival {

    /** Its name in the tables. */
    String name();

    /** Its version, and what it says of how it was built and set, once it has been loaded. */
    String version();

    /** Whether it can do a case. */
    boolean does(Case which);

    /** The environment that its JVM needs for a number of threads. */
    default Map<String, String> environment(int threads) {
        return Map.of();
    }

    /** Training with the loss that suits the network's output; the optimizer is {@link Net#OPTIMIZER} or {@link Net#ADAM}. */
    default Training training(Net net, Optimizer optimizer, int threads) {
        throw new UnsupportedOperationException(name() + " trains nothing here");
    }

    /** Predictions of some samples in a call. */
    default Prediction prediction(Net net, int samples, int threads) {
        throw new UnsupportedOperationException(name() + " predicts nothing here");
    }

    /** A product whose operands are laid out as the library likes. */
    default Product product(Case which, Sgemm operands) {
        throw new UnsupportedOperationException(name() + " multiplies nothing here");
    }

    /** The network that everybody starts with. */
    static Network start(Net net) {
        return Network.create(net.spec(), 1);
    }

    /** A batch's targets, row-major: those of a regression, else one in the column of the label. */
    static float[] targets(Batch batch, Net net) {
        if (!batch.isLabelled()) {
            return batch.targets()[0];  // all rows of a net's batch stand in one array
        }
        int classes = net.sizes.getLast();
        float[] targets = new float[net.batch * classes];
        for (int b = 0; b < net.batch; b++) {
            targets[b * classes + batch.labels()[b]] = 1f;
        }
        return targets;
    }

    /** Trains with one batch. */
    @FunctionalInterface
    interface Training {
        /** The mean loss of the batch before its update. */
        double step(Batch batch);
    }

    /** Predicts. */
    @FunctionalInterface
    interface Prediction {
        /** Fills rows of outputs from rows of inputs. */
        void predict(float[] inputs, float[] outputs);
    }

    /** Multiplies. */
    interface Product {
        /** Computes C once. */
        void multiply();

        /** C, row-major. */
        float[] result();
    }
}
