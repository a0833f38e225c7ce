package dev.lanewise.data;

import java.util.Locale;
import java.util.Map;

/**
 * Images to train on and images to test on, of one size and with the same classes, or one of both parts alone. Immutable, and shared by any
 * number of threads.
 *
 * @param name       of the set, such as mnist or emnist-letters
 * @param parts      the parts that were asked for, at least one
 * @param rows       of an image
 * @param columns    of an image
 * @param channels   of a pixel: 1 for grey, 3 for colours
 * @param firstLabel the label of class 0 in the files: 1 where labels count from 1, as those of EMNIST's letters, else 0
 */
public record ImageSet(String name, Map<ImagePart, Dataset> parts, int rows, int columns, int channels, int firstLabel) {

    /**
     * Copies the parts.
     *
     * @throws IllegalArgumentException if there are none
     */
    public ImageSet {
        parts = Map.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the set " + name + " expects images to train on or to test on, got none");
        }
    }

    /**
     * Images to train on.
     *
     * @return as many samples as there are such images
     * @throws IllegalStateException if only the others were asked for
     */
    public Dataset train() {
        return part(ImagePart.TRAIN);
    }

    /**
     * Images to test on.
     *
     * @return as many samples as there are such images
     * @throws IllegalStateException if only the others were asked for
     */
    public Dataset test() {
        return part(ImagePart.TEST);
    }

    private Dataset part(ImagePart part) {
        if (!parts.containsKey(part)) {
            throw new IllegalStateException("the set " + name + " was loaded without its images to "
                    + part.name().toLowerCase(Locale.ROOT) + " on");
        }
        return parts.get(part);
    }

    /**
     * How many classes there are, in both parts together.
     *
     * @return the outputs of a network for these images
     */
    public int classes() {
        return parts.values().iterator().next().outputs();
    }
}
