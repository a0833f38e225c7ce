package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the simplest rule of one column misses the target. A row is answered by the other rows with its value, where there are any; else,
 * if values have an order, by those with the nearest values. So no row answers itself.
 *
 * @param rows     positions, by the value of the column; those without one at the end
 * @param keys     of the rows, in the same order; equal where values are, NaN where there is none
 * @param hasOrder whether near keys are near values
 */
record OneColumnRule(int[] rows, double[] keys, boolean hasOrder) {

    /** Rows with one value: from the first to before the last. */
    private record Group(int from, int to) {

        boolean isSingle() {
            return to - from == 1;
        }

        IntStream places() {
            return IntStream.range(from, to);
        }
    }

    static OneColumnRule of(Column column, ColumnKind kind, DecidedColumns decided) {
        double[] keys = switch (kind) {
            case NUMERIC -> keys(column, NumberSource.VALUE);
            case DATE -> keys(column, new NumberSource(decided.form(column.name()), DatePart.DAYS));
            case BOOLEAN, CATEGORY, IGNORE -> {
                Vocabulary values = Vocabulary.of(Distinct.of(column));
                yield IntStream.range(0, column.size()).mapToDouble(row -> column.isMissing(row) ? Double.NaN : values.find(column, row))
                        .toArray();
            }
        };
        int[] rows = IntStream.range(0, keys.length).boxed().sorted(Comparator.comparingDouble(row -> keys[row]))
                .mapToInt(row -> row).toArray();
        return new OneColumnRule(rows, Arrays.stream(rows).mapToDouble(row -> keys[row]).toArray(),
                kind == ColumnKind.NUMERIC || kind == ColumnKind.DATE);
    }

    private static double[] keys(Column column, NumberSource source) {
        return IntStream.range(0, column.size()).mapToDouble(row -> source.of(column, row) + 0.0).toArray();
    }

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (int from = 0, to = 1; to <= keys.length; to++) {
            if (to == keys.length || Double.compare(keys[from], keys[to]) != 0) {
                groups.add(new Group(from, to));
                from = to;
            }
        }
        return groups;
    }

    /** The share of rows whose class is another than the rule's. */
    double error(int[] labels, int classes) {
        List<Group> groups = groups();
        int[] all = counts(labels, classes, IntStream.range(0, labels.length)), wrong = new int[1];
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            int[] counts = group.isSingle() ? counts(groups, g, labels, all) : counts(labels, classes, group.places());
            group.places().map(place -> labels[rows[place]]).forEach(label -> {
                counts[label] -= group.isSingle() ? 0 : 1;
                wrong[0] += most(counts) == label ? 0 : 1;
                counts[label] += group.isSingle() ? 0 : 1;
            });
        }
        return (double) wrong[0] / labels.length;
    }

    private int[] counts(int[] labels, int classes, IntStream places) {
        int[] counts = new int[classes];
        places.forEach(place -> counts[labels[rows[place]]]++);
        return counts;
    }

    /** Those of the nearest group; of all other rows where there is none. */
    private int[] counts(List<Group> groups, int single, int[] labels, int[] all) {
        double left = distance(groups, single, single - 1), right = distance(groups, single, single + 1);
        if (Double.isInfinite(Math.min(left, right))) {
            int[] others = all.clone();
            others[labels[rows[groups.get(single).from()]]]--;
            return others;
        }
        return counts(labels, all.length, groups.get(left <= right ? single - 1 : single + 1).places());
    }

    /** Infinite where there is no such group, or it is no nearer than others. */
    private double distance(List<Group> groups, int one, int other) {
        if (!hasOrder || other < 0 || other >= groups.size()) {
            return Double.POSITIVE_INFINITY;
        }
        double distance = Math.abs(keys[groups.get(one).from()] - keys[groups.get(other).from()]);
        return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
    }

    private static int most(int[] counts) {
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return most;
    }

    /** The share of the variance of some numbers, one for each row, that the rule does not explain. */
    double error(double[] values) {
        List<Group> groups = groups();
        double[] means = groups.stream().mapToDouble(group -> group.places().mapToDouble(place -> values[rows[place]]).average()
                .orElseThrow()).toArray();
        double mean = Arrays.stream(values).average().orElseThrow(), squares = 0, all = 0;
        for (int g = 0; g < means.length; g++) {
            Group group = groups.get(g);
            int count = group.to() - group.from();
            for (int place = group.from(); place < group.to(); place++) {
                double value = values[rows[place]];
                double answer = count > 1 ? without(value, means[g], count)
                        : between(groups, means, g, without(value, mean, rows.length));
                squares += (value - answer) * (value - answer);
                all += (value - mean) * (value - mean);
            }
        }
        return squares / all;
    }

    /** The mean of the others among some numbers. */
    private static double without(double value, double mean, int count) {
        return (mean * count - value) / (count - 1);
    }

    /** On the line between both neighbours; at an end that of the only one; that of all others where there is none. */
    private double between(List<Group> groups, double[] means, int single, double others) {
        double left = distance(groups, single, single - 1), right = distance(groups, single, single + 1);
        if (Double.isInfinite(Math.max(left, right))) {
            return Double.isInfinite(Math.min(left, right)) ? others : means[left < right ? single - 1 : single + 1];
        }
        return means[single - 1] + (means[single + 1] - means[single - 1]) * left / (left + right);
    }
}
