package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Tells what each column of a row makes of a model's answer, by integrated gradients. Immutable, and shared by any number of threads.
 *
 * {@snippet lang=java :
 * static List<TableExplanation.Part> why(TableModel houses, Table table) {
 *     return new TableExplainer(houses).explain(table, 6).parts();
 * }
 * }
 *
 * <p>The answer is followed from a typical row, the median of each number and the most frequent value of other columns, to the row that is
 * asked for. The way is straight in the space of what the network's embeddings make of the columns: between the codes of two categories
 * there is nothing, between their embeddings there is, and a number and its position among bins move together. A column's contribution is
 * the integral of the derivatives by what stands for it, times how far that moves; so a column that is as in the typical row contributes 0.
 * The contributions sum to the change of the answer; there are as many steps as it takes for that to be so to a few parts in 10,000, or to
 * 2 millionths of the largest output of the network on the way, where the change is so small that floats say no more of it.
 *
 * <p>Of classes the probability of one is explained, of a regression the number.
 */
public final class TableExplainer {

    /** Of the change, what the steps of the integral may leave. */
    private static final double TOLERANCE = 2e-4;

    private final TableModel model;

    /**
     * An explainer of a model.
     *
     * @param model the model
     */
    public TableExplainer(TableModel model) {
        this.model = model;
    }

    /**
     * Explains a number, or the probability of the class that the model answers.
     *
     * @param table with the columns that the model reads
     * @param row   which one, from 0
     * @return what each column makes of it
     * @throws IllegalArgumentException  if a column is not there
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public TableExplanation explain(Table table, int row) {
        Table one = one(table, row);
        return explainOutput(one, model.target() instanceof Target.Classes classes ? classes.best(model.outputs(one), 0) : 0);
    }

    /**
     * Explains the probability of a class.
     *
     * @param table with the columns that the model reads
     * @param row   which one, from 0
     * @param label the class
     * @return what each column makes of it
     * @throws IllegalArgumentException  if a column is not there, or the model has no such class; the message names those that there are
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public TableExplanation explain(Table table, int row, String label) {
        return explainOutput(one(table, row), model.classNumber(label));
    }

    private Table one(Table table, int row) {
        model.requireColumns(table);
        return Objects.checkIndex(row, table.rows()) == 0 && table.rows() == 1 ? table : table.at(new int[] {row});
    }

    private TableExplanation explainOutput(Table row, int output) {
        Table typical = model.typical().table(model.columns());
        double scale = model.target() instanceof Target.Number number ? number.deviation() : 1;
        double shift = model.target() instanceof Target.Number number ? number.mean() : 0;
        double from = model.outputs(typical)[output], to = model.outputs(row)[output];
        double[] contributions = contributions(typical, row, output, TOLERANCE * Math.abs(to - from));
        List<TableExplanation.Part> parts = new ArrayList<>();
        for (int c = 0; c < contributions.length; c++) {
            String column = model.columns().get(c);
            parts.add(new TableExplanation.Part(column, row.column(column).text(0), typical.column(column).text(0),
                    scale * contributions[c] + 0.0));
        }
        parts.sort(Comparator.comparingDouble(part -> -Math.abs(part.contribution())));
        return new TableExplanation(model.classes().isEmpty() ? "" : model.classes().get(output), from * scale + shift, to * scale + shift,
                parts);
    }

    /** By columns that the model reads: the weighted mean of what each network says, as the answer is. */
    private double[] contributions(Table typical, Table row, int output, double tolerance) {
        double[] means = new double[model.columns().size()];
        for (Voter voter : model.voters().all()) {
            double[] own = IntegratedGradients.of(path(voter, typical, row, output), tolerance).sums();
            for (int c = 0; c < own.length; c++) {
                means[c] += own[c] * voter.weight() / model.voters().weight();
            }
        }
        return means;
    }

    private RowPath path(Voter voter, Table typical, Table row, int output) {
        TableEncoder encoder = voter.encoder();
        CutNetwork network = CutNetwork.of(voter.network());
        int[] columns = columnsOfInputs(encoder);
        int[] groups = network.origins().stream().mapToInt(input -> columns[input]).toArray();
        return new RowPath(network.above(), output, network.features(encoder.encode(typical))[0],
                network.features(encoder.encode(row))[0], groups);
    }

    /** For each input the place of its column among those that the model reads. */
    private int[] columnsOfInputs(TableEncoder encoder) {
        List<String> columns = model.columns();
        Map<String, Integer> places = IntStream.range(0, columns.size()).boxed().collect(Collectors.toMap(columns::get, place -> place));
        return encoder.inputs().stream().flatMapToInt(input -> IntStream.range(0, input.width())
                .map(_ -> places.get(input.column()))).toArray();
    }
}
