package dev.lanewise.bench.tables;

import java.util.Map;

/** Learns from a table and answers for its test rows; the trees are services that {@link java.util.ServiceLoader} finds. */
interface Learner {

    /** Its name on the command line. */
    String name();

    /** Its version and, for a person, how it was set. */
    String version();

    /** Learns from the training rows, stops by the validation rows, and answers for the test rows. */
    Outcome learn(Lesson lesson);

    /**
     * What came of it.
     *
     * @param rounds  epochs or trees of the model
     * @param metrics of the test rows: {@code accuracy auc logLoss} of classes, {@code rmse mae r2} of numbers
     */
    record Outcome(int rounds, Map<String, Double> metrics) {
    }
}
