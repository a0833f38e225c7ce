package dev.lanewise.formats.tensor;

import dev.lanewise.data.Dataset;
import java.util.Arrays;

/** Data sets of arrays: the first index of an array counts samples, all others together are features. */
public final class ArrayData {

    private ArrayData() {
    }

    /**
     * Samples of which each belongs to one class.
     *
     * @param inputs [samples, ...], any numbers; rounded to floats
     * @param labels [samples], the classes, from 0: whole numbers of any type
     * @return the data set, with one class more than the largest label
     * @throws IllegalArgumentException if the shapes do not fit, a label is no whole number or negative, or an input is not finite
     */
    public static Dataset labelled(NumberArray inputs, NumberArray labels) {
        int[] classes = labels(inputs, labels);
        return Dataset.labelled(inputs.floats(), inputs.rowSize(), classes, 1 + Arrays.stream(classes).max().orElse(0));
    }

    /**
     * Images of unsigned bytes, of which each belongs to one class. The float of a byte b is {@code b / 255f}.
     *
     * @param images  [samples, ...], U8
     * @param labels  [samples], the classes, from 0: whole numbers of any type
     * @param classes how many classes there are
     * @return the data set; bytes stay bytes
     * @throws IllegalArgumentException if the shapes do not fit, the images are not U8, or a label is out of range
     */
    public static Dataset labelledImages(NumberArray images, NumberArray labels, int classes) {
        if (images.type() != NumberType.U8) {
            throw new IllegalArgumentException("expected images of U8, got " + images);
        }
        int[] numbers = labels(images, labels);
        return Dataset.labelledBytes(images.toBytes(), images.rowSize(), numbers, classes);
    }

    /**
     * Samples of which each has one or more targets.
     *
     * @param inputs  [samples, ...], any numbers; rounded to floats
     * @param targets [samples, ...], likewise; [samples] alone is one target each
     * @return the data set
     * @throws IllegalArgumentException if the shapes do not fit, or a number is not finite
     */
    public static Dataset withTargets(NumberArray inputs, NumberArray targets) {
        requireOneEach(inputs, targets);
        return Dataset.withTargets(inputs.floats(), inputs.rowSize(), targets.floats(), targets.rowSize());
    }

    private static int[] labels(NumberArray inputs, NumberArray labels) {
        requireOneEach(inputs, labels);
        if (labels.rowSize() != 1) {
            throw new IllegalArgumentException("expected one label for each sample, got labels of the shape " + labels.shapeText());
        }
        return labels.ints();
    }

    private static void requireOneEach(NumberArray inputs, NumberArray others) {
        if (inputs.size() == 0 || inputs.shape().isEmpty() || others.shape().isEmpty()
                || !inputs.shape().getFirst().equals(others.shape().getFirst())) {
            throw new IllegalArgumentException("expected inputs and labels or targets with the same number of samples, at least 1, in "
                    + "front, got the shapes " + inputs.shapeText() + " and " + others.shapeText());
        }
    }
}
