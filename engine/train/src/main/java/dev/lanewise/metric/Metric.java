package dev.lanewise.metric;

import dev.lanewise.text.CallSyntax;

/**
 * How good predictions are, as one number. Immutable; it is measured by a {@link MetricAccumulator}, to which samples are added.
 *
 * <p>Values are those of scikit-learn's function of that name, where it has one.
 */
public sealed interface Metric permits ClassificationMetric, RegressionMetric {

    /** The words that {@link #parse} knows, as help shows them. */
    String WORDS = "accuracy, balanced_accuracy, top_k(k), precision(average), recall(average), f1(average), matthews, roc_auc(average),"
            + " average_precision(average), log_loss, brier, calibration_error(bins), rmse, mae, r2, pinball(level)";

    /**
     * Share of the samples that are answered right.
     *
     * @return the metric
     */
    static ClassificationMetric accuracy() {
        return new ClassificationMetric.Accuracy();
    }

    /**
     * The mean recall of the classes that have samples.
     *
     * @return the metric
     */
    static ClassificationMetric balancedAccuracy() {
        return new ClassificationMetric.BalancedAccuracy();
    }

    /**
     * Share of the samples whose class is among the k most probable ones.
     *
     * @param k at least 1
     * @return the metric
     * @throws IllegalArgumentException if k is less
     */
    static ClassificationMetric topK(int k) {
        return new ClassificationMetric.TopK(k);
    }

    /**
     * Share of the answers that are right, by class; 0 for a class that nobody answered.
     *
     * @param average how the classes become one number
     * @return the metric
     */
    static ClassificationMetric precision(Average average) {
        return new ClassificationMetric.Precision(average);
    }

    /**
     * Share of the samples that are answered right, by class; 0 for a class without samples.
     *
     * @param average how the classes become one number
     * @return the metric
     */
    static ClassificationMetric recall(Average average) {
        return new ClassificationMetric.Recall(average);
    }

    /**
     * The harmonic mean of precision and recall, by class.
     *
     * @param average how the classes become one number
     * @return the metric
     */
    static ClassificationMetric f1(Average average) {
        return new ClassificationMetric.F1(average);
    }

    /**
     * Matthews' correlation of classes and answers.
     *
     * @return the metric
     */
    static ClassificationMetric matthews() {
        return new ClassificationMetric.Matthews();
    }

    /**
     * The area under the ROC curve: of class 1 where there are two, else the mean over all classes, each against the others.
     *
     * @return the metric
     */
    static ClassificationMetric rocAuc() {
        return rocAuc(Average.MACRO);
    }

    /**
     * The area under the ROC curve: of class 1 where there are two, else an average over all classes, each against the others.
     *
     * @param average {@code MACRO} or {@code WEIGHTED}
     * @return the metric
     * @throws IllegalArgumentException if it is another average
     */
    static ClassificationMetric rocAuc(Average average) {
        return new ClassificationMetric.RocAuc(average);
    }

    /**
     * The mean precision, weighted by the recall that it adds: of class 1 where there are two, else the mean over all classes.
     *
     * @return the metric
     */
    static ClassificationMetric averagePrecision() {
        return averagePrecision(Average.MACRO);
    }

    /**
     * The mean precision, weighted by the recall that it adds: of class 1 where there are two, else an average over all classes.
     *
     * @param average {@code MACRO} or {@code WEIGHTED}
     * @return the metric
     * @throws IllegalArgumentException if it is another average
     */
    static ClassificationMetric averagePrecision(Average average) {
        return new ClassificationMetric.AveragePrecision(average);
    }

    /**
     * The mean of {@code -log} of the probability of a sample's class, in nats.
     *
     * @return the metric
     */
    static ClassificationMetric logLoss() {
        return new ClassificationMetric.LogLoss();
    }

    /**
     * The mean squared error of probabilities: of class 1 where there are two classes, else summed over all.
     *
     * @return the metric
     */
    static ClassificationMetric brier() {
        return new ClassificationMetric.Brier();
    }

    /**
     * The expected calibration error with fifteen bins: how far confidence is from accuracy.
     *
     * @return the metric
     */
    static ClassificationMetric calibrationError() {
        return calibrationError(15);
    }

    /**
     * The expected calibration error: how far confidence is from accuracy.
     *
     * @param bins of equal width, at least 1
     * @return the metric
     * @throws IllegalArgumentException if there are none
     */
    static ClassificationMetric calibrationError(int bins) {
        return new ClassificationMetric.CalibrationError(bins);
    }

    /**
     * The root of the mean squared error, in units of the targets.
     *
     * @return the metric
     */
    static RegressionMetric rmse() {
        return new RegressionMetric.Rmse();
    }

