package dev.lanewise.table;

import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.PiecewiseLinear;
import java.util.ArrayList;
import java.util.List;

/**
 * What the inputs of a network become before its dense layers: codes are embedded, then numbers with a position.
 *
 * @param layers  the layers that do so, none, one or two
 * @param origins for each feature that leaves them the input, by its place among {@link EncodedInput}s, that it stands for
 * @param inputs  how many of those there are
 */
record Features(List<Layer> layers, List<Integer> origins, int inputs) {

    private static final int MOST_DIMS_OF_CODES = 8;

    /** Of the inputs of a network, where numbers with a position become so many features. */
    static Features of(List<EncodedInput> inputs, int dims) {
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            for (int column = 0; column < inputs.get(i).width(); column++) {
                origins.add(i);
            }
        }
        List<Layer> layers = new ArrayList<>();
        origins = embedCodes(inputs, origins, layers);
        origins = embedNumbers(inputs, origins, dims, layers);
        return new Features(List.copyOf(layers), List.copyOf(origins), inputs.size());
    }

    private static List<Integer> embedCodes(List<EncodedInput> inputs, List<Integer> origins, List<Layer> layers) {
        List<Embedding.Table> tables = new ArrayList<>();
        List<Integer> others = new ArrayList<>(), rows = new ArrayList<>();
        for (int feature = 0; feature < origins.size(); feature++) {
            int input = origins.get(feature), size = inputs.get(input).size();
            if (inputs.get(input).kind() == EncodedInput.Kind.CODE) {
                int dims = Math.min(MOST_DIMS_OF_CODES, size / 2);
                tables.add(new Embedding.Table(feature, size, dims));
                addTimes(dims, input, rows);
            } else {
                others.add(input);
            }
        }
        if (!tables.isEmpty()) {
            layers.add(new Embedding(tables, Initializer.normal(0, 1)));
        }
        others.addAll(rows);
        return others;
    }

    /** The position of a number is the input behind it. */
    private static List<Integer> embedNumbers(List<EncodedInput> inputs, List<Integer> origins, int dims, List<Layer> layers) {
        List<PiecewiseLinear.Column> columns = new ArrayList<>();
        List<Integer> others = new ArrayList<>(), embedded = new ArrayList<>();
        for (int feature = 0; feature < origins.size(); feature++) {
            int input = origins.get(feature), next = input + 1;
            if (next < inputs.size() && inputs.get(next).kind() == EncodedInput.Kind.POSITION) {
                columns.add(new PiecewiseLinear.Column(feature, feature + 1, inputs.get(next).size()));
                addTimes(dims, input, embedded);
                feature++;
            } else {
                others.add(input);
            }
        }
        if (!columns.isEmpty()) {
            layers.add(new PiecewiseLinear(columns, dims));
        }
        others.addAll(embedded);
        return others;
    }

    private static void addTimes(int times, int input, List<Integer> to) {
        for (int i = 0; i < times; i++) {
            to.add(input);
        }
    }

    /** How many features leave the layers. */
    int width() {
        return origins.size();
    }

    /** The input that a feature stands for. */
    int origin(int feature) {
        return origins.get(feature);
    }
}
