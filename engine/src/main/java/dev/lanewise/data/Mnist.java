package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Folders with the four files of MNIST, or of a set in the same form, gzipped or not.
 *
 * <p>Pixels become {@code byte / 255f}: 0 is background, 1 is ink.
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
     * or without {@code .gz}.
     *
     * @param folder where the four files are
     * @return the two sets
     * @throws IOException if a file is missing or damaged, images and labels differ in number, or a label is above 9
     */
    public static Split load(Path folder) throws IOException {
        return new Split(set(folder, "train"), set(folder, "t10k"));
    }

    private static Dataset set(Path folder, String name) throws IOException {
        Path imageFile = find(folder, name + "-images-idx3-ubyte"), labelFile = find(folder, name + "-labels-idx1-ubyte");
        IdxFile.Content images = IdxFile.read(imageFile, 3), labels = IdxFile.read(labelFile, 1);
        if (images.dimensions()[0] != labels.dimensions()[0]) {
            throw new IOException(labelFile.getFileName() + ": expected a label for each of " + images.dimensions()[0]
                    + " images, got " + labels.dimensions()[0]);
        }
        try {
            int features = Math.multiplyExact(images.dimensions()[1], images.dimensions()[2]);
            return Dataset.labelled(pixels(images.bytes()), features, widened(labels.bytes()), CLASSES);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(imageFile.getFileName() + " with " + labelFile.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static Path find(Path folder, String name) throws IOException {
        for (String file : new String[] {name + ".gz", name}) {
            if (Files.isRegularFile(folder.resolve(file))) {
                return folder.resolve(file);
            }
        }
        throw new NoSuchFileException(folder.toString(), null, "expected the file " + name + ".gz or " + name + " there");
    }

    private static float[] pixels(byte[] bytes) {
        float[] pixels = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pixels[i] = (bytes[i] & 255) / 255f;
        }
        return pixels;
    }

    private static int[] widened(byte[] bytes) {
        int[] labels = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            labels[i] = bytes[i] & 255;
        }
        return labels;
    }
}
