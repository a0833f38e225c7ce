package dev.lanewise.samples;

import java.util.List;

/**
 * What classes are called: by names where they are known, else by the labels of the files.
 *
 * @param names      a name for each class, or empty
 * @param firstLabel the label of class 0
 */
record ClassNames(List<String> names, int firstLabel) {

    /** By numbers from 0. */
    static final ClassNames NUMBERS = new ClassNames(List.of(), 0);

    /** Copies the names. */
    ClassNames {
        names = List.copyOf(names);
    }

    /** The name of a class from 0. */
    String of(int number) {
        return number < names.size() ? names.get(number) : Integer.toString(number + firstLabel);
    }
}
