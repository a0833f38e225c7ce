package dev.lanewise.samples.page;

import dev.lanewise.explain.Explainer;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Variable;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import java.util.SplittableRandom;

/** Explanations for the tests of their forms. */
final class Explained {

    private static final float[][][] WEIGHTS = {{{.2f, .2f, .2f}, {.4f, .4f, .4f}, {.6f, .6f, .6f}}, {{.5f, .5f, .5f}}};
    private static final float[][] BIASES = {{.8f, .8f, .8f}, {.2f}};

    private Explained() {
    }

    /** The 3-3-1 network of "Neural Networks Tutorial - A Pathway to Deep Learning", adventuresinmachinelearning.com. */
    static Explanation tutorial(Variable by) {
        Network network = Network.of(NetworkSpec.inputs(3).dense(3, Activation.sigmoid()).dense(1, Activation.sigmoid()).build(),
                WeightOrder.OUT_IN, WEIGHTS, BIASES);
        return new Explainer(network, Loss.squaredError(), new float[] {1.5f, 2f, 3f}, new float[] {1f}).explain(by, 0.25f);
    }

    static Explanation tutorial() {
        return tutorial(new Variable.Weight(2, 1, 2));
    }

    /** Four inputs to three classes: dJ/dz is one factor, so that a weight has two. */
    static Explanation classes() {
        Network network = Network.create(NetworkSpec.inputs(4).dense(3, Activation.softmax()).build(), 7);
        return new Explainer(network, Loss.softmaxCrossEntropy(), new float[] {1f, -2f, 0.5f, 3f}, new float[] {0f, 1f, 0f})
                .explain(new Variable.Weight(1, 3, 2), 0.25f);
    }

    /** A digit through 784-1024-1024-1024-10, by a weight of a layer. */
    static Explanation deep(int layer) {
        NetworkSpec spec = NetworkSpec.inputs(784).dense(1024, Activation.relu()).dense(1024, Activation.relu())
                .dense(1024, Activation.relu()).dense(10, Activation.softmax()).build();
        SplittableRandom random = new SplittableRandom(42);
        float[] input = new float[784], target = new float[10];
        for (int i = 0; i < input.length; i++) {
            input[i] = (float) random.nextDouble();
        }
        target[3] = 1f;
        Explainer explainer = new Explainer(Network.create(spec, 42), Loss.softmaxCrossEntropy(), input, target);
        return explainer.explain(new Variable.Weight(layer, 17, 700), 0.25f);
    }

    /** 2-3-2-1, by an input: the ways part and meet. */
    static Explanation twoHidden() {
        return tanh(NetworkSpec.inputs(2).dense(3, Activation.tanh()).dense(2, Activation.tanh()), new Variable.Output(1, 1));
    }

    /** 2-4-4-1: a number and a category that is embedded in three, dropout, and one sum; by a number of the table. */
    static Explanation embedded() {
        Embedding embedding = new Embedding(List.of(new Embedding.Table(1, 2, 3)), new Initializer.Uniform(-1f, 1f));
        Network network = Network.create(NetworkSpec.inputs(2).layer(embedding).layer(Layer.dropout(0.5)).dense(1, Activation.identity())
                .build(), 3);
        return new Explainer(network, Loss.squaredError(), new float[] {0.5f, 1f}, new float[] {1f})
                .explain(new Variable.Parameter(1, "table1", 4), 0.25f);
    }

    /** Layers of 40 nodes, with more ways than could ever be shown. */
    static Explanation layers(int count) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(2);
        for (int i = 0; i < count; i++) {
            spec.dense(40, Activation.tanh());
        }
        return tanh(spec, new Variable.Weight(1, 30, 2));
    }

    private static Explanation tanh(NetworkSpec.Builder hidden, Variable by) {
        Network network = Network.create(hidden.dense(1, Activation.identity()).build(), 7);
        return new Explainer(network, Loss.squaredError(), new float[] {0.5f, -1f}, new float[] {1f}).explain(by, 0.25f);
    }

    /** Proofs that do not hold: the tutorial's with other numbers. */
    static Explanation diverged() {
        Explanation e = tutorial();
        return new Explanation(e.spec(), e.loss(), e.by(), e.values(), e.target(), Float.NaN, e.root(),
                new Explanation.Proofs(1f, Double.NaN, 1e-8, Double.POSITIVE_INFINITY, 1e-9), e.descent());
    }
}
