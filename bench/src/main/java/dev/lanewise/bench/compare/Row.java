package dev.lanewise.bench.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of the table: a case, how often it was measured, and the verdict.
 *
 * @param which    the case
 * @param attempts the measurements, at least one; each begins with classes and objects of its own, and the last one counts
 */
record Row(Case which, List<Measurement> attempts) {

    /** What is said of a case. */
    enum Verdict {
        /** Not slower. */
        OK,
        /** Slower in both ratios, in every attempt. */
        SLOWER,
        /** A call of the working tree allocates more than one of the baseline. */
        ALLOCATES
    }

    private static final double MICRO = 1e3;

    private Measurement last() {
        return attempts.getLast();
    }

    Verdict verdict() {
        if (attempts.stream().allMatch(attempt -> attempt.ratios().areBelow(which.limit()))) {
            return Verdict.SLOWER;
        }
        return last().currentBytes() > last().baselineBytes() ? Verdict.ALLOCATES : Verdict.OK;
    }

    static String header() {
        return String.format("%-28s %12s %12s %7s %7s %7s %6s %8s %7s  %s", "case", "baseline us", "tree us", "means", "p95", "spread",
                "busy", "B/call", "limit", "verdict");
    }

    String line() {
        Ratios ratios = last().ratios();
        return String.format("%-28s %12.3f %12.3f %7.3f %7.3f %7.3f %6.3f %8.1f %7.2f  %s%s", which.name(), ratios.baselineMean() / MICRO,
                ratios.currentMean() / MICRO, ratios.means(), ratios.percentiles(), ratios.spread(), last().disturbed(),
                last().currentBytes(), which.limit(), verdict(), attempts.size() > 1 ? " (measured " + attempts.size() + " times)" : "");
    }

    Map<String, Object> asMap() {
        Ratios ratios = last().ratios();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", which.name());
        map.put("baselineMicros", ratios.baselineMean() / MICRO);
        map.put("micros", ratios.currentMean() / MICRO);
        map.put("ratioOfMeans", ratios.means());
        map.put("ratioOfPercentiles", ratios.percentiles());
        map.put("spread", ratios.spread());
        map.put("busy", last().disturbed());
        map.put("limit", which.limit());
        map.put("baselineBytes", last().baselineBytes());
        map.put("bytes", last().currentBytes());
        map.put("slices", last().slices().size());
        map.put("turns", ratios.turns());
        map.put("attempts", attempts.size());
        map.put("verdict", verdict().name());
        return map;
    }
}
