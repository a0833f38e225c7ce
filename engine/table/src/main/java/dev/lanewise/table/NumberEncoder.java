package dev.lanewise.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A number: scaled, then its position among bins where there are some, then 1 where it is missing, if training missed any. A missing one
 * is the median otherwise.
 *
 * @param column       the name of the column
 * @param source       which number of its values
 * @param range        what training had
 * @param scale        to what the network sees
 * @param bins         for positions; null without
 * @param hasIndicator whether training missed values
 */
record NumberEncoder(String column, NumberSource source, Range range, NumberScale scale, @Nullable Bins bins, boolean hasIndicator)
        implements ColumnEncoder {

    private static final int MOST_BINS = 1 << 12;

    /**
     * What training had.
     *
     * @param least  the least number
     * @param median stands for a missing one
     * @param most   the largest
     */
    record Range(double least, double median, double most) {
    }

    /** Fits the numbers of a column; nothing where there are fewer than two different ones. */
    static List<ColumnEncoder> fit(Column column, NumberSource source, NumberForm form) {
        double[] sorted = source.sorted(column);
        if (sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
            return List.of();
        }
        NumberScale scale = form.isNormal() ? NumberScale.Normal.fit(sorted) : NumberScale.Robust.fit(sorted);
        Range range = new Range(sorted[0], Quantiles.of(sorted, 0.5), sorted[sorted.length - 1]);
        return List.of(new NumberEncoder(column.name(), source, range, scale, bins(sorted, scale, form), sorted.length < column.size()));
    }

    private static @Nullable Bins bins(double[] sorted, NumberScale scale, NumberForm form) {
        if (form.bins() == 0) {
            return null;
        }
        double[] scaled = new double[sorted.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale.of(sorted[i]);
        }
        Bins bins = Bins.fit(scaled, form.bins());
        return bins.count() < 1 ? null : bins;
    }

    @Override
    public List<EncodedInput> inputs(int at) {
        List<EncodedInput> inputs = new ArrayList<>(List.of(new EncodedInput(column, EncodedInput.Kind.NUMBER, at, 1, 0)));
        if (bins != null) {
            inputs.add(new EncodedInput(column, EncodedInput.Kind.POSITION, at + 1, 1, bins.count()));
        }
        if (hasIndicator) {
            inputs.add(new EncodedInput(column, EncodedInput.Kind.FLAG, at + inputs.size(), 1, 0));
        }
        return inputs;
    }

    @Override
    public int width() {
        return 1 + (bins != null ? 1 : 0) + (hasIndicator ? 1 : 0);
    }

    @Override
    public void encode(Column cells, int row, float[] inputs, int at) {
        double number = source.of(cells, row);
        boolean isMissing = Double.isNaN(number);
        double scaled = scale.of(isMissing ? range.median() : number);
        int next = at;
        inputs[next++] = (float) scaled;
        if (bins != null) {
            inputs[next++] = (float) bins.position(scaled);
        }
        if (hasIndicator) {
            inputs[next] = isMissing ? 1 : 0;
        }
    }

    @Override
    public CellState state(Column cells, int row) {
        double number = source.of(cells, row);
        return cells.isMissing(row) ? CellState.MISSING : Double.isNaN(number) ? CellState.UNKNOWN
                : number < range.least() || number > range.most() ? CellState.OUTSIDE : CellState.KNOWN;
    }

    @Override
    public void write(FieldWriter out) {
        out.line("number").add(column).add(range.least()).add(range.median()).add(range.most()).add(hasIndicator ? "indicator" : "plain");
        if (source.form() != null && source.part() != null) {
            out.add(source.form().name()).add(source.part().name());
        }
        scale.write(out);
        out.line("bins").add(bins == null ? new double[0] : bins.edges());
    }

    static NumberEncoder read(FieldReader in) {
        String column = in.text();
        Range range = new Range(in.number(), in.number(), in.number());
        String form = in.text();
        if (!form.equals("indicator") && !form.equals("plain")) {
            throw in.problem("expected indicator or plain, got " + Names.shown(form));
        }
        NumberSource source = in.hasMore() ? new NumberSource(in.constant(DateForm.class), in.constant(DatePart.class))
                : NumberSource.VALUE;
        NumberScale scale = NumberScale.read(in);
        in.line("bins");
        double[] edges = in.numbers(0, MOST_BINS + 1);
        if (edges.length == 1 || !isStrictlyRising(edges)) {
            throw in.problem("expected rising edges of bins, at least 2 or none, got " + edges.length + " numbers");
        }
        return new NumberEncoder(column, source, range, scale, edges.length == 0 ? null : new Bins(edges), form.equals("indicator"));
    }

    private static boolean isStrictlyRising(double[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            if (!(numbers[i - 1] < numbers[i])) {
                return false;
            }
        }
        return true;
    }
}
