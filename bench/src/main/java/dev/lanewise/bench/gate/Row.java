package dev.lanewise.bench.gate;

import dev.lanewise.bench.gate.Floors.Floor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A line of the gate's table: shares of the peak and a ratio to the reference, or another ratio alone, with floors and the verdict.
 *
 * @param title    for example {@code W1 step 2 threads}
 * @param threads  of the engine
 * @param measured the numbers
 * @param isRatio  whether a ratio of times is judged rather than shares
 * @param value    the quiet share or the ratio that is judged
 * @param floor    the least values
 * @param verdict  what follows
 */
record Row(String title, int threads, Measured measured, boolean isRatio, double value, Floor floor, Verdict verdict) {

    /** What is said of a row. */
    enum Verdict {
        /** At one of its floors or above. */
        OK,
        /** Under its floors. */
        UNDER,
        /** At its floor, but a call allocates. */
        ALLOCATES,
        /** Under its floors while others had the core: not judged. */
        BUSY,
        /** Out of what is possible, or the reference is: no measurement. */
        VOID
    }

    /** A share above this is no measurement; of scalar chains C2 does not make all that is possible. */
    private static final double MOST = 1.02, MOST_SCALAR = 1.25;
    /** A reference below this share of the peak was not compiled as it should, or never had its cores. */
    private static final double LEAST_OF_REFERENCE = 0.7;

    static Row ofShare(String title, int threads, Measured measured, Floor floor) {
        double share = measured.quietShare();
        double most = measured.vectorBits() == 0 ? MOST_SCALAR : MOST;
        Verdict verdict;
        if (!(share <= most * threads)) {
            verdict = Verdict.VOID;
        } else if (measured.referenceShare() < LEAST_OF_REFERENCE) {
            verdict = measured.histogram().isTooBusy(threads) ? Verdict.BUSY : Verdict.VOID;
        } else {
            verdict = verdict(share >= floor.share() || measured.ratio() >= floor.ratio(), threads, measured);
        }
        return new Row(title, threads, measured, false, share, floor, verdict);
    }

    static Row ofRatio(String title, int threads, Measured measured, double ratio, Floor floor) {
        return new Row(title, threads, measured, true, ratio, floor, verdict(ratio >= floor.share(), threads, measured));
    }

    private static Verdict verdict(boolean reached, int threads, Measured measured) {
        if (!reached) {
            return measured.histogram().isTooBusy(threads) ? Verdict.BUSY : Verdict.UNDER;
        }
        return measured.bytesPerOp() > 0 ? Verdict.ALLOCATES : Verdict.OK;
    }

    boolean passes() {
        return verdict == Verdict.OK;
    }

    /** Whether anything can be said of the case. */
    boolean isJudged() {
        return verdict != Verdict.BUSY;
    }

    /** Whether this is the row to keep of two attempts. */
    boolean isBetterThan(Row other) {
        return passes() || !other.passes() && verdict != Verdict.VOID && (other.verdict == Verdict.VOID || value > other.value);
    }

    /** The ratio that stands in the table: the one that is judged, or the one beside the share. */
    double ratio() {
        return isRatio ? value : measured.ratio();
    }

    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("case", title);
        put(map, "gflops", measured.meanGflops());
        put(map, "peakGflops", measured.peakGflops());
        put(map, "shareOfPeak", measured.quietShare());
        put(map, "shareMean", measured.meanShare());
        put(map, "ratio", ratio());
        put(map, "samplesPerSecond", measured.samplesPerSecond());
        map.put("threads", threads);
        map.put("vectorBits", measured.vectorBits());
        map.put("vectorRegisters", measured.registers());
        put(map, "bytesPerOp", measured.bytesPerOp());
        map.put("floor", floor.share());
        map.put("ratioFloor", floor.ratio());
        put(map, "quietReferences", measured.histogram().quiet());
        map.put("verdict", verdict.name());
        return map;
    }

    /** JSON knows no NaN. */
    private static void put(Map<String, Object> map, String key, double number) {
        map.put(key, Double.isNaN(number) ? null : number);
    }
}
