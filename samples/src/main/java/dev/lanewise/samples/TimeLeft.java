package dev.lanewise.samples;

import dev.lanewise.table.TablePlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the training of a table's networks goes on, by what their epochs have taken so far, if no network gets better than it is; no
 * longer than it may. For any number of threads.
 */
final class TimeLeft {

    private final int threads;
    private final Optional<Duration> limit;
    private long planned;
    private final Map<String, Course> courses = new LinkedHashMap<>();

    /** Of networks on so many threads, which may take so long. */
    TimeLeft(int threads, Optional<Duration> limit) {
        this.threads = threads;
        this.limit = limit;
    }

    synchronized void plan(List<TablePlan.Network> networks, long nanoTime) {
        planned = nanoTime;
        networks.forEach(network -> courses.put(network.name(), new Course(network)));
    }

    synchronized void begin(String network, long nanoTime) {
        courses.get(network).begin = nanoTime;
    }

    /** Seconds, after an epoch of a network. */
    synchronized double after(String network, int epoch, boolean isBest, long nanoTime) {
        courses.get(network).ended(epoch, isBest, nanoTime);
        double mean = courses.values().stream().filter(course -> course.epochs > 0).mapToDouble(Course::whole).average().orElseThrow();
        double left = courses.values().stream().mapToDouble(course -> course.epochs > 0 ? course.left() : mean).sum();
        long unfinished = courses.values().stream().filter(course -> course.epochs == 0 || course.left() > 0).count();
        double allowed = limit.map(whole -> Math.max(0, (whole.toNanos() - (nanoTime - planned)) / 1e9)).orElse(Double.POSITIVE_INFINITY);
        return Math.min(allowed, left / Math.clamp(unfinished, 1, threads));
    }

    /** Such as {@code 12 s}, {@code 4 min} or {@code 2.5 h}. */
    static String text(double seconds) {
        return seconds < 99.5 ? String.format("%.0f s", seconds) : seconds < 5_970 ? String.format("%.0f min", seconds / 60)
                : String.format("%.1f h", seconds / 3_600);
    }

    private static final class Course {

        private final TablePlan.Network network;
        private long begin;
        private long end;
        private int epochs;
        private int best;

        Course(TablePlan.Network network) {
            this.network = network;
        }

        void ended(int epoch, boolean isBest, long nanoTime) {
            epochs = epoch;
            best = isBest ? epoch : best;
            end = nanoTime;
        }

        double left() {
            long last = Math.min(network.epochs(), (long) best + network.patience());
            return Math.max(0, last - epochs) * seconds() / epochs;
        }

        double whole() {
            return seconds() + left();
        }

        private double seconds() {
            return (end - begin) / 1e9;
        }
    }
}
