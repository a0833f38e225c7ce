package dev.lanewise.bench.gate;

import java.util.List;

/**
 * What all rows come to.
 *
 * @param judged how many rows could be judged
 * @param all    how many there are
 * @param failed those that were judged and do not pass
 */
record Conclusion(int judged, int all, List<String> failed) {

    private static final int CLOSED = 1, TOO_BUSY = 3;

    static Conclusion of(List<Row> rows) {
        List<String> failed = rows.stream().filter(row -> row.isJudged() && !row.passes()).map(Row::title).toList();
        return new Conclusion((int) rows.stream().filter(Row::isJudged).count(), rows.size(), failed);
    }

    String line() {
        String count = "judged " + judged + " of " + all + ": ";
        if (judged == 0) {
            return count + "others had the core, so nothing can be said";
        }
        return count + (failed.isEmpty() ? "the gate is passed" : "the gate is closed by " + String.join(", ", failed));
    }

    int exitCode() {
        if (judged == 0) {
            return TOO_BUSY;
        }
        return failed.isEmpty() ? 0 : CLOSED;
    }
}
