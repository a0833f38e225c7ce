package dev.lanewise.data;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectArrayList;

/**
 * Text labels to class indices and back; classes are numbered in the order in which labels are first seen.
 *
 * <p>The only part of the engine that needs fastutil. Not safe for use by several threads while labels are added.
 */
public final class LabelDictionary {

    private static final int UNKNOWN = -1;

    private final Object2IntOpenHashMap<String> indices = new Object2IntOpenHashMap<>();
    private final ObjectArrayList<String> labels = new ObjectArrayList<>();

    /** An empty dictionary. */
    public LabelDictionary() {
        indices.defaultReturnValue(UNKNOWN);
    }

    /**
     * The class of a label, a new one where the label was not seen before.
     *
     * @param label the text
     * @return its class, from 0
     */
    public int add(String label) {
        int known = indices.getInt(label);
        if (known != UNKNOWN) {
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
        int index = indices.getInt(label);
        if (index == UNKNOWN) {
            throw new IllegalArgumentException("unknown label '" + label + "'; the " + labels.size() + " known ones are " + labels);
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
        return labels.get(index);
    }

    /**
     * Labels known so far.
     *
     * @return the number of classes
     */
    public int size() {
        return labels.size();
    }
}