    /**
     * The mean absolute error, in units of the targets.
     *
     * @return the metric
     */
    static RegressionMetric mae() {
        return new RegressionMetric.Mae();
    }

    /**
     * The share of the targets' variance that is explained.
     *
     * @return the metric
     */
    static RegressionMetric r2() {
        return new RegressionMetric.R2();
    }

    /**
     * The mean pinball loss of quantiles.
     *
     * @param level which quantile is predicted, from 0 to 1
     * @return the metric
     * @throws IllegalArgumentException if it is outside
     */
    static RegressionMetric pinball(double level) {
        return new RegressionMetric.Pinball(level);
    }

    /**
     * Whether a higher value is better.
     *
     * @return false for errors and losses
     */
    default boolean isHigherBetter() {
        return switch (this) {
            case ClassificationMetric.LogLoss _, ClassificationMetric.Brier _, ClassificationMetric.CalibrationError _,
                    RegressionMetric.Rmse _, RegressionMetric.Mae _, RegressionMetric.Pinball _ -> false;
            case ClassificationMetric _, RegressionMetric.R2 _ -> true;
        };
    }

    /**
     * Begins to measure.
     *
     * @param outputs numbers of a prediction: classes for a {@link ClassificationMetric}, at least 2, or outputs, at least 1
     * @return takes the samples
     * @throws IllegalArgumentException if there are fewer, or this metric is not defined for so many
     */
    MetricAccumulator accumulator(int outputs);

    /**
     * The name in files and on the command line.
     *
     * @return for example {@code f1(macro)}
     */
    default String toText() {
        return switch (this) {
            case ClassificationMetric.Accuracy _ -> "accuracy";
            case ClassificationMetric.BalancedAccuracy _ -> "balanced_accuracy";
            case ClassificationMetric.TopK(int k) -> "top_k(" + k + ")";
            case ClassificationMetric.Precision(Average average) -> "precision(" + average.toText() + ")";
            case ClassificationMetric.Recall(Average average) -> "recall(" + average.toText() + ")";
            case ClassificationMetric.F1(Average average) -> "f1(" + average.toText() + ")";
            case ClassificationMetric.Matthews _ -> "matthews";
            case ClassificationMetric.RocAuc(Average average) -> "roc_auc(" + average.toText() + ")";
            case ClassificationMetric.AveragePrecision(Average average) -> "average_precision(" + average.toText() + ")";
            case ClassificationMetric.LogLoss _ -> "log_loss";
            case ClassificationMetric.Brier _ -> "brier";
            case ClassificationMetric.CalibrationError(int bins) -> "calibration_error(" + bins + ")";
            case RegressionMetric.Rmse _ -> "rmse";
            case RegressionMetric.Mae _ -> "mae";
            case RegressionMetric.R2 _ -> "r2";
            case RegressionMetric.Pinball(double level) -> "pinball(" + level + ")";
        };
    }

    /**
     * The metric of a name.
     *
     * @param text what {@link #toText()} writes; an average that is left out is {@code macro}, bins are 15; capitals, hyphens and
     *             underscores make no difference
     * @return the metric
     * @throws IllegalArgumentException if the name is unknown, or what stands in its brackets is not what it expects
     */
    static Metric parse(String text) {
        CallSyntax words = CallSyntax.of(text, "metric");
        return switch (words.name()) {
            case "accuracy" -> words.with(0, accuracy());
            case "balancedaccuracy" -> words.with(0, balancedAccuracy());
            case "topk" -> topK(toInt(words.with(1, words)));
            case "precision" -> precision(average(words));
            case "recall" -> recall(average(words));
            case "f1" -> f1(average(words));
            case "matthews" -> words.with(0, matthews());
            case "rocauc" -> rocAuc(average(words));
            case "averageprecision" -> averagePrecision(average(words));
            case "logloss" -> words.with(0, logLoss());
            case "brier" -> words.with(0, brier());
            case "calibrationerror" -> words.count() == 0 ? calibrationError() : calibrationError(toInt(words.with(1, words)));
            case "rmse" -> words.with(0, rmse());
            case "mae" -> words.with(0, mae());
            case "r2" -> words.with(0, r2());
            case "pinball" -> pinball(words.with(1, words).real(0));
            default -> throw words.unknown(WORDS);
        };
    }

    private static int toInt(CallSyntax words) {
        return Math.clamp(words.whole(0), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Average average(CallSyntax words) {
        if (words.count() > 1) {
            throw words.otherCount("one average");
        }
        return words.count() == 0 ? Average.MACRO : Average.parse(words.numbers().getFirst());
    }
}
