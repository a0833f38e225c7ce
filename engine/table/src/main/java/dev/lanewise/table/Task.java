package dev.lanewise.table;

import java.util.Arrays;
import java.util.Locale;

/** What is predicted. */
public enum Task {

    /** One of several classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION;

    private static final int MOST_NUMBERS = 10;

    /**
     * A task and why it is that.
     *
     * @param task   what is predicted
     * @param reason a sentence without its end, for a person
     */
    public record Decision(Task task, String reason) {
    }

    /**
     * The task of a column: texts or two values are classes, so are whole numbers with at most ten different values; all else is a
     * regression.
     *
     * @param target what is to be predicted
     * @return the task, and why
     * @throws IllegalArgumentException if the column has fewer than two different values, or texts that are hardly classes: different ones
     *                                  in all or, of more than 1,000, in most rows
     */
    public static Decision of(Column target) {
        Distinct values = Distinct.of(target);
        if (values.count() < 2) {
            throw new IllegalArgumentException("the target " + Names.shown(target.name()) + " expects at least 2 different values, got "
                    + (values.count() == 0 ? "none" : "only " + Names.shown(values.text(0))));
        }
        if (!values.isNumbers()) {
            requireClasses(target, values);
            return new Decision(CLASSIFICATION, Names.shown(target.name()) + " has " + values.count() + " different texts"
                    + KindInference.remark(values));
        }
        if (values.count() == 2) {
            return new Decision(CLASSIFICATION, Names.shown(target.name()) + " is " + values.text(0) + " or " + values.text(1));
        }
        boolean areWhole = Arrays.stream(values.numbers()).allMatch(value -> value == Math.rint(value));
        if (areWhole && values.count() <= MOST_NUMBERS) {
            return new Decision(CLASSIFICATION, Names.shown(target.name()) + " has " + values.count()
                    + " different whole numbers, which are taken for classes");
        }
        return new Decision(REGRESSION, Names.shown(target.name()) + " has " + values.count() + " different numbers, from "
                + values.text(0) + " to " + values.text(values.count() - 1));
    }

    private static void requireClasses(Column target, Distinct values) {
        if (values.count() > MOST_NUMBERS && values.count() == values.present() || KindInference.isHardlyRepeated(values)) {
            throw new IllegalArgumentException("the target " + Names.shown(target.name()) + " expects numbers, or texts that repeat, got "
                    + values.count() + " different texts in " + values.present() + " rows" + KindInference.remark(values)
                    + "; choose the task if they are classes");
        }
    }

    /**
     * The task as a word.
     *
     * @return {@code classification} or {@code regression}
     */
    public String toText() {
        return name().toLowerCase(Locale.ROOT);
    }
}
