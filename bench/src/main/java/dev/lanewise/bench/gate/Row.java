package dev.lanewise.bench.gate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the gate's table: a share of the peak or a ratio, its floor and the verdict.
 *
 * @param title    for example {@code W1 step 2 threads}
 * @param measured the numbers
 * @param isRatio  whether the value is a ratio of times rather than a share of the peak
 * @param value    the share or the ratio
 * @param floor    the least value
 * @param verdict  what follows
 */
record Row(String title, Measured measured, boolean isRatio, double value, double floor, Verdict verdict) {

    /** What is said of a row. */
    enum Verdict {
        /** At its floor or above. */
        OK,
        /** Under its floor. */
        UNDER,
        /** At its floor, but a call allocates. */
        ALLOCATES,
        /** More than is possible: no measurement. */
        VOID
    }

    /** A share above this is no measurement. */
    private static final double MOST = 1.02;

    static Row ofShare(String title, Measured measured, double floor) {
        double share = measured.share();
        Verdict verdict = !(share <= MOST * measured.threads()) ? Verdict.VOID : verdict(share, floor, measured);
        return new Row(title, measured, false, share, floor, verdict);
    }

    static Row ofRatio(String title, Measured measured, double ratio, double floor) {
        return new Row(title, measured, true, ratio, floor, verdict(ratio, floor, measured));
    }

    private static Verdict verdict(double value, double floor, Measured measured) {
        if (!(value >= floor)) {
            return Verdict.UNDER;
        }
        return measured.bytesPerOp() > 0 ? Verdict.ALLOCATES : Verdict.OK;
    }

    boolean passes() {
        return verdict == Verdict.OK;
    }

    /** Whether this is the row to keep of two attempts. */
    boolean isBetterThan(Row other) {
        return passes() || !other.passes() && verdict != Verdict.VOID && (other.verdict == Verdict.VOID || value > other.value);
    }

    static String header() {
        return String.format("%-40s %9s %7s %7s %7s %14s %6s  %s", "case", "GFLOP/s", "share", "ratio", "floor", "samples/s", "B/op",
                "verdict");
    }

    String line() {
        return String.format("%-40s %9s %7s %7s %7.4f %14s %6s  %s", title, number("%.2f", measured.gflops()),
                isRatio ? "-" : number("%.4f", value), isRatio ? number("%.3f", value) : "-", floor,
                number("%,.0f", measured.samplesPerSecond()), number("%.0f", measured.bytesPerOp()), verdict);
    }

    private static String number(String format, double number) {
        return Double.isNaN(number) ? "-" : String.format(format, number);
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", title);
        put(map, "gflops", measured.gflops());
        put(map, "peakGflops", measured.peakGflops());
        put(map, "shareOfPeak", measured.share());
        put(map, "samplesPerSecond", measured.samplesPerSecond());
        map.put("threads", measured.threads());
        map.put("vectorBits", measured.vectorBits());
        put(map, "bytesPerOp", measured.bytesPerOp());
        put(map, "ratio", isRatio ? value : Double.NaN);
        map.put("floor", floor);
        map.put("verdict", verdict.name());
        return map;
    }

    /** JSON knows no NaN. */
    private static void put(Map<String, Object> map, String key, double number) {
        map.put(key, Double.isNaN(number) ? null : number);
    }
}
