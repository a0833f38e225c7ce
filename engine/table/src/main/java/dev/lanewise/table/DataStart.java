package dev.lanewise.table;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A start that looks at the data, one dense layer after the other: sums get a standard deviation of 1 over the samples, and biases put
 * the places where activations bend among the samples.
 *
 * <p>What a neuron draws depends on the seed, its layer and its number alone. Sums come from the engine, statistics are in double in the
 * order of samples, so the start has the same bits at any width of vectors.
 *
 * @see <a href="https://arxiv.org/abs/2407.04491">Holzmueller, Grinsztajn and Steinwart, Better by default, NeurIPS 2024: std and
 *      he+5</a>
 */
final class DataStart {

    /** Rows that are looked at, evenly spread where there are more, and their numbers in a layer; fewer rows where it is wide. */
    private static final int MOST_ROWS = 1 << 14, MOST_NUMBERS = 1 << 25;
    /** Of a bias. */
    private static final int DRAWS = 5;
    private static final long PURPOSE = 0x6865_2b35_0000_0000L;

    private final NetworkSpec spec;
    private final long seed;
    private final float[][] rows;
    private final Map<String, float[]> tensors = new HashMap<>();

    private DataStart(Network start, Dataset train, long seed) {
        spec = start.spec();
        this.seed = seed;
        start.tensors().forEach(tensor -> tensors.put(tensor.name(), start.tensor(tensor.name())));
        rows = new float[rows(train.size(), spec.widths().stream().mapToInt(Integer::intValue).max().orElseThrow())][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = train.input((int) ((long) i * train.size() / rows.length));
        }
    }

    /** How many are looked at. */
    static int rows(int size, int widest) {
        return Math.min(size, Math.clamp(MOST_NUMBERS / widest, 1, MOST_ROWS));
    }

    /**
     * The network with other weights and biases of its dense layers.
     *
     * @param start whose weights have the right proportions
     * @param train what it is to learn from
     * @param seed  of the draws of biases
     */
    static Network of(Network start, Dataset train, long seed) {
        DataStart data = new DataStart(start, train, seed);
        for (int l = 0; l < data.spec.layers().size(); l++) {
            if (data.spec.layers().get(l) instanceof Dense dense) {
                data.begin(l, dense.outputs());
            }
        }
        return Network.of(data.spec, tensor -> data.tensors.get(tensor.name()));
    }

    private void begin(int layer, int outputs) {
        String name = "layer" + (layer + 1);
        float[][] sums = sums(layer, outputs);
        float[] weights = tensors.get(name + ".weight"), biases = tensors.get(name + ".bias");
        int inputs = weights.length / outputs;
        for (int o = 0; o < outputs; o++) {
            double deviation = deviation(sums, o), scale = deviation > 0 ? 1 / deviation : 1;
            for (int i = o * inputs; i < (o + 1) * inputs; i++) {
                weights[i] = (float) (weights[i] * scale);
            }
            biases[o] = (float) (-scale * mixed(sums, layer, o));
        }
    }

    /** What a layer sums up for each row, without biases. */
    private float[][] sums(int layer, int outputs) {
        List<Layer> below = new ArrayList<>(spec.layers().subList(0, layer));
        below.add(new Dense(outputs, Activation.identity()).withoutBias());
        return Network.of(new NetworkSpec(spec.inputs(), below), tensor -> tensors.get(tensor.name())).predict(rows);
    }

    private static double deviation(float[][] sums, int output) {
        double mean = 0, squares = 0;
        for (float[] row : sums) {
            mean += row[output];
        }
        mean /= sums.length;
        for (float[] row : sums) {
            squares += (row[output] - mean) * (row[output] - mean);
        }
        return Math.sqrt(squares / sums.length);
    }

    /** A random mean of a few rows, by shares that are exponential numbers over their sum. */
    private double mixed(float[][] sums, int layer, int output) {
        double sum = 0, shares = 0;
        for (int k = 0; k < DRAWS; k++) {
            long counter = 2L * ((long) output * DRAWS + k);
            int row = CounterRandom.below(seed, PURPOSE + layer, counter, sums.length);
            double share = -StrictMath.log(((CounterRandom.bits(seed, PURPOSE + layer, counter + 1) >>> 11) + 1) * 0x1p-53);
            sum += share * sums[row][output];
            shares += share;
        }
        return shares > 0 ? sum / shares : 0;
    }
}
