package dev.lanewise.explain;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Predictor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.NetworkSpec;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts over the outputs of one layer that has sums, for many samples. */
final class ActivationStatistics {

    /** Samples that go through the layers together. */
    static final int BLOCK = 256;
    /** An output this near to a bound of an activation that saturates is saturated. */
    private static final float NEAR = 0.01f;

    private final boolean saturates;
    private final float low;
    private final float high;
    private final int outputs;
    private final boolean[] alive;
    /** Where members begin between the layer before and this one; else null. */
    private final MemberRows rows;
    private final Predictor predictor;
    private long seen;
    private long zeros;
    private long saturated;

    /** Some layers are a network too: from layer {@code from} to the one that is counted, from 0. */
    private ActivationStatistics(NetworkSpec spec, ReferenceChain chain, int from, int layer) {
        int members = MemberRows.beginning(spec.layers(), from, layer);
        rows = members == layer ? null : MemberRows.of(spec, chain, from, members);
        Activation activation = spec.layers().get(layer).activation();
        saturates = activation.saturates();
        low = activation.lowerBound() + NEAR;
        high = activation.upperBound() - NEAR;
        outputs = spec.widths().get(layer + 1);
        alive = new boolean[outputs];
        predictor = MemberRows.predictor(spec, chain, rows == null ? from : members + 1, layer + 1);
    }

    /**
     * Runs samples through all layers of a network; the answer has those with sums, but for heads, by their numbers from 0. Members count
     * as samples.
     */
    static Map<Integer, ActivationStatistics> of(NetworkSpec spec, ReferenceChain chain, Dataset samples) {
        SortedMap<Integer, ActivationStatistics> layers = new TreeMap<>();
        int from = 0;
        for (int l = 0; l < spec.layers().size(); l++) {
            if (chain.hasSums(l + 1) && !(spec.layers().get(l) instanceof Heads)) {
                layers.put(l, new ActivationStatistics(spec, chain, from, l));
                from = l + 1;
            }
        }
        for (int first = 0; first < samples.size(); first += BLOCK) {
            int count = Math.min(BLOCK, samples.size() - first);
            float[] h = inputs(samples, first, count);
            int rows = count;
            for (ActivationStatistics layer : layers.values()) {
                h = layer.forward(h, rows);
                rows = h.length / layer.outputs;
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
        float[] x = rows == null ? inputs : rows.of(inputs, samples);
        int count = samples * (rows == null ? 1 : rows.members());
        float[] h = new float[count * outputs];
        predictor.predict(x, count, h);
        for (int i = 0; i < h.length; i++) {
            zeros += h[i] == 0f ? 1 : 0;
            saturated += saturated(h[i]) ? 1 : 0;
            alive[i % outputs] |= h[i] != 0f;
        }
        seen += h.length;
        return h;
    }

    private boolean saturated(float h) {
        return saturates && (h < low || h > high);
    }

    double zeroShare() {
        return (double) zeros / seen;
    }

    /** NaN where the activation does not saturate. */
    double saturatedShare() {
        return saturates ? (double) saturated / seen : Double.NaN;
    }

    int deadNodes() {
        int dead = 0;
        for (boolean node : alive) {
            dead += node ? 0 : 1;
        }
        return dead;
    }
}
