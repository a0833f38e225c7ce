package dev.lanewise.bench.gate;

import dev.lanewise.bench.gate.Floors.Floor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Holds a case against its floor; one that fails is measured again, since another process can take a core for seconds. */
final class Judge {

    private static final int ATTEMPTS = 3;
    private static final int FRESH_JVMS = 10;

    private final Pace pace;
    private Histogram reference = Histogram.none();

    Judge(Pace pace) {
        this.pace = pace;
    }

    /** The rows of a case, each the better of its attempts. */
    List<Row> rows(Case which) throws IOException, InterruptedException {
        List<Row> best = attempt(which, 1);
        for (int attempt = 2; attempt <= ATTEMPTS && !best.stream().allMatch(this::isGoodEnough); attempt++) {
            best = better(best, attempt(which, attempt));
        }
        return best;
    }

    /** In a hurry, a core that is too busy is left alone. */
    private boolean isGoodEnough(Row row) {
        return row.passes() || pace == Pace.QUICK && !row.isJudged();
    }

    /** The references of all that was measured. */
    Histogram reference() {
        return reference;
    }

    private static List<Row> better(List<Row> old, List<Row> fresh) {
        return IntStream.range(0, old.size()).mapToObj(i -> fresh.get(i).isBetterThan(old.get(i)) ? fresh.get(i) : old.get(i)).toList();
    }

    private List<Row> attempt(Case which, int attempt) throws IOException, InterruptedException {
        List<Measured> measured = new ArrayList<>();
        for (int jvm = 0; jvm < (which.judged() == Case.Judged.FRESH_JVMS ? FRESH_JVMS : 1); jvm++) {
            measured.add(MeasuringJvm.measure(which, pace, attempt));
            reference = reference.and(measured.getLast().histogram());
        }
        return rows(which, measured);
    }

    /** The rows of a case from the numbers of its JVMs. */
    static List<Row> rows(Case which, List<Measured> measured) throws IOException {
        Measured first = measured.getFirst();
        String title = which.title();
        Floor floor = floor(which.name(), first);
        return switch (which.judged()) {
            case SHARE -> List.of(Row.ofShare(title, which.threads(), first, floor));
            case SHARE_AND_READING -> List.of(Row.ofShare(title, which.threads(), first, floor),
                    Row.ofRatio(title + " reading to", which.threads(), first, first.ratioToOther(),
                            floor(which.name() + " reading to", first)));
            case THREADS -> List.of(Row.ofRatio(title, which.threads(), first, first.ratioToOther(), floor));
            case FRESH_JVMS -> List.of(Row.ofRatio(title, which.threads(), first, slowestToFastest(measured), floor));
        };
    }

    private static Floor floor(String name, Measured measured) throws IOException {
        // networks of any size share one floor
        return Floors.of(measured.vectorBits(), measured.registers()).of(name.replaceFirst("^[0-9-]+ x [0-9]+ ", ""));
    }

    private static double slowestToFastest(List<Measured> measured) {
        var shares = measured.stream().mapToDouble(Measured::quietShare).summaryStatistics();
        return shares.getMin() / shares.getMax();
    }
}
