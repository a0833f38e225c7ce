package dev.lanewise.table;

import dev.lanewise.model.Predictor;
import java.util.Map;

/** A voter that answers one row after the other, without allocating. For one thread at a time. */
final class VoterOfRow {

    private final Predictor predictor;
    private final ColumnEncoder[] encoders;
    /** What each encoder reads. */
    private final RowValue[] values;
    private final float[] inputs;
    private final float[] outputs;
    private final int weight;

    VoterOfRow(Voter voter, Map<String, RowValue> byColumn) {
        predictor = voter.network().predictor();
        encoders = voter.encoder().encoders().toArray(ColumnEncoder[]::new);
        values = new RowValue[encoders.length];
        for (int i = 0; i < encoders.length; i++) {
            values[i] = byColumn.get(encoders[i].column());
        }
        inputs = new float[voter.encoder().width()];
        outputs = new float[voter.network().spec().outputs()];
        weight = voter.weight();
    }

    /** Adds the outputs for the values as they are, times the weight. */
    void add(double[] sums) {
        int at = 0;
        for (int i = 0; i < encoders.length; i++) {
            encoders[i].encode(values[i], 0, inputs, at);
            at += encoders[i].width();
        }
        predictor.predict(inputs, outputs);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * (double) outputs[i];
        }
    }
}
