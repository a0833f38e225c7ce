package dev.lanewise.table;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A row as training had many: the median of each number, the day in the middle, and of other columns the value that is there most often,
 * the first of those that are equally often there. Missing values do not count.
 *
 * @param values texts as they would stand in a file, by the names of columns; none where a file does not say
 */
record TypicalRow(Map<String, String> values) {

    static final TypicalRow UNKNOWN = new TypicalRow(Map.of());

    private static final String WORD = "typical";

    static TypicalRow fit(Table train, DecidedColumns decided) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ColumnDecision decision : decided.all()) {
            Column column = train.column(decision.name());
            switch (decision.kind()) {
                case NUMERIC -> values.put(column.name(), median(column));
                case DATE -> values.put(column.name(), middleDay(column, decided.form(column.name())));
                case BOOLEAN, CATEGORY -> values.put(column.name(), mostFrequent(column));
                case IGNORE -> { }
            }
        }
        return new TypicalRow(values);
    }

    private static String median(Column column) {
        double[] sorted = NumberSource.VALUE.sorted(column);
        return sorted.length == 0 ? "" : NumberText.of(Quantiles.of(sorted, 0.5));
    }

    private static String middleDay(Column column, DateForm form) {
        double[] days = IntStream.range(0, column.size()).mapToDouble(row -> form.days(column.text(row))).toArray();
        List<Integer> rows = IntStream.range(0, days.length).filter(row -> !Double.isNaN(days[row])).boxed()
                .sorted(Comparator.comparingDouble(row -> days[row])).toList();
        return rows.isEmpty() ? "" : column.text(rows.get((rows.size() - 1) / 2));
    }

    private static String mostFrequent(Column column) {
        Vocabulary values = Vocabulary.of(Distinct.of(column));
        int[] counts = values.counts(column);
        return IntStream.range(0, counts.length).boxed().max(Comparator.<Integer>comparingInt(value -> counts[value])
                .thenComparing(Comparator.reverseOrder())).map(values.texts()::get).orElse("");
    }

    /** What is known without: the medians of numbers; all else is missing. */
    static TypicalRow of(Voters voters) {
        Map<String, String> values = new LinkedHashMap<>();
        voters.all().stream().flatMap(voter -> voter.encoder().encoders().stream()).forEach(column -> {
            boolean isNumber = column.plain() instanceof NumberEncoder number && number.source().equals(NumberSource.VALUE);
            values.putIfAbsent(column.column(), isNumber ? NumberText.of(((NumberEncoder) column.plain()).range().median()) : "");
        });
        return new TypicalRow(values);
    }

    /** A table of this row alone, with some columns; missing where this says nothing of one. */
    Table table(List<String> columns) {
        return Table.of(columns.stream().map(name -> {
            RowValue value = new RowValue(name);
            value.set(values.getOrDefault(name, ""));
            return value;
        }).toList());
    }

    /** Writes nothing where nothing is known. */
    void write(FieldWriter out) {
        if (!values.isEmpty()) {
            out.line(WORD);
            values.forEach((name, value) -> out.add(name).add(value));
        }
    }

    /** Reads what {@link #write} writes. */
    static TypicalRow read(FieldReader in) {
        if (!in.isLine(WORD)) {
            return UNKNOWN;
        }
        in.countValues();
        Map<String, String> values = new LinkedHashMap<>();
        while (in.hasMore()) {
            values.put(in.text(), in.text());
        }
        return new TypicalRow(values);
    }
}
