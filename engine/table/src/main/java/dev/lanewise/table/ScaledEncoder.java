package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last inputs of an encoder, scaled as numbers are: what is rare of 0 and 1 is far from it, and what all rows share is 0.
 *
 * @param base   which makes the inputs
 * @param scales of its last inputs
 */
record ScaledEncoder(ColumnEncoder base, List<NumberScale> scales) implements ColumnEncoder {

    /** Checks the number of scales. */
    ScaledEncoder {
        scales = List.copyOf(scales);
        if (scales.isEmpty() || scales.size() > base.width()) {
            throw new IllegalArgumentException("column " + Names.shown(base.column()) + " expects 1 to " + base.width()
                    + " scales of its inputs, got " + scales.size());
        }
    }

    /** Scales all inputs of an encoder but numbers, positions and codes. */
    static ColumnEncoder fit(ColumnEncoder base, Column column) {
        int scaled = base.inputs(0).stream().filter(input -> input.kind() == EncodedInput.Kind.FLAG
                || input.kind() == EncodedInput.Kind.ONE_HOT).mapToInt(EncodedInput::width).sum();
        if (scaled == 0) {
            return base;
        }
        int width = base.width();
        float[] inputs = new float[width];
        double[][] columns = new double[scaled][column.size()];
        for (int row = 0; row < column.size(); row++) {
            base.encode(column, row, inputs, 0);
            for (int i = 0; i < scaled; i++) {
                columns[i][row] = inputs[width - scaled + i];
            }
        }
        Arrays.stream(columns).forEach(Arrays::sort);
        return new ScaledEncoder(base, Arrays.stream(columns).<NumberScale>map(NumberScale.Robust::fit).toList());
    }

    @Override
    public String column() {
        return base.column();
    }

    @Override
    public List<EncodedInput> inputs(int at) {
        return base.inputs(at);
    }

    @Override
    public int width() {
        return base.width();
    }

    @Override
    public void encode(Column cells, int row, float[] inputs, int at) {
        base.encode(cells, row, inputs, at);
        int first = at + base.width() - scales.size();
        for (int i = 0; i < scales.size(); i++) {
            inputs[first + i] = (float) scales.get(i).of(inputs[first + i]);
        }
    }

    @Override
    public CellState state(Column cells, int row) {
        return base.state(cells, row);
    }

    @Override
    public ColumnEncoder plain() {
        return base;
    }

    @Override
    public void write(FieldWriter out) {
        out.line("scaled").add(scales.size());
        scales.forEach(scale -> scale.write(out));
        base.write(out);
    }

    static ColumnEncoder read(FieldReader in) {
        int count = in.count(1, TableEncoder.MOST_INPUTS);
        List<NumberScale> scales = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scales.add(NumberScale.read(in));
        }
        return new ScaledEncoder(ColumnEncoder.readPlain(in), scales);
    }
}
