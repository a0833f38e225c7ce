package dev.lanewise.table;

import java.util.List;

/** Makes inputs of a network of the values of one column. Immutable; fitted on the rows that are learned from. */
sealed interface ColumnEncoder permits NumberEncoder, BooleanEncoder, CategoryEncoder {

    /** The name of the column. */
    String column();

    /** What it makes, beginning at an input. */
    List<EncodedInput> inputs(int at);

    /** How many inputs it makes. */
    int width();

    /** Writes the inputs of a row. */
    void encode(Column column, int row, float[] inputs, int at);

    /** How a value relates to those of training. */
    CellState state(Column column, int row);

    void write(FieldWriter out);

    /** Reads what {@link #write} writes; throws IllegalArgumentException for anything else. */
    static ColumnEncoder read(FieldReader in) {
        return switch (in.line("number", "boolean", "category")) {
            case "number" -> NumberEncoder.read(in);
            case "boolean" -> new BooleanEncoder(in.text(), Vocabulary.read(in, BooleanEncoder.VALUES));
            default -> CategoryEncoder.read(in);
        };
    }
}
