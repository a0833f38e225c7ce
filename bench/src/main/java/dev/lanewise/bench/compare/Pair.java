package dev.lanewise.bench.compare;

import java.util.Arrays;

/** Fresh objects of both builds for one case, which take their calls in turns and must come to the same bits. */
final class Pair {

    private static final int CHECKED_CALLS = 3;

    private final Subject baseline;
    private final Subject current;

    Pair(Subject baseline, Subject current) {
        this.baseline = baseline;
        this.current = current;
    }

    /** Makes the objects, the baseline's first or last, and compares the bits of the first calls. */
    static Pair make(Case which, Build baseline, Build current, boolean baselineFirst) throws OtherBitsException {
        Subject first = (baselineFirst ? baseline : current).make(which.name());
        Subject second = (baselineFirst ? current : baseline).make(which.name());
        Pair pair = new Pair(baselineFirst ? first : second, baselineFirst ? second : first);
        pair.baseline.calls().accept(CHECKED_CALLS);
        pair.current.calls().accept(CHECKED_CALLS);
        pair.requireSameBits(which.name());
        return pair;
    }

    /** Both have taken equally many calls: throws if anything that has come out differs; any NaN equals any NaN. */
    void requireSameBits(String name) throws OtherBitsException {
        double[] expected = baseline.outcome().get(), got = current.outcome().get();
        int at = Arrays.mismatch(expected, got);
        if (at >= 0) {
            throw new OtherBitsException(name + ": number " + at + " of what comes out is " + number(expected, at)
                    + " in the baseline, but " + number(got, at) + " in the working tree");
        }
    }

    private static String number(double[] numbers, int at) {
        return at < numbers.length ? "" + numbers[at] : "missing";
    }

    /** A turn of each, the baseline's first or last; nanoseconds of a call of the baseline, then of the working tree. */
    double[] round(int calls, boolean baselineFirst) {
        if (baselineFirst) {
            double expected = baseline.nanos(calls);
            return new double[] {expected, current.nanos(calls)};
        }
        double got = current.nanos(calls);
        return new double[] {baseline.nanos(calls), got};
    }

    /** Bytes of a call of the baseline, then of the working tree. */
    double[] bytes(int calls) {
        return new double[] {baseline.bytes(calls), current.bytes(calls)};
    }
}
