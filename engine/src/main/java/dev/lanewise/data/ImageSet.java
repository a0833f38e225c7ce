package dev.lanewise.data;

import org.jspecify.annotations.Nullable;

/**
 * Images to train on and images to test on, of one size and with the same classes. Immutable.
 *
 * @param name       of the set, such as mnist or emnist-letters
 * @param train      to train on, or null where only the others were asked for
 * @param test       to test on, or null where only the others were asked for
 * @param rows       of an image
 * @param columns    of an image
 * @param channels   of a pixel: 1 for grey, 3 for colours
 * @param firstLabel the label of class 0 in the files: 1 where labels count from 1, as those of EMNIST's letters, else 0
 */
@SuppressWarnings("exports")
public record ImageSet(String name, @Nullable Dataset train, @Nullable Dataset test, int rows, int columns, int channels, int firstLabel) {

    /**
     * How many classes there are, in both parts together.
     *
     * @return the outputs of a network for these images
     */
    public int classes() {
        return train == null ? test.outputs() : train.outputs();
    }
}
