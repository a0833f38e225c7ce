package dev.lanewise.table;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The number that a value of a column stands for.
 *
 * @param form of days, beside which the year may come first, as programs write them; null for numbers
 * @param part of days; null for numbers
 */
record NumberSource(@Nullable DateForm form, @Nullable DatePart part) {

    static final NumberSource VALUE = new NumberSource(null, null);

    double of(Column column, int row) {
        if (form == null || part == null) {
            double number = column.number(row);
            return Double.isFinite(number) ? number : Double.NaN;
        }
        String text = column.text(row);
        double days = form.days(text);
        return part.of(Double.isNaN(days) ? DateForm.YEAR_FIRST.days(text) : days);
    }

    /** Those of all rows that have one, rising. */
    double[] sorted(Column column) {
        return IntStream.range(0, column.size()).mapToDouble(row -> of(column, row)).filter(value -> !Double.isNaN(value))
                .map(value -> value + 0.0).sorted().toArray();
    }
}
