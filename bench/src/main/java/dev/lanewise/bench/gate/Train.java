package dev.lanewise.bench.gate;

import java.util.ArrayList;
import java.util.List;

/**
 * A train of slices: a case in turns with the reference. A round is a slice of the case, as a whole or in parts, with a slice of the
 * reference before it and behind it, and more between its parts where they take long.
 *
 * <p>Two numbers come out. The <i>quiet</i> speed is what the case reaches while nobody else wants the core: the 95th percentile of the
 * speed, and of a case in parts the sum of the 5th percentiles of its parts' times; it is held against the 95th percentile of the peak's
 * slices. The <i>ratio</i> holds each slice against the references beside it, which suffer from a neighbour on the core likewise: the
 * operations of the round divided by those that the reference would have done in that time; the median of all rounds.
 */
final class Train {

    private static final double FAST = 0.95, SHORT = 0.05, MIDDLE = 0.5;

    private final double flops;
    private final List<Samples> parts = new ArrayList<>();
    private final Samples others = new Samples();
    private final Samples rounds = new Samples();
    private final Samples ratios = new Samples();
    private final Samples ratiosToOther = new Samples();
    private final Samples references = new Samples();
    private final Samples peaks = new Samples();

    private int part;
    private double roundNanos;
    private double waitingNanos;
    private double referenceFlops;
    private double before;
    private double otherNanos;

    /** A train of rounds with so many floating-point operations each. */
    Train(double flops) {
        this.flops = flops;
    }

    /** A slice of the tile and of the peak; the train begins with one, and every round ends with one. */
    void reference(double tileGflops, double peakGflops) {
        references.add(tileGflops);
        peaks.add(peakGflops);
        referenceFlops += waitingNanos * (before + tileGflops) / 2;
        waitingNanos = 0;
        before = tileGflops;
    }

    /** The other way's slice of this round, before the round's own; a reference follows. */
    void other(double nanos) {
        others.add(nanos);
        otherNanos = nanos;
    }

    /** The next part of this round. */
    void part(double nanos) {
        if (part == parts.size()) {
            parts.add(new Samples());
        }
        parts.get(part++).add(nanos);
        waitingNanos += nanos;
        roundNanos += nanos;
    }

    /** After the last reference of a round. */
    void endRound() {
        rounds.add(roundNanos);
        ratios.add(flops / referenceFlops);
        if (others.size() > 0) {
            ratiosToOther.add(otherNanos / roundNanos);
        }
        part = 0;
        roundNanos = 0;
        referenceFlops = 0;
    }

    int rounds() {
        return rounds.size();
    }

    /** Nanoseconds of a round on average. */
    double meanNanos() {
        return rounds.sum() / rounds.size();
    }

    /** GFLOP/s of the case in quiet. */
    double quietGflops() {
        return flops / quietNanos();
    }

    /** Nanoseconds of a round in quiet. */
    double quietNanos() {
        return parts.stream().mapToDouble(nanos -> nanos.quantile(SHORT)).sum();
    }

    /** GFLOP/s of the peak in quiet. */
    double peakGflops() {
        return peaks.quantile(FAST);
    }

    /** How fast the case is beside the reference, whatever else the core does. */
    double ratio() {
        return ratios.quantile(MIDDLE);
    }

    /** How many times as fast as the other way the case is: in quiet, or in turns, whichever is better; NaN without another way. */
    double ratioToOther() {
        return Math.max(others.quantile(SHORT) / quietNanos(), ratiosToOther.quantile(MIDDLE));
    }

    /** The share of the peak that the reference itself has in quiet. */
    double referenceShare() {
        return references.quantile(FAST) / peakGflops();
    }

    Histogram histogram() {
        return Histogram.of(references);
    }
}
