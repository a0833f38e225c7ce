package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Text labels to class indices and back; classes are numbered in the order in which labels are first seen.
 *
 * <p>Uses fastutil where it is there, which saves an object for each label, and works the same without. Not safe for use by several
 * threads while labels are added.
 */
public final class LabelDictionary {

    private final LabelIndex indices = LabelIndex.create();
    private final List<String> labels = new ArrayList<>();

    /** An empty dictionary. */
    public LabelDictionary() {
    }

    /**
     * The class of a label, a new one where the label was not seen before.
     *
     * @param label the text
     * @return its class, from 0
     * @throws NullPointerException if it is null
     */
    public int add(String label) {
        int known = indices.get(Objects.requireNonNull(label, "label"));
        if (known != LabelIndex.UNKNOWN) {
            return known;
        }
        indices.put(label, labels.size());
        labels.add(label);
        return labels.size() - 1;
    }

    /**
     * The class of a known label.
     *
     * @param label the text
     * @return its class, from 0
     * @throws IllegalArgumentException if the label was never added
     */
    public int index(String label) {
        int index = indices.get(label);
        if (index == LabelIndex.UNKNOWN) {
            throw new IllegalArgumentException("unknown label " + Phrases.shown(String.valueOf(label)) + "; the " + labels.size()
                    + " known ones are " + Phrases.list(labels.stream()));
        }
        return index;
    }

    /**
     * The text of a class.
     *
     * @param index the class, from 0
     * @return its label
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public String label(int index) {
        if (index < 0 || index >= labels.size()) {
            throw new IndexOutOfBoundsException("expected a class from 0 to " + (labels.size() - 1) + ", got " + index);
        }
        return labels.get(index);
    }

    /**
     * The texts of all classes.
     *
     * @return [classes], by their numbers, a copy
     */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /**
     * Labels known so far.
     *
     * @return the number of classes
     */
    public int size() {
        return labels.size();
    }

    /**
     * The texts of all classes.
     *
     * @return for example {@code [setosa, virginica]}
     */
    @Override
    public String toString() {
        return labels.toString();
    }
}
