package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Workload;
import dev.lanewise.data.Batch;
import dev.lanewise.train.Trainer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The time of a step for each weight and sample: a row for each network n-n-n, a column for each number of samples. */
final class TimeTable {

    private static final List<Integer> WIDTHS = List.of(16, 32, 64, 128, 256, 512, 1024);
    private static final List<Integer> SAMPLES = List.of(2, 16, 32, 64, 128, 256);
    private static final double MOST = 1.5e8;
    private static final long WARMUP_NANOS = 300_000_000;
    private static final long TURN_NANOS = 10_000_000;
    private static final int TURNS = 30;

    private TimeTable() {
    }

    static String text() {
        step(new Workload(List.of(512, 512, 512), 64)); // C2 compiles the kernels
        var text = new StringBuilder("Time of a step by weights and samples, in picoseconds for each weight and sample "
                + "(weights x samples from 1,000 to 130,000,000):\n\n");
        text.append("| network | weights | ").append(columns(samples -> samples + " samples")).append(" |\n|---|---|")
                .append("---|".repeat(SAMPLES.size())).append('\n');
        for (int n : WIDTHS) {
            text.append(String.format("| %d-%d-%d | %,d | %s |%n", n, n, n, 2 * n * n, columns(samples -> cell(n, samples))));
        }
        return text.toString();
    }

    private static String columns(IntFunction<String> cell) {
        return SAMPLES.stream().map(cell::apply).collect(Collectors.joining(" | "));
    }

    private static String cell(int n, int samples) {
        Workload workload = new Workload(List.of(n, n, n), samples);
        double product = (double) workload.weights() * samples;
        return product > MOST ? "" : String.format("%.0f", step(workload) / product * 1e12);
    }

    /** Seconds of a step: the best of some turns of some milliseconds. */
    private static double step(Workload workload) {
        Batch batch = workload.samples();
        try (Trainer trainer = workload.trainer(1)) {
            turn(trainer, batch, WARMUP_NANOS);
            return IntStream.range(0, TURNS).mapToDouble(turn -> turn(trainer, batch, TURN_NANOS)).min().orElseThrow();
        }
    }

    /** Steps for some time; seconds of one. */
    private static double turn(Trainer trainer, Batch batch, long nanos) {
        long start = System.nanoTime(), now = start;
        int steps = 0;
        for (; now - start < nanos; now = System.nanoTime()) {
            trainer.step(batch);
            steps++;
        }
        return (now - start) / 1e9 / steps;
    }
}
