package dev.lanewise.table;

import java.util.List;

/**
 * One of two values: -1 for the first, 1 for the second, 0 where it is missing or another.
 *
 * @param column the name of the column
 * @param values the two
 */
record BooleanEncoder(String column, Vocabulary values) implements ColumnEncoder {

    static final int VALUES = 2;

    /** Checks the number of values. */
    BooleanEncoder {
        if (values.size() != VALUES) {
            throw new IllegalArgumentException("column " + Names.shown(column) + " expects " + VALUES + " values, got " + values.size());
        }
    }

    @Override
    public List<EncodedInput> inputs(int at) {
        return List.of(new EncodedInput(column, EncodedInput.Kind.FLAG, at, 1, 0));
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public void encode(Column cells, int row, float[] inputs, int at) {
        int value = values.find(cells, row);
        inputs[at] = value == Vocabulary.UNKNOWN ? 0 : 2 * value - 1;
    }

    @Override
    public CellState state(Column cells, int row) {
        return cells.isMissing(row) ? CellState.MISSING : values.find(cells, row) < 0 ? CellState.UNKNOWN : CellState.KNOWN;
    }

    @Override
    public void write(FieldWriter out) {
        out.line("boolean").add(column);
        values.write(out);
    }
}
