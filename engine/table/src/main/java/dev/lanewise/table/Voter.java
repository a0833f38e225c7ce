package dev.lanewise.table;

import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;

/**
 * A network of a model with what the columns become before it sees them. Immutable.
 *
 * @param network the network
 * @param encoder makes its inputs
 * @param weight  how many times its answer counts in a mean, at least 1
 */
record Voter(Network network, TableEncoder encoder, int weight) {

    private static final int ROWS_AT_ONCE = 4096;

    /** Checks that the inputs go with the network. */
    Voter {
        if (network.spec().inputs() != encoder.width()) {
            throw new IllegalArgumentException("the columns make " + encoder.width() + " inputs, but the network has "
                    + network.spec().inputs());
        }
    }

    /** Counts once. */
    Voter(Network network, TableEncoder encoder) {
        this(network, encoder, 1);
    }

    Voter weighted(int other) {
        return new Voter(network, encoder, other);
    }

    /** Puts the inputs of a row somewhere. */
    interface RowInputs {
        void copy(int row, float[] inputs, int at);
    }

    /** Adds the outputs for the rows of a table, which has the columns, times the weight to sums [rows x outputs]. */
    void add(Table table, double[] sums) {
        add(table.rows(), encoder.rowInputs(table), sums);
    }

    /** Adds the outputs for rows of inputs times the weight to sums [rows x outputs]. */
    void add(int rows, RowInputs encoded, double[] sums) {
        int width = encoder.width(), count = network.spec().outputs();
        Predictor predictor = network.predictor(Math.clamp(rows, 1, ROWS_AT_ONCE));
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            int here = Math.min(ROWS_AT_ONCE, rows - from);
            float[] inputs = new float[here * width], outputs = new float[here * count];
            for (int row = 0; row < here; row++) {
                encoded.copy(from + row, inputs, row * width);
            }
            predictor.predict(inputs, here, outputs);
            for (int i = 0; i < here * count; i++) {
                sums[from * count + i] += weight * (double) outputs[i];
            }
        }
    }
}
