package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.model.WeightFormat;
import java.util.Locale;

/** What rounding the weights of a network costs: how many samples it still gets right, and how many answers change. */
final class CompactAccuracy {

    private static final int BLOCK = 128;

    private CompactAccuracy() {
    }

    /** One line, for example {@code int8 weights: 97.93 % right, with floats 97.95 %; 12 of 10,000 answers differ} and megabytes. */
    static String line(Network network, WeightFormat format, Dataset test) {
        Network compact = network.compact(format);
        int[] expected = classes(network, test), answered = classes(compact, test);
        int right = 0, rightWithFloats = 0, differ = 0;
        for (int sample = 0; sample < answered.length; sample++) {
            right += answered[sample] == test.label(sample) ? 1 : 0;
            rightWithFloats += expected[sample] == test.label(sample) ? 1 : 0;
            differ += answered[sample] == expected[sample] ? 0 : 1;
        }
        return String.format(Locale.ROOT, "%s weights: %.2f %% right, with floats %.2f %%; %,d of %,d answers differ; %.2f MB, with floats"
                + " %.2f MB", format.name().toLowerCase(Locale.ROOT), 100.0 * right / answered.length,
                100.0 * rightWithFloats / answered.length, differ, answered.length, compact.parameterBytes() / 1e6,
                network.parameterBytes() / 1e6);
    }

    private static int[] classes(Network network, Dataset samples) {
        Predictor predictor = network.predictor(BLOCK);
        int inputs = network.spec().inputs();
        int[] all = new int[samples.size()], classes = new int[BLOCK];
        float[] rows = new float[BLOCK * inputs];
        for (int from = 0; from < all.length; from += BLOCK) {
            int count = Math.min(BLOCK, all.length - from);
            for (int b = 0; b < count; b++) {
                System.arraycopy(samples.input(from + b), 0, rows, b * inputs, inputs);
            }
            predictor.classify(rows, count, classes);
            System.arraycopy(classes, 0, all, from, count);
        }
        return all;
    }
}
