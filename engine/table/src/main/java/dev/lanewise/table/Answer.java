package dev.lanewise.table;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a model says of a row. Immutable.
 *
 * @param value         the predicted number, in the unit of the target; NaN for classes
 * @param low           a number below which the truth is in one of twenty rows, by those that training has held out; NaN for classes
 * @param high          a number above which it is in one of twenty
 * @param label         the most probable class; of a regression the number as a text
 * @param probabilities of the classes, in their order; none for a regression
 */
public record Answer(double value, double low, double high, String label, Map<String, Double> probabilities) {

    /** Keeps probabilities that nobody changes. */
    public Answer {
        probabilities = Collections.unmodifiableMap(probabilities);
    }

    /**
     * How probable a class is.
     *
     * @param name of the class
     * @return from 0 to 1
     * @throws IllegalArgumentException if the model has no such class; the message names those that there are
     */
    public double probability(String name) {
        Double probability = probabilities.get(name);
        if (probability == null) {
            throw new IllegalArgumentException("expected one of the classes " + Names.list(List.copyOf(probabilities.keySet())) + ", got "
                    + Names.shown(name));
        }
        return probability;
    }
}
