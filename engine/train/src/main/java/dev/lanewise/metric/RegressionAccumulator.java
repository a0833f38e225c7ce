package dev.lanewise.metric;

import java.util.Objects;

/** A {@link RegressionMetric} while samples come in. See {@link MetricAccumulator}. */
public abstract sealed class RegressionAccumulator extends MetricAccumulator permits ErrorAccumulator, R2Accumulator {

    RegressionAccumulator(RegressionMetric metric, int outputs) {
        super(metric, outputs);
    }

    /**
     * Adds a sample.
     *
     * @param outputs [outputs], what was predicted
     * @param targets [outputs], what was right
     * @throws IllegalArgumentException if there are more or fewer, or one is not finite; then nothing was added
     */
    public final void add(float[] outputs, float[] targets) {
        add(outputs, targets, 1);
    }

    /**
     * Adds a sample with a weight.
     *
     * @param outputs [outputs], what was predicted
     * @param targets [outputs], what was right
     * @param weight  how much it counts, finite and at least 0
     * @throws IllegalArgumentException as for samples without weights, or if the weight is negative or not finite; then nothing was added
     */
    public final void add(float[] outputs, float[] targets, double weight) {
        SampleCheck.requireLength(samples(), "output", outputs, outputs());
        SampleCheck.requireLength(samples(), "target", targets, outputs());
        SampleCheck.requireFinite(samples(), "output", outputs);
        SampleCheck.requireFinite(samples(), "target", targets);
        SampleCheck.requireWeight(weight);
        count(weight);
        for (int o = 0; o < outputs.length; o++) {
            count(o, outputs[o], targets[o], weight);
        }
    }

    /**
     * Adds samples.
     *
     * @param outputs [samples][outputs]
     * @param targets [samples][outputs]
     * @throws IllegalArgumentException if there are more or fewer targets than samples, or a sample is refused; those before it were added
     */
    public final void add(float[][] outputs, float[][] targets) {
        SampleCheck.requireSameLength("targets", outputs.length, targets.length);
        for (int i = 0; i < outputs.length; i++) {
            add(outputs[i], targets[i]);
        }
    }

    /** Adds an output of a sample that was checked. */
    abstract void count(int output, float h, float y, double weight);

    /**
     * The metric of one output.
     *
     * @param output which, from 0
     * @return its value
     * @throws IndexOutOfBoundsException if there is no such output
     * @throws IllegalStateException     if there are no samples, or all have the weight 0
     */
    public final double value(int output) {
        Objects.checkIndex(output, outputs());
        requireSamples();
        return compute(output);
    }

    abstract double compute(int output);

    @Override
    final double compute() {
        double sum = 0;
        for (int o = 0; o < outputs(); o++) {
            sum += compute(o);
        }
        return sum / outputs();
    }
}
