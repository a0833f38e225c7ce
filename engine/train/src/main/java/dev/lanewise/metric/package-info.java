/**
 * How good predictions are: metrics with the names and the values of scikit-learn, thresholds, and calibrated probabilities.
 *
 * <p>Data flow: a {@link dev.lanewise.metric.Metric} is a choice, such as {@code Metric.f1(Average.MACRO)}. Its
 * {@link dev.lanewise.metric.MetricAccumulator} takes predictions with labels or targets, in batches of any size, merges with others, and
 * gives one number, which has the same bits however the samples were cut. A {@link dev.lanewise.metric.ConfusionMatrix} counts answers;
 * {@link dev.lanewise.metric.BinaryScores} keeps scores, and finds a threshold; a {@link dev.lanewise.metric.Temperature} makes
 * probabilities as sure as they should be.
 *
 * {@snippet lang=java :
 * float[][] outputs = {{0.7f, 0.2f, 0.1f}, {0.1f, 0.8f, 0.1f}, {0.5f, 0.1f, 0.4f}};
 * int[] labels = {0, 1, 2};
 * ClassificationAccumulator f1 = Metric.f1(Average.MACRO).accumulator(3);
 * f1.add(outputs, labels);
 * double value = f1.value();
 * }
 *
 * <p>The package has more than twelve types, since each way to accumulate is a class in a file of its own, which nobody outside sees.
 * Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.metric;

import org.jspecify.annotations.NullMarked;
