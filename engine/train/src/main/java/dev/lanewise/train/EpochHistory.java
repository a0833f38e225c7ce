package dev.lanewise.train;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The reports of the newest {@link Progress#REPORTS_KEPT} epochs. Pictures of it cost nothing: they share its array, of which only the part
 * behind them is written to.
 */
final class EpochHistory {

    private static final int FIRST_ROOM = 16;

    private EpochReport[] reports = new EpochReport[FIRST_ROOM];
    private int from;
    private int end;

    /** Replaces all reports by the newest of a list. */
    void restore(List<EpochReport> list) {
        int size = Math.min(Progress.REPORTS_KEPT, list.size());
        // an array of its own, since the list may be a picture of another history
        reports = list.subList(list.size() - size, list.size()).toArray(new EpochReport[Math.max(FIRST_ROOM, size)]);
        from = 0;
        end = size;
    }

    /** Adds the report of the next epoch; the oldest goes where there are enough. */
    void add(EpochReport report) {
        if (end == reports.length) {
            // at least as many free places as are taken, so that copying costs no more than adding did
            reports = Arrays.copyOfRange(reports, from, from + Math.max(FIRST_ROOM, 2 * (end - from)));
            end -= from;
            from = 0;
        }
        reports[end++] = report;
        if (end - from > Progress.REPORTS_KEPT) {
            from++;
        }
    }

    /** Epochs that have ended. */
    int epochs() {
        return from == end ? 0 : reports[end - 1].epoch();
    }

    /** The reports as they are now, from the oldest. */
    List<EpochReport> picture() {
        return new Picture(reports, from, end);
    }

    /** A part of an array that nobody writes to any more. */
    static final class Picture extends AbstractList<EpochReport> implements RandomAccess {
        private final EpochReport[] reports;
        private final int from;
        private final int size;

        private Picture(EpochReport[] reports, int from, int end) {
            this.reports = reports;
            this.from = from;
            size = end - from;
        }

        @Override
        public EpochReport get(int index) {
            return reports[from + Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
