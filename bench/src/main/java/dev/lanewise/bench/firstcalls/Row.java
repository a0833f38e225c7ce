package dev.lanewise.bench.firstcalls;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the table: what some calls cost from the start of a JVM, or how long they take to be at full speed; medians, in milliseconds.
 *
 * @param work   what is called
 * @param cpus   of the JVM
 * @param calls  how many, 0 for the time to full speed
 * @param before on scalar kernels, NaN where that was not measured; for the time to full speed, with the engine of the baseline
 * @param vector on vector kernels from the first call on
 * @param mixed  as the engine does it, infinite where it never was at full speed
 */
record Row(Work work, int cpus, int calls, double before, double vector, double mixed) {

    private static final double TIMES = 1.1;
    /** For the first calls, and for the windows of the time to full speed. */
    private static final double CPU_SLACK = 5, WALL_SLACK = 10;

    /** What is said of a row. */
    enum Verdict {
        /** At the limit or below. */
        OK,
        /** Above the limit. */
        OVER,
        /** Not measured, since it takes more than a minute on a core. */
        SKIPPED
    }

    boolean isFullSpeed() {
        return calls == 0;
    }

    /** The most that the engine may take: a tenth and 5 ms more than scalar kernels, or a tenth and a window more than the baseline. */
    double limit() {
        return TIMES * before + (isFullSpeed() ? WALL_SLACK : CPU_SLACK);
    }

    Verdict verdict() {
        if (Double.isNaN(limit())) {
            return Verdict.SKIPPED;
        }
        return mixed <= limit() ? Verdict.OK : Verdict.OVER;
    }

    static String header(boolean fullSpeed) {
        return fullSpeed ? "| case | CPUs | baseline ms | vector ms | mixed ms | limit ms | verdict |\n|---|---|---|---|---|---|---|"
                : "| case | CPUs | calls | scalar ms | vector ms | mixed ms | limit ms | verdict |\n|---|---|---|---|---|---|---|---|";
    }

    String line() {
        String count = isFullSpeed() ? "" : String.format("%,d | ", calls);
        return String.format("| %s | %d | %s%s | %s | %s | %s | %s |", work.title, cpus, count, number(before), number(vector),
                number(mixed), number(limit()), verdict());
    }

    private static String number(double millis) {
        if (Double.isInfinite(millis)) {
            return "never";
        }
        return Double.isNaN(millis) ? "over 60,000" : String.format("%,.1f", millis);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", work.title);
        map.put("cpus", cpus);
        if (!isFullSpeed()) {
            map.put("calls", calls);
        }
        put(map, isFullSpeed() ? "baselineMillis" : "scalarMillis", before);
        put(map, "vectorMillis", vector);
        put(map, "mixedMillis", mixed);
        put(map, "limitMillis", limit());
        map.put("verdict", verdict().name());
        return map;
    }

    /** JSON knows neither NaN nor infinity. */
    private static void put(Map<String, Object> map, String key, double number) {
        map.put(key, Double.isFinite(number) ? number : null);
    }

    /** The median of some numbers, or NaN where there are fewer of them than JVMs. */
    static double median(List<Double> numbers, int jvms) {
        double[] sorted = numbers.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length < jvms ? Double.NaN : (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
    }
}
