package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
import java.util.List;
import java.util.SplittableRandom;

/** The networks that everything is measured on. */
public enum Net {
    /** The MNIST network of many books. */
    W1(64, Activation.relu(), Activation.softmax(), 784, 128, 10),
    /** Two hidden layers. */
    W2(128, Activation.relu(), Activation.softmax(), 784, 512, 256, 10),
    /** Three wide hidden layers. */
    W3(256, Activation.relu(), Activation.softmax(), 784, 1024, 1024, 1024, 10),
    /** Many small layers. */
    W4(32, Activation.tanh(), Activation.softmax(), 64, 64, 64, 64, 64, 64, 64, 64, 64, 10),
    /** A tutorial's network, a sample at a time. */
    W5(1, Activation.sigmoid(), Activation.sigmoid(), 3, 3, 1),
    /** A small digit reader, a sample at a time. */
    W6(1, Activation.sigmoid(), Activation.sigmoid(), 64, 30, 10),
    /** TabM-mini, an ensemble of eight members within one network, for a table. */
    T8(256, 8, Activation.relu(), Activation.identity(), 64, 128, 128, 1),
    /** A larger one of sixteen. */
    T16(256, 16, Activation.relu(), Activation.identity(), 64, 256, 256, 1),
    /** The hidden layers of RealMLP for a regression, behind a scale of the inputs. */
    R(256, 1, Activation.parametric(Activation.mish()), Activation.identity(), 64, 256, 256, 256, 1);

    /** Those of dense layers alone, which are from the time before there were others. */
    public static final List<Net> DENSE = List.of(W1, W2, W3, W4, W5, W6);

    /** Momentum 0.9 at a rate so small that thousands of steps on noise stay finite. */
    public static final Optimizer.Momentum OPTIMIZER = new Optimizer.Momentum(0.001f, 0.9f);

    /** Adam with the constants of its paper, at such a rate. TensorFlow adds eps in another place, which a higher rate would show. */
    public static final Optimizer.Adam ADAM = new Optimizer.Adam(1e-5f);

    private static final int BATCHES = 16;

    /** Samples of a batch. */
    public final int batch;
    /** Members that share the layers; each has its own factors for the inputs, and its own head. */
    public final int members;
    /** Inputs, then the outputs of each layer. */
    public final List<Integer> sizes;
    /** Of all layers but the last. */
    public final Activation hidden;
    /** Of the last layer. */
    public final Activation output;

    Net(int batch, Activation hidden, Activation output, Integer... sizes) {
        this(batch, 1, hidden, output, sizes);
    }

    Net(int batch, int members, Activation hidden, Activation output, Integer... sizes) {
        this.batch = batch;
        this.members = members;
        this.hidden = hidden;
        this.output = output;
        this.sizes = List.of(sizes);
    }

    /**
     * What it looks like.
     *
     * @return its layers
     */
    public NetworkSpec spec() {
        NetworkSpec.Builder spec = NetworkSpec.inputs(sizes.getFirst());
        if (isEnsemble()) {
            spec.layer(Layer.members(members));
        } else if (isScaled()) {
            spec.layer(Layer.scale());
        }
        for (int l = 1; l < sizes.size() - 1; l++) {
            spec.dense(sizes.get(l), hidden);
        }
        return spec.layer(isEnsemble() ? Layer.heads(members, sizes.getLast(), output) : Layer.dense(sizes.getLast(), output)).build();
    }

    /**
     * Whether members share the layers.
     *
     * @return whether they do
     */
    public boolean isEnsemble() {
        return members > 1;
    }

    /**
     * Whether the inputs are scaled by factors that are learned, and activations have parameters.
     *
     * @return whether it is so
     */
    public boolean isScaled() {
        return hidden instanceof Activation.Parametric;
    }

    /**
     * A trainer with the weights of {@code Network.create(spec(), 1)}.
     *
     * @param threads of the trainer
     * @return the trainer, to be closed
     */
    public Trainer trainer(int threads) {
        return trainer(OPTIMIZER, threads);
    }

    /**
     * The same with another optimizer.
     *
     * @param optimizer how parameters change
     * @param threads   of the trainer
     * @return the trainer, to be closed
     */
    public Trainer trainer(Optimizer optimizer, int threads) {
        return Trainer.builder(spec()).loss(loss()).optimizer(optimizer).batch(batch).threads(threads).build();
    }

    /**
     * What it is trained with.
     *
     * @return the loss that suits its outputs
     */
    public Loss loss() {
        return Loss.defaultFor(output);
    }

    /**
     * Sixteen batches, dense in (0, 1], as row-major floats with labels; of a regression with targets that no network learns, so that
     * gradients do not fade into numbers that a CPU is slow with.
     *
     * @return the same ones at every call
     */
    public Batch[] batches() {
        var random = new SplittableRandom(42);
        Batch[] batches = new Batch[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            float[] inputs = inputs(random, batch);
            int features = sizes.getFirst(), outputs = sizes.getLast();
            batches[b] = isRegression() ? Batch.withTargets(inputs, features, floats(random, batch * outputs), outputs)
                    : Batch.labelled(inputs, features, random.ints(batch, 0, outputs).toArray(), outputs);
        }
        return batches;
    }

    /**
     * Inputs, dense in (0, 1].
     *
     * @param random  where they come from
     * @param samples how many
     * @return row-major floats
     */
    public float[] inputs(SplittableRandom random, int samples) {
        return floats(random, samples * sizes.getFirst());
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = 1f - random.nextFloat();
        }
        return floats;
    }

    private boolean isRegression() {
        return output.equals(Activation.identity());
    }

    /**
     * Floating-point operations of a step: 2 x weights x samples x members x 3, x 2 in a first layer that needs no gradient of its inputs.
     *
     * @return their number
     */
    public double stepFlops() {
        double flops = 0;
        for (int l = 0; l + 1 < sizes.size(); l++) {
            flops += (l == 0 && DENSE.contains(this) ? 4.0 : 6.0) * sizes.get(l) * sizes.get(l + 1) * batch * members;
        }
        return flops;
    }

    /**
     * Floating-point operations of a prediction: 2 x weights x samples x members.
     *
     * @param samples of the call
     * @return their number
     */
    public double predictFlops(int samples) {
        double flops = 0;
        for (int l = 0; l + 1 < sizes.size(); l++) {
            flops += 2.0 * sizes.get(l) * sizes.get(l + 1) * samples * members;
        }
        return flops;
    }

    /**
     * Floating-point operations of one product of a layer over a batch.
     *
     * @param layer from 1
     * @return their number
     */
    public double productFlops(int layer) {
        return 2.0 * sizes.get(layer - 1) * sizes.get(layer) * batch;
    }

    /**
     * Floats of all weights with the padding of the engine's panels of sixteen outputs.
     *
     * @return their number
     */
    public int paddedWeights() {
        int floats = 0;
        for (int l = 0; l + 1 < sizes.size(); l++) {
            floats += sizes.get(l) * 16 * Math.ceilDiv(sizes.get(l + 1), 16);
        }
        return floats;
    }
}
