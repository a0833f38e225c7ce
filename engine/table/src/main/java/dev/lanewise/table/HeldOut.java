package dev.lanewise.table;

import java.util.Arrays;
import java.util.List;

/**
 * What voters say of rows from which they have not learned; where several have not learned from a row, the weighted mean of what they say.
 *
 * @param rows    positions in the table, rising
 * @param outputs [rows x outputs]
 */
record HeldOut(int[] rows, float[] outputs) {

    static HeldOut of(List<TrainedVoter> voters) {
        int[] rows = voters.stream().flatMapToInt(voter -> Arrays.stream(voter.rows())).sorted().distinct().toArray();
        int count = voters.getFirst().voter().network().spec().outputs();
        double[] sums = new double[Math.multiplyExact(rows.length, count)];
        int[] said = new int[rows.length];
        for (TrainedVoter voter : voters) {
            for (int i = 0; i < voter.rows().length; i++) {
                int at = Arrays.binarySearch(rows, voter.rows()[i]);
                said[at] += voter.voter().weight();
                for (int o = 0; o < count; o++) {
                    sums[at * count + o] += voter.voter().weight() * (double) voter.outputs()[i * count + o];
                }
            }
        }
        float[] outputs = new float[sums.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) (sums[i] / said[i / count]);
        }
        return new HeldOut(rows, outputs);
    }

    /**
     * The same within what the rows to learn from had, as a model's answers are: the voters do not know the range of the rows that are
     * held out.
     */
    HeldOut within(List<TrainedVoter> voters) {
        float[] least = new float[rows.length], most = new float[rows.length], within = outputs.clone();
        Arrays.fill(least, Float.POSITIVE_INFINITY);
        Arrays.fill(most, Float.NEGATIVE_INFINITY);
        for (TrainedVoter voter : voters) {
            for (int row : voter.rows()) {
                int at = Arrays.binarySearch(rows, row);
                least[at] = Math.min(least[at], voter.least());
                most[at] = Math.max(most[at], voter.most());
            }
        }
        for (int i = 0, count = within.length / rows.length; i < within.length; i++) {
            within[i] = Math.clamp(within[i], least[i / count], most[i / count]);
        }
        return new HeldOut(rows, within);
    }
}
