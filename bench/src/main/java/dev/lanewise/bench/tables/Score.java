package dev.lanewise.bench.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How good the answers for a table are, by one number. */
enum Score {

    /** The share of right classes; its error is the share of wrong ones. */
    ACCURACY("accuracy", "accuracy"),
    /** The root of the mean squared error, in the unit of the target. */
    RMSE("rmse", "rmse"),
    /** The same, divided by the standard deviation of the targets of training. */
    STANDARDIZED_RMSE("standardizedRmse", "rmse");

    private static final int DIGITS = 4;

    private final String text;
    private final String metric;

    Score(String text, String metric) {
        this.text = text;
        this.metric = metric;
    }

    static Score parse(String text) {
        return Arrays.stream(values()).filter(score -> score.text.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of the metrics "
                        + String.join(", ", Arrays.stream(values()).map(Score::text).toList()) + ", got '" + text + "'"));
    }

    String text() {
        return text;
    }

    /** The number among the metrics of the test rows. */
    double of(Map<String, Double> metrics, double deviation) {
        double value = metrics.get(metric);
        return this == STANDARDIZED_RMSE ? value / deviation : value;
    }

    /** What is to be small. */
    double error(double value) {
        return this == ACCURACY ? 1 - value : value;
    }

    /** Whether a value reaches an aim. */
    boolean reaches(double value, double aim) {
        return error(value) <= error(aim);
    }

    /** Four digits behind the dot of a share, four digits in all of another number. */
    String shown(double value) {
        if (this == ACCURACY) {
            return String.format(Locale.ROOT, "%.4f", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS));
        return rounded.setScale(rounded.scale() + DIGITS - rounded.precision()).toPlainString();
    }
}
