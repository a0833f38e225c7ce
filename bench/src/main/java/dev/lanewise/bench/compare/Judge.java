package dev.lanewise.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures cases, and one that looks slower a second time, for twice as long. Every attempt loads both builds anew: C2 compiles them for
 * this case alone, and neither where arrays lie nor what it happens to make of a loop is the same in the second attempt.
 *
 * @param baseline class path of the baseline
 * @param current  class path of the working tree
 * @param effort   how long a case is measured
 */
record Judge(List<Path> baseline, List<Path> current, Effort effort) {

    private static final int ATTEMPTS = 2;

    Row row(Case which) throws ReflectiveOperationException, OtherBitsException, IOException {
        List<Measurement> attempts = new ArrayList<>();
        do {
            attempts.add(attempt(which, (attempts.size() + 1) * effort.nanos));
        } while (attempts.size() < ATTEMPTS && new Row(which, attempts).verdict() != Row.Verdict.OK);
        return new Row(which, attempts);
    }

    private Measurement attempt(Case which, double nanos) throws ReflectiveOperationException, OtherBitsException, IOException {
        try (Build loadedBaseline = new Build(baseline); Build loadedCurrent = new Build(current)) {
            return Measurement.of(which, loadedBaseline, loadedCurrent, nanos);
        }
    }
}
