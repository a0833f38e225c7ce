package dev.lanewise.table;

/**
 * A voter, and what it says of rows from which it has not learned.
 *
 * @param voter    the voter
 * @param training how it came to be
 * @param rows     its validation rows, positions in the table
 * @param outputs  for them, [rows x outputs]
 */
record TrainedVoter(Voter voter, TableReport.Training training, int[] rows, float[] outputs) {
}
