package dev.lanewise.bench.predictions;

import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.model.WeightFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One sample on one core by the format of the weights. All formats take turns of some calls, so that each has the same share of quiet
 * moments; the time is the 5th percentile of the turns.
 */
final class CompactTable {

    private static final List<Net> NETS = List.of(Net.W2, Net.W3);
    private static final int TURNS = 2_000;
    private static final long TURN_NANOS = 300_000, WARMUP_NANOS = 3_000_000_000L;

    private CompactTable() {
    }

    static String text() {
        var text = new StringBuilder("One sample on one core, microseconds (5th percentile of " + TURNS
                + " turns of 0.3 ms); widening is a bare loop that reads all weights once and adds them up:\n\n"
                + "| network | weights | MB | widening | prediction | float32 over it |\n|---|---|---|---|---|---|\n");
        for (Net net : NETS) {
            rows(net, text);
        }
        return text.toString();
    }

    private static void rows(Net net, StringBuilder text) {
        Network network = Network.create(net.spec(), 1);
        float[] input = net.inputs(new SplittableRandom(42), 1), output = new float[net.sizes.getLast()];
        List<Runnable> works = new ArrayList<>();
        for (WeightFormat format : WeightFormat.values()) {
            works.add(new Widening(format, net.paddedWeights()));
            Predictor predictor = network.compact(format).predictor();
            predictor.warmUp(1);
            works.add(() -> predictor.predict(input, output));
        }
        works.forEach(work -> nanos(work, WARMUP_NANOS));
        double[][] turns = new double[works.size()][TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            for (int w = 0; w < works.size(); w++) {
                turns[w][turn] = nanos(works.get(w), TURN_NANOS) / 1e3;
            }
        }
        double floats = quiet(turns[1]);
        for (WeightFormat format : WeightFormat.values()) {
            double widening = quiet(turns[2 * format.ordinal()]), prediction = quiet(turns[2 * format.ordinal() + 1]);
            text.append(String.format("| %s | %s | %.2f | %.1f | %.1f | %.2f |%n", net, format,
                    network.compact(format).parameterBytes() / 1e6, widening, prediction, floats / prediction));
        }
    }

    static double quiet(double[] micros) {
        return Arrays.stream(micros).sorted().skip(micros.length / 20).findFirst().orElseThrow();
    }

    /** Nanoseconds of a call, over calls for some time. */
    static double nanos(Runnable work, long least) {
        long start = System.nanoTime(), now = start;
        long calls = 0;
        for (; now - start < least; now = System.nanoTime()) {
            work.run();
            calls++;
        }
        return (double) (now - start) / calls;
    }
}
