package dev.lanewise.table;

import java.util.List;

/** Makes inputs of a network of the values of one column. Immutable; fitted on the rows that are learned from. */
sealed interface ColumnEncoder permits NumberEncoder, BooleanEncoder, CategoryEncoder, ScaledEncoder {

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

    /** What reads the values, whatever is done to its inputs. */
    default ColumnEncoder plain() {
        return this;
    }

    void write(FieldWriter out);

    /** Reads what {@link #write} writes; throws IllegalArgumentException for anything else. */
    static ColumnEncoder read(FieldReader in) {
        String kind = in.line("number", "boolean", "category", "scaled");
        return kind.equals("scaled") ? ScaledEncoder.read(in) : read(kind, in);
    }

    /** Reads one that is not scaled. */
    static ColumnEncoder readPlain(FieldReader in) {
        return read(in.line("number", "boolean", "category"), in);
    }

    private static ColumnEncoder read(String kind, FieldReader in) {
        return switch (kind) {
            case "number" -> NumberEncoder.read(in);
            case "boolean" -> new BooleanEncoder(in.text(), Vocabulary.read(in, BooleanEncoder.VALUES));
            default -> CategoryEncoder.read(in);
        };
    }
}
