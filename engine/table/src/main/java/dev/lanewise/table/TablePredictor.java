package dev.lanewise.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers for one row at a time, without allocating where columns are numbers and texts are given as texts that training had: set the
 * columns, run, and ask. A column that was not set, or cleared, is missing. For one thread at a time: give each thread one of its own.
 *
 * {@snippet lang=java :
 * static double price(TablePredictor houses, double rooms, String town) {
 *     houses.set("rooms", rooms);
 *     houses.set("town", town);
 *     houses.run();
 *     return houses.value();
 * }
 * }
 */
public final class TablePredictor {

    private final TableModel model;
    private final Map<String, RowValue> values = new HashMap<>();
    private final RowValue[] distinct;
    private final VoterOfRow[] voters;
    private final double[] sums;
    private final float[] outputs;

    TablePredictor(TableModel model) {
        this.model = model;
        model.columns().forEach(column -> values.put(column, new RowValue(column)));
        distinct = values.values().toArray(RowValue[]::new);
        voters = model.voters().all().stream().map(voter -> new VoterOfRow(voter, values)).toArray(VoterOfRow[]::new);
        outputs = new float[model.target().outputs()];
        sums = new double[outputs.length];
    }

    /**
     * Sets a column.
     *
     * @param column its name
     * @param value  a number; NaN is a missing value
     * @throws IllegalArgumentException if the model reads no such column
     */
    public void set(String column, double value) {
        value(column).set(value);
    }

    /**
     * Sets a column.
     *
     * @param column its name
     * @param value  a text as it would stand in a file; a number with a dot as its decimal mark, a date as in training or with the year
     *               first; empty for a missing value, and what is neither of these is one
     * @throws IllegalArgumentException if the model reads no such column
     */
    public void set(String column, String value) {
        value(column).set(value);
    }

    /** Makes all columns missing. */
    public void clear() {
        for (RowValue value : distinct) {
            value.clear();
        }
    }

    private RowValue value(String column) {
        RowValue value = values.get(column);
        if (value == null) {
            throw new IllegalArgumentException("the model reads no column " + Names.shown(column) + ", but " + Names.list(model.columns()));
        }
        return value;
    }

    /** Computes the answer for the columns as they are set. */
    public void run() {
        Arrays.fill(sums, 0);
        for (VoterOfRow voter : voters) {
            voter.add(sums);
        }
        model.voters().mean(sums, outputs);
    }

    /**
     * The predicted number of the last run.
     *
     * @return in the unit of the target
     * @throws IllegalStateException if the model predicts classes
     */
    public double value() {
        if (model.target() instanceof Target.Number number) {
            return number.value(outputs[0]);
        }
        throw new IllegalStateException("the model predicts classes of " + Names.shown(model.target().name()) + ", not numbers");
    }

    /**
     * The most probable class of the last run.
     *
     * @return its name
     * @throws IllegalStateException if the model predicts numbers
     */
    public String label() {
        Target.Classes classes = classes();
        return classes.labels().texts().get(classes.best(outputs, 0));
    }

    /**
     * How probable a class is, by the last run.
     *
     * @param number of the class in {@link TableModel#classes()}, from 0
     * @return from 0 to 1
     * @throws IllegalStateException     if the model predicts numbers
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double probability(int number) {
        classes();
        return outputs[number];
    }

    private Target.Classes classes() {
        if (model.target() instanceof Target.Classes classes) {
            return classes;
        }
        throw new IllegalStateException("the model predicts numbers of " + Names.shown(model.target().name()) + ", not classes");
    }

    /** All of the last run. */
    Answer answer() {
        return model.target().answer(outputs, 0);
    }
}
