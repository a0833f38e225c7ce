package dev.lanewise.table;

import java.util.List;

/**
 * What each column of a row makes of the answer: contributions whose sum is the change of the answer from a typical row to this one.
 *
 * @param label   the class whose probability is explained; empty for a regression
 * @param typical the answer for the typical row: a probability, or a number in the unit of the target
 * @param answer  the same for the row. Numbers are what the network says: {@link Answer} keeps them within those of training.
 * @param parts   of the columns, those that make most of it first
 */
public record TableExplanation(String label, double typical, double answer, List<Part> parts) {

    /**
     * What one column makes of the answer.
     *
     * @param column       its name
     * @param value        in the row, as a text; empty where it is missing
     * @param typical      in the typical row; empty where it is missing
     * @param contribution to the change of the answer, as this is measured
     */
    public record Part(String column, String value, String typical, double contribution) {
    }

    /** Keeps a list that nobody changes. */
    public TableExplanation {
        parts = List.copyOf(parts);
    }

    /**
     * The change of the answer.
     *
     * @return from the typical row to the row
     */
    public double change() {
        return answer - typical;
    }

    /**
     * What the contributions make together.
     *
     * @return their sum, which is {@link #change()} but for the steps of the integral
     */
    public double sum() {
        return parts.stream().mapToDouble(Part::contribution).sum();
    }
}
