package dev.lanewise.table;

import java.util.Arrays;
import java.util.List;

/**
 * One of several values. With up to eight each has an input of its own, which is 1 for it, and all are 0 where the value is missing or
 * unknown; with more the input is the number of the value from 1, and 0 where it is missing or unknown.
 *
 * @param column the name of the column
 * @param values those of training
 * @param isCode whether the input is a number
 */
record CategoryEncoder(String column, Vocabulary values, boolean isCode) implements ColumnEncoder {

    private static final int MOST_ONE_HOT = 8;

    static CategoryEncoder fit(String column, Distinct values, boolean mayCode) {
        return new CategoryEncoder(column, Vocabulary.of(values), mayCode && values.count() > MOST_ONE_HOT);
    }

    @Override
    public List<EncodedInput> inputs(int at) {
        return List.of(isCode ? new EncodedInput(column, EncodedInput.Kind.CODE, at, 1, values.size() + 1)
                : new EncodedInput(column, EncodedInput.Kind.ONE_HOT, at, values.size(), 0));
    }

    @Override
    public int width() {
        return isCode ? 1 : values.size();
    }

    @Override
    public void encode(Column cells, int row, float[] inputs, int at) {
        int value = values.find(cells, row);
        if (isCode) {
            inputs[at] = value + 1;
        } else {
            Arrays.fill(inputs, at, at + values.size(), 0f);
            if (value != Vocabulary.UNKNOWN) {
                inputs[at + value] = 1;
            }
        }
    }

    @Override
    public CellState state(Column cells, int row) {
        return cells.isMissing(row) ? CellState.MISSING : values.find(cells, row) < 0 ? CellState.UNKNOWN : CellState.KNOWN;
    }

    @Override
    public void write(FieldWriter out) {
        out.line("category").add(column).add(isCode ? "code" : "one-hot");
        values.write(out);
    }

    static CategoryEncoder read(FieldReader in) {
        String column = in.text(), form = in.text();
        if (!form.equals("code") && !form.equals("one-hot")) {
            throw in.problem("expected code or one-hot, got " + Names.shown(form));
        }
        return new CategoryEncoder(column, Vocabulary.read(in, 1), form.equals("code"));
    }
}
