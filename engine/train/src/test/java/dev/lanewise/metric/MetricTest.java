package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class MetricTest {

    static List<Metric> metrics() {
        Stream<Metric> averaged = Arrays.stream(Average.values())
                .flatMap(average -> Stream.of(Metric.precision(average), Metric.recall(average), Metric.f1(average)));
        Stream<Metric> ranked = Stream.of(Average.MACRO, Average.WEIGHTED)
                .flatMap(average -> Stream.of(Metric.rocAuc(average), Metric.averagePrecision(average)));
        return Stream.of(averaged, ranked, Stream.of(Metric.accuracy(), Metric.balancedAccuracy(), Metric.topK(3), Metric.matthews(),
                Metric.logLoss(), Metric.brier(), Metric.calibrationError(), Metric.calibrationError(10), Metric.rmse(), Metric.mae(),
                Metric.r2(), Metric.pinball(0.05))).flatMap(metric -> metric).toList();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void isReadFromItsOwnText(Metric metric) {
        assertEquals(metric, Metric.parse(metric.toText()));
        assertEquals(metric, Metric.parse(metric.toText().toUpperCase(Locale.ROOT).replace('_', '-')));
    }

    @Test
    void hasATextOfItsOwn() {
        assertEquals(metrics().size(), metrics().stream().map(Metric::toText).distinct().count());
    }

    @Test
    void takesWhatIsUsualWhereNothingIsSaid() {
        assertEquals(Metric.f1(Average.MACRO), Metric.parse("f1"));
        assertEquals(Metric.rocAuc(), Metric.parse("roc_auc"));
        assertEquals(Metric.calibrationError(15), Metric.parse("calibrationError"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fast | unknown metric 'fast', expected one of accuracy, balanced_accuracy, top_k(k), precision(average), recall(average),"
            + " f1(average), matthews, roc_auc(average), average_precision(average), log_loss, brier, calibration_error(bins), rmse, mae,"
            + " r2, pinball(level)",
        "f1(mean) | unknown average 'mean', expected one of binary, macro, micro, weighted",
        "f1(macro,micro) | metric 'f1(macro,micro)' expects one average in brackets, got 2",
        "roc_auc(micro) | roc_auc expects the average macro or weighted, got micro",
        "average_precision(binary) | average_precision expects the average macro or weighted, got binary",
        "top_k | metric 'top_k' expects 1 number in brackets, got 0",
        "top_k(0) | top_k expects at least the first class, got 0",
        "top_k(-99999999999) | top_k expects at least the first class, got -2147483648",
        "calibration_error(0) | calibration_error expects 1 to 1048576 bins, got 0",
        "pinball(1.5) | pinball expects a level from 0 to 1, got 1.5",
        "pinball(NaN) | pinball expects a level from 0 to 1, got NaN",
        "rmse(2) | metric 'rmse(2)' expects 0 numbers in brackets, got 1"})
    void saysWhatIsWrongWithAText(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Metric.parse(text)).getMessage());
    }

    @Test
    void isBetterWhereErrorsAreLower() {
        List<Metric> lower = metrics().stream().filter(metric -> !metric.isHigherBetter()).toList();
        assertEquals(List.of("log_loss", "brier", "calibration_error(15)", "calibration_error(10)", "rmse", "mae", "pinball(0.05)"),
                lower.stream().map(Metric::toText).toList());
    }

    @Test
    void saysForHowManyOutputsItIsDefined() {
        assertEquals("f1(binary) expects 2 classes, got 3", refused(Metric.f1(Average.BINARY), 3));
        assertEquals("accuracy expects at least 2 classes, got 1 class", refused(Metric.accuracy(), 1));
        assertEquals("rmse expects at least 1 output, got 0 outputs", refused(Metric.rmse(), 0));
    }

    private static String refused(Metric metric, int outputs) {
        return assertThrows(IllegalArgumentException.class, () -> metric.accumulator(outputs)).getMessage();
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void hasNoValueWithoutSamples(Metric metric) {
        MetricAccumulator empty = metric.accumulator(2);
        assertEquals(metric.toText() + " expects at least one sample with a weight above 0, got no samples",
                assertThrows(IllegalStateException.class, empty::value).getMessage());
    }

    @Test
    void mergesOnlyWithItsOwnKind() {
        MetricAccumulator f1 = Metric.f1(Average.MACRO).accumulator(3);
        assertEquals("expected another accumulator of f1(macro) for 3 classes to merge with, got f1(micro) for 3 classes",
                notMerged(f1, Metric.f1(Average.MICRO).accumulator(3)));
        assertEquals("expected another accumulator of f1(macro) for 3 classes to merge with, got f1(macro) for 4 classes",
                notMerged(f1, Metric.f1(Average.MACRO).accumulator(4)));
        assertEquals("expected another accumulator of f1(macro) for 3 classes to merge with, got rmse for 3 outputs",
                notMerged(f1, Metric.rmse().accumulator(3)));
        assertEquals("expected another accumulator of f1(macro) for 3 classes to merge with, got the same one", notMerged(f1, f1));
    }

    private static String notMerged(MetricAccumulator one, MetricAccumulator other) {
        return assertThrows(IllegalArgumentException.class, () -> one.merge(other)).getMessage();
    }
}
