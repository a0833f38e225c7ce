package dev.lanewise.table;

import java.util.Arrays;
import java.util.List;

/**
 * A column of texts, each kept once.
 *
 * @param name    what it is called
 * @param texts   that occur, in the order in which they come first
 * @param numbers what these are as numbers, NaN where they are none
 * @param codes   by rows, which of the texts; {@link #MISSING} where there is none; not copied
 * @param decimal the mark of texts that are numbers
 */
record TextColumn(String name, List<String> texts, double[] numbers, int[] codes, char decimal) implements Column {

    static final int MISSING = -1;

    @Override
    public int size() {
        return codes.length;
    }

    @Override
    public boolean isMissing(int row) {
        return codes[row] == MISSING;
    }

    @Override
    public double number(int row) {
        return codes[row] == MISSING ? Double.NaN : numbers[codes[row]];
    }

    @Override
    public String text(int row) {
        return codes[row] == MISSING ? "" : texts.get(codes[row]);
    }

    @Override
    public Column at(int[] rows) {
        return new TextColumn(name, texts, numbers, Arrays.stream(rows).map(row -> codes[row]).toArray(), decimal);
    }
}
