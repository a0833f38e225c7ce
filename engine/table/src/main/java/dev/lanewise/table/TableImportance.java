package dev.lanewise.table;

import dev.lanewise.data.CounterRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much each column matters to a model: how much worse its answers for a table become where the values of the column are shuffled among
 * the rows, so that they say nothing any more. Columns that say the same cover for each other: each of them seems to matter little.
 *
 * @param metric  what is measured
 * @param value   of the table as it is
 * @param rows    of the table
 * @param columns those that the model reads, the most important first
 * @see <a href="https://doi.org/10.1023/A:1010933404324">Breiman, Random forests, Machine Learning 45, 2001</a>
 */
public record TableImportance(TableMetric metric, double value, int rows, List<Share> columns) {

    private static final long PURPOSE = 0x7368_7566_666c_6500L;

    /**
     * How much one column matters.
     *
     * @param column its name
     * @param worse  by how much the metric gets worse, of each time that the column was shuffled; less than 0 where it gets better
     */
    public record Share(String column, List<Double> worse) {

        /** Keeps a list that nobody changes. */
        public Share {
            worse = List.copyOf(worse);
        }

        /**
         * The mean.
         *
         * @return of all times
         */
        public double mean() {
            return worse.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        /**
         * The spread.
         *
         * @return the standard deviation, by one less than the times; 0 of a single one
         */
        public double spread() {
            double mean = mean(), squares = worse.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
            return worse.size() < 2 ? 0 : Math.sqrt(squares / (worse.size() - 1));
        }
    }

    /** Keeps a list that nobody changes. */
    public TableImportance {
        columns = List.copyOf(columns);
    }

    /**
     * Measures a model. The inputs of all rows are kept for one of its networks at a time.
     *
     * @param model   the model
     * @param table   with the columns that the model reads, and the target; best one that the model has not learned from
     * @param metric  what is measured
     * @param repeats how often each column is shuffled, at least 1
     * @param seed    of the orders; the same seed gives the same bits
     * @return the importance of all columns
     * @throws IllegalArgumentException if a column is not there, a value of the target is missing or none of the model's, the metric does
     *                                  not go with the task, or there are no repeats
     */
    public static TableImportance of(TableModel model, Table table, TableMetric metric, int repeats, long seed) {
        metric.requireFor(model.task());
        if (repeats < 1) {
            throw new IllegalArgumentException("the importance of columns expects at least 1 repeat, got " + repeats);
        }
        double value = model.metrics(table).get(metric.toText()), sign = metric.metric().isHigherBetter() ? 1 : -1;
        Column truth = table.column(model.targetName());
        List<Share> shares = new ArrayList<>();
        for (String column : model.columns()) {
            List<int[]> orders = orders(table.rows(), repeats, seed, shares.size());
            List<Double> worse = outputs(model.voters(), table, column, orders).stream().map(outputs ->
                    sign * (value - model.metrics(truth, () -> outputs).get(metric.toText())) + 0.0).toList();
            shares.add(new Share(column, worse));
        }
        shares.sort(Comparator.comparingDouble(share -> -share.mean()));
        return new TableImportance(metric, value, table.rows(), shares);
    }

    /** The outputs for each order of the values of a column. */
    private static List<float[]> outputs(Voters voters, Table table, String column, List<int[]> orders) {
        List<double[]> sums = orders.stream().map(_ -> new double[table.rows() * voters.outputs()]).toList();
        for (Voter voter : voters.all()) {
            ShuffledVoter shuffled = ShuffledVoter.of(voter, table);
            for (int i = 0; i < orders.size(); i++) {
                shuffled.add(column, orders.get(i), sums.get(i));
            }
        }
        return sums.stream().map(voters::mean).toList();
    }

    private static List<int[]> orders(int rows, int repeats, long seed, int column) {
        return IntStream.range(0, repeats).mapToObj(repeat -> order(rows, seed, ((long) column * repeats + repeat) * rows)).toList();
    }

    /** By random numbers, one for each row. */
    static int[] order(int rows, long seed, long base) {
        return IntStream.range(0, rows).boxed().sorted(Comparator.comparingLong(row -> CounterRandom.bits(seed, PURPOSE, base + row)))
                .mapToInt(row -> row).toArray();
    }
}
