package dev.lanewise.table;

import java.util.List;

/**
 * A voter and the inputs of a table's rows, encoded once, whose outputs are asked for with a column taken from other rows.
 *
 * @param voter the voter
 * @param rows  [rows][inputs], not copied
 */
record ShuffledVoter(Voter voter, float[][] rows) {

    static ShuffledVoter of(Voter voter, Table table) {
        return new ShuffledVoter(voter, voter.encoder().encode(table));
    }

    /** Adds the outputs times the weight to sums [rows x outputs], where each row has in a column what another row has. */
    void add(String column, int[] order, double[] sums) {
        List<EncodedInput> moved = voter.encoder().inputs().stream().filter(input -> input.column().equals(column)).toList();
        voter.add(rows.length, (row, inputs, at) -> {
            System.arraycopy(rows[row], 0, inputs, at, rows[row].length);
            for (EncodedInput input : moved) {
                System.arraycopy(rows[order[row]], input.at(), inputs, at + input.at(), input.width());
            }
        }, sums);
    }
}
