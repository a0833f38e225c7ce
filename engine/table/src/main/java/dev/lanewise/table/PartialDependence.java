package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the answers of a model depend on one column: the mean answer for the rows of a table, where all of them have the same value in that
 * column. Where a column goes with others, some of these rows are such as never are.
 *
 * @param column the name of the column
 * @param rows   of the table
 * @param points the values that were tried: numbers and days rising, others by how many rows have them; a missing one last, where there is
 *               any
 * @see <a href="https://doi.org/10.1214/aos/1013203451">Friedman, Greedy function approximation: a gradient boosting machine, 2001</a>
 */
public record PartialDependence(String column, int rows, List<Point> points) {

    /**
     * The mean answer for one value.
     *
     * @param value   as a text; empty for a missing one
     * @param answers the mean number, or the mean probability of each class in their order
     */
    public record Point(String value, List<Double> answers) {

        /** Keeps a list that nobody changes. */
        public Point {
            answers = List.copyOf(answers);
        }
    }

    /** Keeps a list that nobody changes. */
    public PartialDependence {
        points = List.copyOf(points);
    }

    /**
     * Measures a model.
     *
     * @param model  the model
     * @param table  with the columns that the model reads
     * @param column one of them
     * @param most   values to try at most, of numbers and days at equal shares of the rows, of others the most frequent; at least 2
     * @return the dependence
     * @throws IllegalArgumentException if a column is not there, the model does not read that column, no row has a value of it that the
     *                                  model can read or a missing one, or {@code most} is less than 2
     */
    public static PartialDependence of(TableModel model, Table table, String column, int most) {
        ColumnEncoder encoder = model.encoder(column);
        model.requireColumns(table);
        if (most < 2) {
            throw new IllegalArgumentException("a dependence expects at least 2 values to try, got " + most);
        }
        Column cells = table.column(column);
        List<Integer> rows = new ArrayList<>(encoder.plain() instanceof NumberEncoder number ? rising(cells, number.source(), most)
                : mostFrequent(cells, most));
        IntStream.range(0, cells.size()).filter(cells::isMissing).findFirst().ifPresent(rows::add);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a dependence expects a value in column " + Names.shown(column)
                    + " that the model can read, but all rows have others, such as " + Names.shown(cells.text(0)));
        }
        return new PartialDependence(column, table.rows(), rows.stream()
                .map(row -> new Point(cells.text(row), answers(model, table.with(everywhere(cells, row))))).toList());
    }

    /** A column whose rows all have what one of them has. */
    private static Column everywhere(Column cells, int row) {
        int[] rows = new int[cells.size()];
        Arrays.fill(rows, row);
        return cells.at(rows);
    }

    /** Rows with different values at equal distances in the order of these. */
    private static List<Integer> rising(Column cells, NumberSource source, int most) {
        DateForm form = source.form();
        double[] places = IntStream.range(0, cells.size())
                .mapToDouble(row -> form == null ? source.of(cells, row) : form.days(cells.text(row))).toArray();
        List<Integer> rows = IntStream.range(0, places.length).filter(row -> !Double.isNaN(places[row])).boxed()
                .sorted(Comparator.comparingDouble(row -> places[row])).toList();
        Map<String, Integer> byText = new LinkedHashMap<>();
        IntStream.range(0, rows.isEmpty() ? 0 : most).map(i -> (int) ((long) i * (rows.size() - 1) / (most - 1)))
                .map(rows::get).forEach(row -> byText.putIfAbsent(cells.text(row), row));
        return List.copyOf(byText.values());
    }

    /** For each of the most frequent values the first row that has it. */
    private static List<Integer> mostFrequent(Column cells, int most) {
        Vocabulary values = Vocabulary.of(Distinct.of(cells));
        int[] counts = values.counts(cells), first = new int[counts.length];
        IntStream.range(0, cells.size()).map(row -> cells.size() - 1 - row).filter(row -> values.find(cells, row) != Vocabulary.UNKNOWN)
                .forEach(row -> first[values.find(cells, row)] = row);
        return IntStream.range(0, counts.length).boxed().sorted(Comparator.comparingInt(value -> -counts[value])).limit(most)
                .map(value -> first[value]).toList();
    }

    private static List<Double> answers(TableModel model, Table table) {
        int width = model.target().outputs();
        float[] outputs = model.outputs(table);
        if (model.target() instanceof Target.Number number) {
            return List.of(Arrays.stream(number.values(outputs)).average().orElseThrow());
        }
        return IntStream.range(0, width).mapToObj(output -> IntStream.range(0, table.rows())
                .mapToDouble(row -> outputs[row * width + output]).average().orElseThrow()).toList();
    }
}
