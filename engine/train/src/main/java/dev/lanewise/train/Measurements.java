package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ClassificationAccumulator;
import dev.lanewise.metric.ClassificationMetric;
import dev.lanewise.metric.Metric;
import dev.lanewise.metric.MetricAccumulator;
import dev.lanewise.metric.RegressionAccumulator;
import dev.lanewise.metric.RegressionMetric;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.PoissonLoss;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of the samples that one worker has seen. */
final class Measurements {

    private final List<MetricAccumulator> accumulators;
    private final Dataset dataset;
    private final int[] actual;
    /** Whether a single output stands for two classes, and where it begins and ends; as a probability it goes from 0 to 1. */
    private final boolean isOne;
    private final double lowest;
    private final double highest;
    private boolean isFinite = true;

    /** The classes of the samples are null where there are none. */
    Measurements(List<? extends Metric> metrics, NetworkSpec spec, Dataset dataset, int[] actual) {
        Activation output = spec.layers().getLast().activation();
        this.dataset = dataset;
        this.actual = actual;
        isOne = actual != null && spec.outputs() == 1;
        lowest = output.lowerBound();
        highest = output.upperBound();
        accumulators = metrics.stream().map(metric -> accumulator(metric, spec, actual != null)).toList();
    }

    private static MetricAccumulator accumulator(Metric metric, NetworkSpec spec, boolean hasClasses) {
        return metric.accumulator(hasClasses && spec.outputs() == 1 ? 2 : spec.outputs());
    }

    /** Refuses metrics that samples or outputs do not go with. */
    static void require(List<? extends Metric> metrics, NetworkSpec spec, Loss loss, Dataset dataset, boolean hasClasses) {
        for (Metric metric : metrics) {
            switch (metric) {
                case ClassificationMetric classes -> requireClasses(classes, spec, hasClasses);
                case RegressionMetric numbers -> requireNumbers(numbers, spec, loss, dataset);
            }
            // refuses a number of classes for which there is no such average
            accumulator(metric, spec, hasClasses);
        }
    }

    private static void requireClasses(ClassificationMetric metric, NetworkSpec spec, boolean hasClasses) {
        if (!hasClasses) {
            throw new IllegalArgumentException(metric.toText() + " expects samples with classes, and a network that tells them apart; got"
                    + " targets that are none, or the network " + spec.shape());
        }
        Activation output = spec.layers().getLast().activation();
        if (metric.needsProbabilities() && spec.outputs() > 1 && output.isElementwise()) {
            throw new IllegalArgumentException(metric.toText() + " expects probabilities that sum to 1, as a softmax gives them; got"
                    + " outputs with the activation " + output.toText());
        }
    }

    private static void requireNumbers(RegressionMetric metric, NetworkSpec spec, Loss loss, Dataset dataset) {
        if (dataset.isLabelled()) {
            throw new IllegalArgumentException(metric.toText() + " expects samples with targets, got labels");
        }
        if (loss instanceof PoissonLoss) {
            throw new IllegalArgumentException(metric.toText() + " expects outputs in units of the targets, but with the loss "
                    + loss.toText() + " they are logarithms of counts: predict, take exp, and add both to an accumulator");
        }
        if (dataset.outputs() != spec.outputs()) {
            throw new IllegalArgumentException(metric.toText() + " expects a target for each of " + spec.outputs() + " outputs, got "
                    + dataset.outputs());
        }
    }

    /** Adds a sample; one whose outputs are not finite leaves all metrics undefined. Targets of a data set always are. */
    void add(int sample, float[] outputs) {
        if (accumulators.isEmpty()) {
            return;
        }
        isFinite = isFinite && isFinite(outputs);
        if (isFinite) {
            count(sample, outputs);
        }
    }

    private void count(int sample, float[] outputs) {
        float weight = dataset.weight(sample);
        float[] targets = dataset.isLabelled() ? null : dataset.target(sample);
        for (MetricAccumulator accumulator : accumulators) {
            switch (accumulator) {
                case ClassificationAccumulator classes when isOne && classes.metric() instanceof ClassificationMetric metric
                        && !metric.looksAtOrderAlone() ->
                    classes.add((outputs[0] - lowest) / (highest - lowest), actual[sample], weight);
                case ClassificationAccumulator classes -> classes.add(outputs, actual[sample], weight);
                case RegressionAccumulator numbers -> numbers.add(outputs, targets, weight);
            }
        }
    }

    private static boolean isFinite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    void merge(Measurements other) {
        isFinite &= other.isFinite;
        for (int i = 0; i < accumulators.size(); i++) {
            accumulators.get(i).merge(other.accumulators.get(i));
        }
    }

    /** The metrics in their order. */
    Map<Metric, Double> values() {
        Map<Metric, Double> values = new LinkedHashMap<>();
        accumulators.forEach(accumulator -> values.put(accumulator.metric(), isFinite ? accumulator.value() : Double.NaN));
        return values;
    }
}
