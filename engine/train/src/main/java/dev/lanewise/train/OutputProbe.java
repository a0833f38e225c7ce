package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import dev.lanewise.step.TrainingKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** A few samples of a data set, at equal distances, that show whether the outputs of a network depend on its inputs at all. */
final class OutputProbe {

    private static final int SAMPLES = EvaluationPass.BLOCK;
    /** With fewer different samples few outputs may be right. */
    private static final int LEAST_DIFFERENT = 20;
    /** With no more outputs than one for so many samples they hardly depend on the inputs. */
    private static final int SAMPLES_AN_OUTPUT = 8;
    /** Copies of longer rows are not worth it. */
    private static final int MOST_NUMBERS = 1 << 22;

    private final Dataset samples;
    private final int different;

    private OutputProbe(Dataset samples, int different) {
        this.samples = samples;
        this.different = different;
    }

    /** A probe, or null where the samples are too few, too much alike or too long for one. */
    static OutputProbe of(Dataset dataset) {
        int count = Math.min(SAMPLES, dataset.size());
        if (count < LEAST_DIFFERENT || count > MOST_NUMBERS / Math.max(dataset.features(), dataset.outputs())) {
            return null;
        }
        int[] chosen = IntStream.range(0, count).map(i -> (int) ((long) dataset.size() * i / count)).toArray();
        Set<Integer> inputs = new HashSet<>(), targets = new HashSet<>();
        for (int sample : chosen) {
            inputs.add(Arrays.hashCode(dataset.input(sample)));
            targets.add(dataset.isLabelled() ? dataset.label(sample) : Arrays.hashCode(dataset.target(sample)));
        }
        return inputs.size() < LEAST_DIFFERENT || targets.size() < 2 ? null : new OutputProbe(copy(dataset, chosen), inputs.size());
    }

    private static Dataset copy(Dataset dataset, int[] chosen) {
        int features = dataset.features(), outputs = dataset.outputs();
        float[] inputs = new float[chosen.length * features];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(dataset.input(chosen[i]), 0, inputs, i * features, features);
        }
        if (dataset.isLabelled()) {
            return Dataset.labelled(inputs, features, Arrays.stream(chosen).map(dataset::label).toArray(), outputs);
        }
        float[] targets = new float[chosen.length * outputs];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(dataset.target(chosen[i]), 0, targets, i * outputs, outputs);
        }
        return Dataset.withTargets(inputs, features, targets, outputs);
    }

    /** Different samples in the probe. */
    int differentSamples() {
        return different;
    }

    /** How many different outputs the network gives for them. */
    int differentOutputs(Parameters parameters, Loss loss) {
        TrainingKind kind = TrainingKind.withoutMoments(parameters.spec(), loss, EvaluationPass.BLOCK);
        float[][] outputs = new EvaluationPass(parameters, kind, samples).outputs();
        return (int) Arrays.stream(outputs).map(Arrays::hashCode).distinct().count();
    }

    boolean areTooFew(int differentOutputs) {
        return differentOutputs <= Math.ceilDiv(different, SAMPLES_AN_OUTPUT);
    }
}
