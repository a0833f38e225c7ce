package dev.lanewise.bench.predictions;

import dev.lanewise.model.Predictor;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Runs in a JVM of its own: says {@code ready}, with the times of calls where it was told to measure, and ends when its input ends. */
final class FirstPrediction {

    static final int CALLS = 20_000;
    static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9, 100.0);

    private FirstPrediction() {
    }

    /**
     * Does nothing, predicts once, or measures calls.
     *
     * @param words {@code nothing}, {@code first}, {@code calls} or {@code warm}; the model file
     * @throws IOException if it cannot be read
     */
    public static void main(String[] words) throws IOException {
        String line = "ready";
        if (!words[0].equals("nothing")) {
            Predictor predictor = ModelFile.load(Path.of(words[1])).predictor();
            float[] input = new float[784], output = new float[10];
            Arrays.fill(input, 0.5f);
            if (words[0].equals("first")) {
                predictor.predict(input, output);
            } else {
                line += measured(predictor, words[0].equals("warm"), input, output);
            }
        }
        System.out.println(line);
        while (System.in.read() >= 0) {
            continue;
        }
    }

    private static String measured(Predictor predictor, boolean isWarm, float[] input, float[] output) {
        if (isWarm) {
            predictor.warmUp(1);
        }
        long[] nanos = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            long start = System.nanoTime();
            predictor.predict(input, output);
            nanos[call] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        StringBuilder line = new StringBuilder();
        for (double percentile : PERCENTILES) {
            line.append(' ').append(nanos[(int) Math.ceil(percentile / 100 * CALLS) - 1] / 1e3);
        }
        return line.toString();
    }
}
