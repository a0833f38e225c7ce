package dev.lanewise.formats.onnx.read;

import java.util.ArrayList;
import java.util.List;

/** Columns that are sums of few of a network's inputs: {@code column = shift + sum of factor x input}. */
final class Scatter {

    private final int inputs;
    private final List<List<Part>> columns = new ArrayList<>();
    private final List<Double> shifts = new ArrayList<>();

    Scatter(int inputs) {
        this.inputs = inputs;
    }

    /**
     * A part of a column.
     *
     * @param input  which one
     * @param factor of it
     */
    record Part(int input, double factor) {
    }

    void add(List<Part> parts, double shift) {
        columns.add(List.copyOf(parts));
        shifts.add(shift);
    }

    int inputs() {
        return inputs;
    }

    private boolean isSame() {
        boolean isSame = columns.size() == inputs;
        for (int c = 0; isSame && c < inputs; c++) {
            isSame = shifts.get(c) == 0 && columns.get(c).equals(List.of(new Part(c, 1)));
        }
        return isSame;
    }

    /** These columns, then steps; folded into the first where that is a matrix. */
    List<Step> before(List<Step> steps) {
        if (isSame()) {
            return steps;
        }
        List<Step> all = new ArrayList<>(steps);
        boolean isMatrix = !steps.isEmpty() && steps.getFirst() instanceof Step.Affine;
        if (isMatrix) {
            all.set(0, folded((Step.Affine) steps.getFirst()));
        } else {
            double[] same = new double[Math.multiplyExact(columns.size(), columns.size())];
            for (int c = 0; c < columns.size(); c++) {
                same[c * columns.size() + c] = 1;
            }
            all.addFirst(folded(new Step.Affine(columns.size(), same, new double[0])));
        }
        return all;
    }

    private Step.Affine folded(Step.Affine affine) {
        int in = affine.in(), out = affine.out();
        double[] weights = new double[Math.multiplyExact(out, inputs)], biases = new double[out];
        for (int o = 0; o < out; o++) {
            biases[o] = affine.biases().length > 0 ? affine.biases()[o] : 0;
            for (int c = 0; c < in; c++) {
                double weight = affine.weights()[o * in + c];
                biases[o] += weight * shifts.get(c);
                for (Part part : columns.get(c)) {
                    weights[o * inputs + part.input()] += weight * part.factor();
                }
            }
        }
        boolean hasShifts = shifts.stream().anyMatch(shift -> shift != 0);
        return new Step.Affine(inputs, weights, hasShifts || affine.biases().length > 0 ? biases : new double[0]);
    }
}
