package dev.lanewise.table;

import java.util.List;

/**
 * A voter, and what it says of rows from which it has not learned.
 *
 * @param voter    the voter
 * @param training how it came to be
 * @param rows     its validation rows, positions in the table
 * @param outputs  for them, [rows x outputs]
 * @param least    no output that its rows to learn from call for is less
 * @param most     nor more
 */
record TrainedVoter(Voter voter, TableReport.Training training, int[] rows, float[] outputs, float least, float most) {

    String learner() {
        return training.learner();
    }

    /** Those that count in the model. */
    static List<TrainedVoter> inModel(List<TrainedVoter> voters) {
        return voters.stream().filter(voter -> voter.training.weight() > 0).toList();
    }

    /** With a weight of at least 1, or 0 for one that is not in the model. */
    TrainedVoter weighted(int weight) {
        return new TrainedVoter(weight == 0 ? voter : voter.weighted(weight), training.weighted(weight), rows, outputs, least,
                most);
    }
}
