package dev.lanewise.table;

import dev.lanewise.metric.Average;
import dev.lanewise.metric.ClassificationMetric;
import dev.lanewise.metric.Metric;
import dev.lanewise.metric.RegressionMetric;
import java.util.Arrays;
import java.util.Map;

/** What chooses the best epoch, measured on the validation rows. */
public enum TableMetric {

    /** The share of rows with the right class. Classes are learned with label smoothing then. */
    ACCURACY("accuracy", Task.CLASSIFICATION, new ClassificationMetric.Accuracy()),
    /** The mean of minus the logarithm of the probability of the right class; the default for classes. */
    LOG_LOSS("logLoss", Task.CLASSIFICATION, new ClassificationMetric.LogLoss()),
    /** The area under the ROC curve. */
    AUC("auc", Task.CLASSIFICATION, new ClassificationMetric.RocAuc(Average.MACRO)),
    /** The root of the mean of squared errors; the default for numbers. */
    RMSE("rmse", Task.REGRESSION, new RegressionMetric.Rmse()),
    /** The mean of absolute errors. */
    MAE("mae", Task.REGRESSION, new RegressionMetric.Mae()),
    /** The share of the variance that is explained. */
    R2("r2", Task.REGRESSION, new RegressionMetric.R2());

    private final String text;
    private final Task task;
    private final Metric metric;

    TableMetric(String text, Task task, Metric metric) {
        this.text = text;
        this.task = task;
        this.metric = metric;
    }

    /**
     * The metric as a word.
     *
     * @return for example {@code logLoss}
     */
    public String toText() {
        return text;
    }

    /**
     * Reads a word.
     *
     * @param text for example {@code logLoss}; case does not matter
     * @return the metric
     * @throws IllegalArgumentException if there is no such metric; the message names those that there are
     */
    public static TableMetric parse(String text) {
        return Arrays.stream(values()).filter(metric -> metric.text.equalsIgnoreCase(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the metrics "
                        + String.join(", ", Arrays.stream(values()).map(TableMetric::toText).toList()) + ", got " + Names.shown(text)));
    }

    /**
     * What chooses the epoch where nothing is said.
     *
     * @param task what is predicted
     * @return the log loss of classes, the root mean squared error of numbers
     */
    public static TableMetric defaultFor(Task task) {
        return task == Task.CLASSIFICATION ? LOG_LOSS : RMSE;
    }

    /**
     * This, where it tells answers apart: the area needs rows of every class, R2 different values. Else the default.
     */
    TableMetric usableFor(Target target, Column truth) {
        boolean isUsable = switch (this) {
            case AUC -> target instanceof Target.Classes classes
                    && Arrays.stream(classes.labels().counts(truth)).allMatch(rows -> rows > 0);
            case R2 -> Distinct.of(truth).count() > 1;
            case ACCURACY, LOG_LOSS, RMSE, MAE -> true;
        };
        return isUsable ? this : defaultFor(task);
    }

    void requireFor(Task wanted) {
        if (task != wanted) {
            throw new IllegalArgumentException("the metric " + text + " is one of a " + task.toText() + ", but this is a "
                    + wanted.toText());
        }
    }

    /** What is less where answers are better; nothing is worse than a value that is not defined. */
    double error(Map<String, Double> metrics) {
        double value = metrics.get(text);
        return Double.isNaN(value) ? Double.MAX_VALUE : metric.isHigherBetter() ? -value : value;
    }

    /** As an evaluation measures it: of what members say together, which the loss that is trained with is not. */
    Metric metric() {
        return metric;
    }
}
