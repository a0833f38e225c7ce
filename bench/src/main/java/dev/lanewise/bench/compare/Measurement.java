package dev.lanewise.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The numbers of a case from builds that were loaded once or several times.
 *
 * @param slices        turns of pairs of fresh objects
 * @param baselineBytes bytes that a call of the baseline allocates, the least of all slices
 * @param currentBytes  the same of the working tree
 */
record Measurement(List<Slice> slices, double baselineBytes, double currentBytes) {

    /** A turn is long beside the clock and short beside a neighbour on the core; a call that takes longer is a turn. */
    private static final double TURN_NANOS = 200_000;
    /** Where arrays lie makes a small network a tenth slower or faster: as many slices as making their objects leaves time for. */
    private static final double SHORTEST_SLICE = 40e6;
    private static final int FEWEST_SLICES = 5;
    private static final int SLICE_TO_MAKING = 5;
    private static final int FEWEST_ROUNDS = 3;

    Ratios ratios() {
        return Ratios.of(slices);
    }

    /** How busy the core was: the share of all turns that something else disturbed. */
    double disturbed() {
        int turns = slices.stream().mapToInt(slice -> slice.baseline().length + slice.current().length).sum();
        return slices.stream().mapToInt(Slice::disturbed).sum() / (double) turns;
    }

    /** The numbers of both. */
    Measurement and(Measurement other) {
        return new Measurement(Stream.concat(slices.stream(), other.slices.stream()).toList(), Math.min(baselineBytes, other.baselineBytes),
                Math.min(currentBytes, other.currentBytes));
    }

    /** Measures for some nanoseconds, besides warming up, for which the baseline is called first or last, and making the objects. */
    static Measurement of(Case which, Build baseline, Build current, boolean baselineFirst, double nanos, long mostWarmUpNanos)
            throws OtherBitsException {
        Pair warmingUp = Pair.make(which, baseline, current, baselineFirst);
        int calls = new Compilation(warmingUp, TURN_NANOS, mostWarmUpNanos).await(baselineFirst);
        long start = System.nanoTime();
        Pair first = Pair.make(which, baseline, current, true);
        long made = System.nanoTime();
        first.round(calls, true);
        double roundNanos = System.nanoTime() - made;
        double sliceNanos = Math.clamp(SLICE_TO_MAKING * (made - start), SHORTEST_SLICE, nanos / FEWEST_SLICES);
        int rounds = (int) Math.max(FEWEST_ROUNDS, sliceNanos / roundNanos);
        return of(which, baseline, current, calls, rounds, Math.max(FEWEST_SLICES, (int) (nanos / (rounds * roundNanos))));
    }

    /** Measures some slices of some rounds of two turns. */
    static Measurement of(Case which, Build baseline, Build current, int calls, int rounds, int slices) throws OtherBitsException {
        List<Slice> taken = new ArrayList<>();
        double[] bytes = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int s = 0; s < slices; s++) {
            Pair pair = Pair.make(which, baseline, current, s % 2 == 0);
            taken.add(slice(pair, calls, rounds));
            double[] allocated = pair.bytes(calls);
            bytes[0] = Math.min(bytes[0], allocated[0]);
            bytes[1] = Math.min(bytes[1], allocated[1]);
            pair.requireSameBits(which.name());
        }
        return new Measurement(taken, bytes[0], bytes[1]);
    }

    /** The first tenth of the rounds, at least one, finds the caches and is not counted. */
    private static Slice slice(Pair pair, int calls, int rounds) {
        for (int r = 0; r <= rounds / 10; r++) {
            pair.round(calls, r % 2 == 0);
        }
        var slice = new Slice(new double[rounds], new double[rounds]);
        for (int r = 0; r < rounds; r++) {
            double[] nanos = pair.round(calls, r % 2 == 0);
            slice.baseline()[r] = nanos[0];
            slice.current()[r] = nanos[1];
        }
        return slice;
    }
}
