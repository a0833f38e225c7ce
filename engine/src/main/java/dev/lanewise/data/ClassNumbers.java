package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * How labels of files become classes from 0.
 *
 * @param firstLabel the label of class 0
 * @param classes    how many classes there are
 */
record ClassNumbers(int firstLabel, int classes) {

    /** Room for the number of classes. */
    private static final int LARGEST_LABEL = Integer.MAX_VALUE - 1;

    /** As the labels of all parts say: from 1 where 1 is the smallest, else from 0. */
    static ClassNumbers of(Iterable<int[]> parts) {
        int smallest = LARGEST_LABEL, largest = 0;
        for (int[] labels : parts) {
            for (int label : labels) {
                smallest = Math.min(smallest, label);
                largest = Math.max(largest, label);
            }
        }
        int first = smallest == 1 ? 1 : 0;
        return new ClassNumbers(first, largest - first + 1);
    }

    /** Refuses what cannot be a label. */
    static void requireLabels(Path file, int[] labels) throws IOException {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > LARGEST_LABEL) {
                throw new IOException(file.getFileName() + ": sample " + i + " has label " + labels[i] + ", but labels go from 0 to "
                        + LARGEST_LABEL);
            }
        }
    }

    /** Classes from 0; throws IllegalArgumentException where there is no class for a label. */
    int[] classesOf(int[] labels) {
        int[] numbers = labels.clone();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] -= firstLabel;
            if (numbers[i] < 0 || numbers[i] >= classes) {
                throw new IllegalArgumentException("sample " + i + " has label " + labels[i] + ", but with " + classes
                        + " classes labels go from " + firstLabel + " to " + (firstLabel + classes - 1));
            }
        }
        return numbers;
    }
}
