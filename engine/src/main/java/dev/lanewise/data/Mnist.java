package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Folders with the four files of MNIST, or of a set of ten classes in the same form, gzipped or not. {@link ImageFolder} loads any set.
 *
 * <p>Pixels stay bytes and are seen as {@code (b & 255) / 255f}: 0 is background, 1 is ink.
 */
public final class Mnist {

    /** The digits 0 to 9. */
    public static final int CLASSES = 10;

    /**
     * Samples to learn from and samples to test on.
     *
     * @param train to learn from
     * @param test  to test on
     */
    public record Split(Dataset train, Dataset test) {
    }

    private Mnist() {
    }

    /**
     * Reads {@code train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte} and the two that begin with {@code t10k}, each with
     * or without {@code .gz}; or the same under the other names that {@link ImageFolder} knows.
     *
     * @param folder where the four files are
     * @return the two sets
     * @throws IOException if a file is missing or damaged, images and labels differ in number, or a label is above 9
     */
    public static Split load(Path folder) throws IOException {
        ImageSet images = ImageFolder.of(folder).labels(0, CLASSES).load();
        return new Split(images.train(), images.test());
    }
}
