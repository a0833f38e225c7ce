package dev.lanewise.bench.rivals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * One case by one rival.
 *
 * @param which      the case
 * @param rival      its name
 * @param version    its version
 * @param peakGflops FMA peak of a core, measured between the rounds
 * @param slices     one of each round
 */
record Result(Case which, String rival, String version, double peakGflops, List<Slice> slices) {

    /** The median of the slices' means, in the unit of the task. */
    double value() {
        return which.value(median(Slice::callsPerSecond));
    }

    /** The median of the slices' quiet speeds, in the unit of the task. */
    double quiet() {
        return which.value(median(Slice::quietPerSecond));
    }

    private double median(ToDoubleFunction<Slice> number) {
        return median(slices.stream().mapToDouble(number).toArray());
    }

    /** The median of some numbers. */
    static double median(double... numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A row of the JSON file. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", which.name());
        map.put("threads", which.threads());
        map.put("rival", rival);
        map.put("samplesPerSecond", median(Slice::callsPerSecond) * which.samples());
        map.put("quietSamplesPerSecond", median(Slice::quietPerSecond) * which.samples());
        map.put("p50Micros", median(Slice::p50Micros));
        map.put("gflops", which.gflops(median(Slice::callsPerSecond)));
        map.put("peakGflops", peakGflops);
        map.put("unit", which.task().kind.unit);
        map.put("rounds", slices.stream().map(slice -> which.value(slice.callsPerSecond())).toList());
        return map;
    }
}
