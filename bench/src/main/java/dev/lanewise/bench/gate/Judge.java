package dev.lanewise.bench.gate;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;

/** Holds a case against its floor; one that fails is measured again, since another process can take a core for seconds. */
final class Judge {

    private static final int ATTEMPTS = 3;
    private static final int FRESH_JVMS = 10;

    private final Jvms jvms;
    private final Pace pace;
    private final int widestBits;

    /** A judge on a CPU with vectors of so many bits. */
    Judge(Pace pace, int widestBits) {
        this.pace = pace;
        this.widestBits = widestBits;
        jvms = new Jvms(pace);
    }

    /** The rows of a case, each the better of its attempts. */
    List<Row> rows(Case which) throws RunnerException, IOException {
        List<Row> best = attempt(which, 1);
        for (int attempt = 2; attempt <= ATTEMPTS && !best.stream().allMatch(Row::passes); attempt++) {
            best = better(best, attempt(which, attempt));
        }
        return best;
    }

    private static List<Row> better(List<Row> old, List<Row> fresh) {
        return IntStream.range(0, old.size()).mapToObj(i -> fresh.get(i).isBetterThan(old.get(i)) ? fresh.get(i) : old.get(i)).toList();
    }

    private List<Row> attempt(Case which, int attempt) throws RunnerException, IOException {
        return rows(which, jvms.measure(which, which.judged() == Case.Judged.FRESH_JVMS ? FRESH_JVMS : 1, attempt));
    }

    /** The rows of a case from the numbers of its JVMs. */
    List<Row> rows(Case which, List<Measured> measured) throws IOException {
        Measured first = measured.getFirst();
        String title = which.title();
        return switch (which.judged()) {
            case SHARE -> List.of(Row.ofShare(title, first, floor(which.name(), first)));
            case SHARE_AND_READING -> List.of(Row.ofShare(title, first, floor(which.name(), first)),
                    Row.ofRatio(title + " reading to", first, first.ratio(), floor(which.name() + " reading to", first)));
            case TURNS -> List.of(Row.ofRatio(title, first, first.ratio(), floor(which.name(), first)));
            case FRESH_JVMS -> List.of(Row.ofRatio(title, first, slowestToFastest(measured), floor(which.name(), first)));
        };
    }

    private double floor(String name, Measured measured) throws IOException {
        // networks of any size share one floor
        return Floors.of(measured.vectorBits(), widestBits).of(name.replaceFirst("^[0-9-]+ x [0-9]+ ", ""), pace);
    }

    private static double slowestToFastest(List<Measured> measured) {
        var shares = measured.stream().mapToDouble(Measured::share).summaryStatistics();
        return shares.getMin() / shares.getMax();
    }
}
