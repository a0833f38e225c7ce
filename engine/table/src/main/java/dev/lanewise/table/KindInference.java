package dev.lanewise.table;

import java.util.Locale;
import java.util.Optional;

/** Decides what a column is taken for, with the reason. */
final class KindInference {

    private static final int SAMPLE = 1000;
    /** With more, a text that is there once or twice tells nothing of other rows, as ids and addresses do not. */
    private static final int MOST_TEXTS = 1000;

    private KindInference() {
    }

    static ColumnDecision of(Column column) {
        Distinct values = Distinct.of(column);
        String name = column.name();
        if (values.count() == 0) {
            return new ColumnDecision(name, ColumnKind.IGNORE, "it has no values");
        }
        if (values.count() == 1 && values.present() == column.size()) {
            return new ColumnDecision(name, ColumnKind.IGNORE, "it is " + Names.shown(values.text(0)) + " in every row");
        }
        if (values.count() == 2) {
            return new ColumnDecision(name, ColumnKind.BOOLEAN, "it is " + Names.shown(values.text(0)) + " or "
                    + Names.shown(values.text(1)));
        }
        return values.isNumbers() && values.count() > 1 ? ofNumbers(name, values) : ofTexts(name, values);
    }

    private static ColumnDecision ofNumbers(String name, Distinct values) {
        return new ColumnDecision(name, ColumnKind.NUMERIC, "it has " + values.count() + " different numbers, from " + values.text(0)
                + " to " + values.text(values.count() - 1));
    }

    private static ColumnDecision ofTexts(String name, Distinct values) {
        if (values.count() == 1) {
            return new ColumnDecision(name, ColumnKind.CATEGORY, "it is " + Names.shown(values.text(0)) + " or missing");
        }
        Optional<DateForm> form = DateForm.of(values.texts());
        if (form.isPresent()) {
            return new ColumnDecision(name, ColumnKind.DATE, "it has dates such as " + Names.shown(values.text(0)) + ", read as "
                    + form.get().description());
        }
        if (values.count() == values.present()) {
            return new ColumnDecision(name, ColumnKind.IGNORE, "its text differs in every row");
        }
        if (isHardlyRepeated(values)) {
            return new ColumnDecision(name, ColumnKind.IGNORE, "its text differs in most rows: it has " + values.count()
                    + " different texts in " + values.present() + " rows" + remark(values));
        }
        return new ColumnDecision(name, ColumnKind.CATEGORY, "it has " + values.count() + " different texts" + remark(values));
    }

    /** Whether there are many texts, each of them once or twice. */
    static boolean isHardlyRepeated(Distinct values) {
        return values.count() > MOST_TEXTS && 2L * values.count() > values.present();
    }

    /** Where many of the texts are numbers, or would be with a decimal comma. */
    static String remark(Distinct values) {
        if (2 * values.numbers().length > values.count()) {
            return ", most of them numbers, but not " + Names.shown(values.words().getFirst());
        }
        NumberText withComma = NumberText.withDecimal(',');
        boolean areCommas = values.texts().stream().limit(SAMPLE).noneMatch(text -> Double.isNaN(withComma.parse(text)));
        return areCommas ? ", which are numbers if the decimal mark is a comma" : "";
    }

    /** Another kind than was inferred, which a person wants; refused where no value is of that kind. */
    static ColumnDecision chosen(Column column, ColumnKind kind) {
        Distinct values = Distinct.of(column);
        String got = values.count() == 0 ? "no values" : "values such as " + Names.shown(values.text(0));
        if (kind != ColumnKind.IGNORE && values.count() == 0 || kind == ColumnKind.NUMERIC && values.numbers().length == 0
                || kind == ColumnKind.DATE && DateForm.of(values.texts()).isEmpty()) {
            throw new IllegalArgumentException("column " + Names.shown(column.name()) + " is to be " + kind.name().toLowerCase(
                    Locale.ROOT) + ", but has " + got);
        }
        if (kind == ColumnKind.BOOLEAN && values.count() != 2) {
            throw new IllegalArgumentException("column " + Names.shown(column.name()) + " is to be boolean, which has 2 values, but has "
                    + values.count());
        }
        return new ColumnDecision(column.name(), kind, "it was chosen");
    }
}
