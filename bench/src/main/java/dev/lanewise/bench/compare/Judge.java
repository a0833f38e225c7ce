package dev.lanewise.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures cases, and one that looks slower up to three times. Every attempt loads both builds anew, more often for short steps and, unless
 * it is in a hurry, after attempts that have failed: C2 compiles them for this case alone, and neither where arrays lie nor what it happens
 * to make of a loop is the same again.
 *
 * @param baseline class path of the baseline
 * @param current  class path of the working tree
 * @param effort   how long a case is measured
 */
record Judge(List<Path> baseline, List<Path> current, Effort effort) {

    private static final int ATTEMPTS = 3;

    Row row(Case which) throws ReflectiveOperationException, OtherBitsException, IOException {
        List<Measurement> attempts = new ArrayList<>();
        do {
            attempts.add(attempt(which, which.loads() * effort.timesAsOften(attempts.size() + 1)));
        } while (attempts.size() < ATTEMPTS && new Row(which, attempts).verdict() != Row.Verdict.OK);
        return new Row(which, attempts);
    }

    private Measurement attempt(Case which, int loads) throws ReflectiveOperationException, OtherBitsException, IOException {
        Measurement all = load(which, true);
        for (int load = 1; load < loads; load++) {
            all = all.and(load(which, load % 2 == 0));
        }
        return all;
    }

    private Measurement load(Case which, boolean baselineFirst) throws ReflectiveOperationException, OtherBitsException, IOException {
        try (Build loadedBaseline = new Build(baseline); Build loadedCurrent = new Build(current)) {
            return Measurement.of(which, loadedBaseline, loadedCurrent, baselineFirst, effort.nanos / which.loads(),
                    effort.mostWarmUpNanos);
        }
    }
}
