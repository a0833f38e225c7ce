package dev.lanewise.samples;

import dev.lanewise.metric.Average;
import dev.lanewise.metric.Metric;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured on test images beside loss and accuracy, and how JSON says it. */
final class ImageMetrics {

    /** The area under the curve of each class takes a number for each image and class. */
    private static final int MOST_RANKED = 100;
    /** With fewer classes the share that is among the first five says little. */
    private static final int FEWEST_OF_TOP = 10;
    private static final int TOP = 5;

    private ImageMetrics() {
    }

    static List<Metric> of(NetworkSpec network) {
        int classes = network.outputs();
        if (classes < 2) {
            return List.of();
        }
        List<Metric> metrics = new ArrayList<>(List.of(Metric.balancedAccuracy(), Metric.f1(Average.MACRO), Metric.f1(Average.WEIGHTED),
                Metric.matthews()));
        if (classes >= FEWEST_OF_TOP) {
            metrics.add(Metric.topK(TOP));
        }
        if (classes <= MOST_RANKED) {
            metrics.add(Metric.rocAuc());
        }
        if (!network.layers().getLast().activation().isElementwise()) {
            metrics.addAll(List.of(Metric.logLoss(), Metric.brier(), Metric.calibrationError()));
        }
        return metrics;
    }

    /** The values by their words; null where a metric is not defined. */
    static Map<String, Double> json(Evaluation result) {
        Map<String, Double> values = new LinkedHashMap<>();
        result.metrics().forEach((metric, value) -> values.put(metric.toText(), value.isNaN() ? null : value));
        return values;
    }

    /** Share of each class that was answered right; null where it has no samples. */
    static Map<String, Double> recallByClass(Evaluation result, ClassNames names) {
        Map<String, Double> recalls = new LinkedHashMap<>();
        for (int number = 0; number < result.confusion().classes(); number++) {
            double recall = result.confusion().recall(number);
            recalls.put(names.of(number), Double.isNaN(recall) ? null : recall);
        }
        return recalls;
    }
}
