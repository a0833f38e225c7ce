package dev.lanewise.samples;

import dev.lanewise.metric.ConfusionMatrix;
import java.io.PrintWriter;
import java.util.stream.IntStream;

/** Which class got which answer, as a table with a row and a column for each class. */
final class ConfusionTable {

    private static final int MIN_HEAD = 7;
    private static final int MIN_CELL = 6;
    private static final int TAIL = 9;

    private final ConfusionMatrix confusion;
    private final ClassNames names;
    private final int head;
    private final int cell;

    ConfusionTable(ConfusionMatrix confusion, ClassNames names) {
        this.confusion = confusion;
        this.names = names;
        int longest = classes().map(number -> names.of(number).length()).max().orElse(0);
        head = Math.max(MIN_HEAD, longest + 2);
        cell = Math.max(MIN_CELL, longest + 2);
    }

    private IntStream classes() {
        return IntStream.range(0, confusion.classes());
    }

    /** Columns of text that it takes. */
    int width() {
        return head + cell * confusion.classes() + TAIL;
    }

    void print(PrintWriter out, String kind) {
        out.println(kind + " ".repeat(head + 4 - kind.length()) + "answered");
        StringBuilder answers = new StringBuilder(" ".repeat(head));
        classes().forEach(answer -> answers.append(right(names.of(answer), cell)));
        out.println(answers.append("  recall"));
        classes().forEach(number -> out.println(row(number)));
    }

    private String row(int number) {
        StringBuilder row = new StringBuilder(right(names.of(number), head - 2)).append("  ");
        classes().forEach(answer -> row.append(right(text(confusion.count(number, answer)), cell)));
        return confusion.samples(number) == 0 ? row.toString() : row + String.format("%7.1f %%", 100 * confusion.recall(number));
    }

    private static String text(int count) {
        return count == 0 ? "." : Integer.toString(count);
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
