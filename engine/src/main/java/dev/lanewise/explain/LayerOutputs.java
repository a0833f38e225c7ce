package dev.lanewise.explain;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.model.Predictor;
import java.util.ArrayList;
import java.util.List;

/** Counts over the outputs of one dense layer, for many samples. */
final class LayerOutputs {

    /** Samples that go through the layers together. */
    private static final int BLOCK = 256;
    /** An output this near to a bound of an activation that saturates is saturated. */
    private static final float NEAR = 0.01f;

    private final Activation activation;
    private final int outputs;
    private final boolean[] alive;
    private final Predictor predictor;
    private long seen;
    private long zeros;
    private long saturated;

    /** One layer is a network too. */
    private LayerOutputs(Network network, int layer) {
        NetworkSpec spec = network.spec(), alone = new NetworkSpec(spec.inputsOf(layer), List.of(spec.layers().get(layer)));
        activation = spec.layers().get(layer).activation();
        outputs = alone.outputs();
        alive = new boolean[outputs];
        float[][] weights = {network.weights(layer)}, biases = {network.biases(layer)};
        predictor = new Predictor(Network.of(alone, weights, biases), BLOCK);
    }

    /** Runs samples through all layers of a network. */
    static List<LayerOutputs> of(Network network, Dataset samples) {
        List<LayerOutputs> layers = new ArrayList<>();
        for (int l = 0; l < network.spec().layers().size(); l++) {
            layers.add(new LayerOutputs(network, l));
        }
        for (int from = 0; from < samples.size(); from += BLOCK) {
            int count = Math.min(BLOCK, samples.size() - from);
            float[] h = inputs(samples, from, count);
            for (LayerOutputs layer : layers) {
                h = layer.forward(h, count);
            }
        }
        return layers;
    }

    private static float[] inputs(Dataset samples, int from, int count) {
        float[] inputs = new float[count * samples.features()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(samples.input(from + i), 0, inputs, i * samples.features(), samples.features());
        }
        return inputs;
    }

    private float[] forward(float[] inputs, int samples) {
        float[] h = new float[samples * outputs];
        predictor.predict(inputs, samples, h);
        for (int i = 0; i < h.length; i++) {
            zeros += h[i] == 0f ? 1 : 0;
            saturated += saturated(h[i]) ? 1 : 0;
            alive[i % outputs] |= h[i] != 0f;
        }
        seen += h.length;
        return h;
    }

    private boolean saturated(float h) {
        return activation.saturates() && (h < activation.lowerBound() + NEAR || h > activation.upperBound() - NEAR);
    }

    double zeroShare() {
        return (double) zeros / seen;
    }

    /** NaN where the activation does not saturate. */
    double saturatedShare() {
        return activation.saturates() ? (double) saturated / seen : Double.NaN;
    }

    int deadNodes() {
        int dead = 0;
        for (boolean node : alive) {
            dead += node ? 0 : 1;
        }
        return dead;
    }
}
