package dev.lanewise.metric;

import dev.lanewise.text.Phrases;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * How good the probabilities of classes are that exclude each other. Answers are the most probable classes, of equal ones the first; where
 * there is one number, the probability of class 1, that is the answer from 0.5 on. So does {@code NetworkSpec.classOf}.
 */
public sealed interface ClassificationMetric extends Metric {

    /** {@code sum w [answer = class] / sum w}. */
    record Accuracy() implements ClassificationMetric {
    }

    /**
     * {@code mean over classes c with samples of recall(c)}.
     *
     * @see <a href="https://doi.org/10.1109/ICPR.2010.764">Brodersen et al., The Balanced Accuracy and Its Posterior Distribution, 2010</a>
     */
    record BalancedAccuracy() implements ClassificationMetric {
    }

    /**
     * {@code sum w [fewer than k classes come before the sample's] / sum w}; a class comes before another if it is more probable, or as
     * probable and of a lower number.
     *
     * @param k at least 1
     */
    record TopK(int k) implements ClassificationMetric {
        /** Checks k; throws IllegalArgumentException if it is less than 1. */
        public TopK {
            if (k < 1) {
                throw new IllegalArgumentException("top_k expects at least the first class, got " + k);
            }
        }
    }

    /**
     * {@code TP / (TP + FP)}, see {@link ClassScores#precision(Average)}.
     *
     * @param average how the classes become one number
     */
    record Precision(Average average) implements ClassificationMetric {
        /** Checks that there is an average. */
        public Precision {
            Objects.requireNonNull(average, "average");
        }
    }

    /**
     * {@code TP / (TP + FN)}, see {@link ClassScores#recall(Average)}.
     *
     * @param average how the classes become one number
     */
    record Recall(Average average) implements ClassificationMetric {
        /** Checks that there is an average. */
        public Recall {
            Objects.requireNonNull(average, "average");
        }
    }

    /**
     * {@code 2 TP / (2 TP + FP + FN)}, see {@link ClassScores#f1(Average)}.
     *
     * @param average how the classes become one number
     */
    record F1(Average average) implements ClassificationMetric {
        /** Checks that there is an average. */
        public F1 {
            Objects.requireNonNull(average, "average");
        }
    }

    /** See {@link ClassScores#matthews()}. */
    record Matthews() implements ClassificationMetric {
    }

    /**
     * See {@link BinaryScores#rocAuc()}. Its accumulator keeps the probabilities of all samples.
     *
     * @param average {@code MACRO} or {@code WEIGHTED}
     */
    record RocAuc(Average average) implements ClassificationMetric {
        /** Checks the average; throws IllegalArgumentException if there is no such one. */
        public RocAuc {
            requireOverClasses("roc_auc", average);
        }
    }

    /**
     * See {@link BinaryScores#averagePrecision()}. Its accumulator keeps the probabilities of all samples.
     *
     * @param average {@code MACRO} or {@code WEIGHTED}
     */
    record AveragePrecision(Average average) implements ClassificationMetric {
        /** Checks the average; throws IllegalArgumentException if there is no such one. */
        public AveragePrecision {
            requireOverClasses("average_precision", average);
        }
    }

    /**
     * {@code -sum w log(q) / sum w}, with q the probability p of the sample's class, clipped to {@code [2^-52, 1 - 2^-52]} and divided by
     * the sum over all classes, in double.
     */
    record LogLoss() implements ClassificationMetric {
    }

    /**
     * {@code sum w (p1 - [class = 1])^2 / sum w} for two classes; for more {@code sum w sum_c (pc - [class = c])^2 / sum w}.
     *
     * @see <a href="https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2">Brier, Verification of Forecasts Expressed in
     *      Terms of Probability, 1950</a>
     */
    record Brier() implements ClassificationMetric {
    }

    /**
     * {@code sum_b w_b / sum w |accuracy_b - confidence_b|}: samples are put into bins of equal width by their confidence, the largest
     * probability; bin b of B holds those in {@code ((b - 1) / B, b / B]}.
     *
     * @param bins B, at least 1
     * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks, ICML 2017</a>
     */
    record CalibrationError(int bins) implements ClassificationMetric {

        private static final int MOST = 1 << 20;

        /** Checks the bins; throws IllegalArgumentException if there are none, or more than a million. */
        public CalibrationError {
            if (bins < 1 || bins > MOST) {
                throw new IllegalArgumentException("calibration_error expects 1 to " + MOST + " bins, got " + bins);
            }
        }
    }

    /**
     * Begins to measure.
     *
     * @param classes at least 2
     * @return takes the samples
     * @throws IllegalArgumentException if there are fewer, or a binary average meets more
     */
    @Override
    default ClassificationAccumulator accumulator(int classes) {
        if (classes < 2) {
            throw new IllegalArgumentException(toText() + " expects at least 2 classes, got " + Phrases.count(classes, "class", "classes"));
        }
        return switch (this) {
            case Accuracy _ -> new AnswerAccumulator(this, classes, ClassScores::accuracy);
            case BalancedAccuracy _ -> new AnswerAccumulator(this, classes, ClassScores::balancedAccuracy);
            case Precision(Average average) -> averaging(average, classes, scores -> scores.precision(average));
            case Recall(Average average) -> averaging(average, classes, scores -> scores.recall(average));
            case F1(Average average) -> averaging(average, classes, scores -> scores.f1(average));
            case Matthews _ -> new AnswerAccumulator(this, classes, ClassScores::matthews);
            case TopK(int k) -> new MeanAccumulator(this, classes,
                    (shares, answer, label) -> Probabilities.classesBefore(shares, answer, label) < k ? 1 : 0);
            case LogLoss _ -> new MeanAccumulator(this, classes, (shares, answer, label) -> Probabilities.logLoss(shares, label));
            case Brier _ -> new MeanAccumulator(this, classes, (shares, answer, label) -> Probabilities.brier(shares, label));
            case CalibrationError(int bins) -> new CalibrationAccumulator(this, classes, bins);
            case RocAuc(Average average) -> new RankingAccumulator(this, classes, average, BinaryScores::rocAuc);
            case AveragePrecision(Average average) -> new RankingAccumulator(this, classes, average, BinaryScores::averagePrecision);
        };
    }

    private AnswerAccumulator averaging(Average average, int classes, ToDoubleFunction<ClassScores> score) {
        if (average == Average.BINARY && classes != 2) {
            throw new IllegalArgumentException(toText() + " expects 2 classes, got " + classes);
        }
        return new AnswerAccumulator(this, classes, score);
    }

    /**
     * Whether it looks at how large probabilities are, not only at their order.
     *
     * @return true for the log loss, Brier's score and the calibration error
     */
    default boolean needsProbabilities() {
        return this instanceof LogLoss || this instanceof Brier || this instanceof CalibrationError;
    }

    /**
     * Whether only the order of the predictions counts, so that any scores do.
     *
     * @return true for the area under the ROC curve and the average precision
     */
    default boolean looksAtOrderAlone() {
        return this instanceof RocAuc || this instanceof AveragePrecision;
    }

    private static void requireOverClasses(String name, Average average) {
        Objects.requireNonNull(average, "average");
        if (average != Average.MACRO && average != Average.WEIGHTED) {
            throw new IllegalArgumentException(name + " expects the average macro or weighted, got " + average.toText());
        }
    }
}
