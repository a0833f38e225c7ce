package dev.lanewise.bench.predictions;

import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import java.util.Arrays;
import java.util.stream.IntStream;

/** One sample of W2 with few inputs that are 1, written out and by its ones, in turns; and whether the outputs have the same bits. */
final class OnesLine {

    private static final int ONES = 20, TURNS = 2_000;
    private static final long TURN_NANOS = 300_000, WARMUP_NANOS = 1_000_000_000;

    private OnesLine() {
    }

    static String text() {
        Predictor predictor = Network.create(Net.W2.spec(), 1).predictor();
        predictor.warmUp(1);
        int inputs = Net.W2.sizes.getFirst();
        int[] ones = IntStream.range(0, ONES).map(i -> i * inputs / ONES).toArray();
        float[] input = new float[inputs], expected = new float[Net.W2.sizes.getLast()], output = new float[expected.length];
        Arrays.stream(ones).forEach(one -> input[one] = 1);
        Runnable written = () -> predictor.predict(input, expected), byOnes = () -> predictor.predictOnes(ones, ONES, output);
        CompactTable.nanos(written, WARMUP_NANOS);
        CompactTable.nanos(byOnes, WARMUP_NANOS);
        double[] dense = new double[TURNS], sparse = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            dense[turn] = CompactTable.nanos(written, TURN_NANOS) / 1e3;
            sparse[turn] = CompactTable.nanos(byOnes, TURN_NANOS) / 1e3;
        }
        return String.format("One sample of W2 with %d of %d inputs that are 1: %.1f us written out, %.1f us by its ones, %s bits%n", ONES,
                inputs, CompactTable.quiet(dense), CompactTable.quiet(sparse), Arrays.equals(expected, output) ? "the same" : "OTHER");
    }
}
