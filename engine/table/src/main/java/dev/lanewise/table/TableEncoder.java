package dev.lanewise.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the inputs of a network of the rows of a table. Immutable; fitted on the rows that are learned from.
 *
 * @param encoders of columns, in the order of their inputs
 */
record TableEncoder(List<ColumnEncoder> encoders) {

    static final int MOST_INPUTS = 1 << 14;

    /** Checks that there are inputs, not too many. */
    TableEncoder {
        encoders = List.copyOf(encoders);
        long width = encoders.stream().mapToLong(ColumnEncoder::width).sum();
        if (width < 1 || width > MOST_INPUTS) {
            throw new IllegalArgumentException(width < 1 ? "no column is left to learn from"
                    : "the columns make " + width + " inputs of a network, expected at most " + MOST_INPUTS);
        }
    }

    static TableEncoder fit(Table train, DecidedColumns decided, NumberForm form) {
        List<ColumnEncoder> encoders = new ArrayList<>();
        for (ColumnDecision decision : decided.all()) {
            Column column = train.column(decision.name());
            fit(column, decision.kind(), decided, form).forEach(encoder -> encoders.add(form.isScaled() ? ScaledEncoder.fit(encoder, column)
                    : encoder));
        }
        return new TableEncoder(encoders);
    }

    private static List<? extends ColumnEncoder> fit(Column column, ColumnKind kind, DecidedColumns decided, NumberForm form) {
        return switch (kind) {
            case NUMERIC -> NumberEncoder.fit(column, NumberSource.VALUE, form);
            case DATE -> dates(column, decided.form(column.name()), form);
            case BOOLEAN, CATEGORY -> values(column, kind, form);
            case IGNORE -> List.of();
        };
    }

    /** Rows to learn from may have fewer values than the table. */
    private static List<ColumnEncoder> values(Column column, ColumnKind kind, NumberForm form) {
        Distinct values = Distinct.of(column);
        return values.count() == 0 || values.count() == 1 && values.present() == column.size() ? List.of()
                : List.of(kind == ColumnKind.BOOLEAN && values.count() == 2 ? new BooleanEncoder(column.name(), Vocabulary.of(values))
                        : CategoryEncoder.fit(column.name(), values, form.hasCodes()));
    }

    private static List<ColumnEncoder> dates(Column column, DateForm dateForm, NumberForm form) {
        List<String> texts = Distinct.of(column).texts();
        List<ColumnEncoder> encoders = new ArrayList<>();
        for (DatePart part : DatePart.values()) {
            if (part != DatePart.HOUR || DateForm.haveTimes(texts)) {
                encoders.addAll(NumberEncoder.fit(column, new NumberSource(dateForm, part), form));
            }
        }
        return encoders;
    }

    /** Inputs of the network. */
    int width() {
        return encoders.stream().mapToInt(ColumnEncoder::width).sum();
    }

    /** What the inputs are, in their order. */
    List<EncodedInput> inputs() {
        List<EncodedInput> inputs = new ArrayList<>();
        int at = 0;
        for (ColumnEncoder encoder : encoders) {
            inputs.addAll(encoder.inputs(at));
            at += encoder.width();
        }
        return inputs;
    }

    /** The names of the columns that are read. */
    List<String> columns() {
        return encoders.stream().map(ColumnEncoder::column).distinct().toList();
    }

    /** The inputs of all rows of a table, which has the columns. */
    float[][] encode(Table table) {
        float[][] rows = new float[table.rows()][width()];
        Voter.RowInputs inputs = rowInputs(table);
        for (int row = 0; row < rows.length; row++) {
            inputs.copy(row, rows[row], 0);
        }
        return rows;
    }

    /** The same of one row at a time. */
    Voter.RowInputs rowInputs(Table table) {
        List<Column> columns = encoders.stream().map(encoder -> table.column(encoder.column())).toList();
        return (row, inputs, at) -> {
            int place = at;
            for (int i = 0; i < encoders.size(); i++) {
                encoders.get(i).encode(columns.get(i), row, inputs, place);
                place += encoders.get(i).width();
            }
        };
    }

    /** The first encoder of a column; nothing where none reads it. */
    Optional<ColumnEncoder> first(String column) {
        return encoders.stream().filter(one -> one.column().equals(column)).findFirst();
    }

    void write(FieldWriter out) {
        out.line("columns").add(encoders.size());
        encoders.forEach(encoder -> encoder.write(out));
    }

    static TableEncoder read(FieldReader in) {
        in.line("columns");
        int count = in.count(1, MOST_INPUTS);
        List<ColumnEncoder> encoders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            encoders.add(ColumnEncoder.read(in));
        }
        return new TableEncoder(encoders);
    }
}
