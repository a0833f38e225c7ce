package dev.lanewise.bench.tables;

import java.util.ArrayList;
import java.util.List;

/**
 * Two learners on the same splits of a table.
 *
 * @param table  its name
 * @param rows   of the table
 * @param score  what is compared
 * @param first  values of the one, by seeds
 * @param second values of the other, by the same seeds
 */
record Pairs(String table, int rows, Score score, List<Double> first, List<Double> second) {

    /** Pairs of the seeds that both have; the rows are all of one table. */
    static Pairs of(List<Row> one, List<Row> other) {
        List<Double> first = new ArrayList<>(), second = new ArrayList<>();
        for (Row row : one) {
            other.stream().filter(candidate -> candidate.key().seed() == row.key().seed()).findFirst().ifPresent(match -> {
                first.add(row.value());
                second.add(match.value());
            });
        }
        return new Pairs(one.getFirst().key().table(), one.getFirst().rows(), one.getFirst().score(), first, second);
    }

    int seeds() {
        return first.size();
    }

    private double error(List<Double> values) {
        return values.stream().mapToDouble(score::error).average().orElse(Double.NaN);
    }

    /** The mean of the differences of errors; below zero where the first is better. */
    double difference() {
        return error(first) - error(second);
    }

    /** The standard deviation of the differences; NaN of one pair. */
    double spread() {
        double mean = difference(), squares = 0;
        for (int i = 0; i < seeds(); i++) {
            double deviation = score.error(first.get(i)) - score.error(second.get(i)) - mean;
            squares += deviation * deviation;
        }
        return seeds() < 2 ? Double.NaN : Math.sqrt(squares / (seeds() - 1));
    }

    /** The difference as a share of the second's error. */
    double share() {
        return difference() / error(second);
    }

    /** Seeds where the first is better. */
    int wins() {
        int wins = 0;
        for (int i = 0; i < seeds(); i++) {
            wins += score.error(first.get(i)) < score.error(second.get(i)) ? 1 : 0;
        }
        return wins;
    }

    boolean isNotWorse() {
        return difference() <= 0;
    }
}
