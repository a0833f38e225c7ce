package dev.lanewise.samples;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;

/**
 * Small sets of images in the form of IDX files: each class has a pattern of its own, on which lies noise, so that a small network learns
 * them in a moment.
 *
 * @param rows       of an image
 * @param columns    of an image
 * @param classes    how many
 * @param firstLabel the label of class 0
 */
record PatternImages(int rows, int columns, int classes, int firstLabel) {

    /** Like the letters of EMNIST: 26 classes counted from 1. */
    static final PatternImages LETTERS = new PatternImages(12, 10, 26, 1);

    /** Writes a training set and a test set under names such as {@code emnist-letters-train-images-idx3-ubyte.gz}. */
    void writeEmnist(Path folder, String set) throws IOException {
        Files.createDirectories(folder);
        write(folder.resolve(set + "-train-images-idx3-ubyte.gz"), folder.resolve(set + "-train-labels-idx1-ubyte.gz"), 40 * classes, true);
        write(folder.resolve(set + "-test-images-idx3-ubyte.gz"), folder.resolve(set + "-test-labels-idx1-ubyte.gz"), 4 * classes, true);
    }

    /**
     * Writes images and labels, gzipped where the names say so.
     *
     * @param transposed whether each image stands with rows and columns exchanged, as in EMNIST's files
     */
    void write(Path images, Path labels, int count, boolean transposed) throws IOException {
        var random = new SplittableRandom(count);
        try (DataOutputStream pixels = open(images); DataOutputStream numbers = open(labels)) {
            for (int header : new int[] {2051, count, transposed ? columns : rows, transposed ? rows : columns}) {
                pixels.writeInt(header);
            }
            numbers.writeInt(2049);
            numbers.writeInt(count);
            for (int i = 0; i < count; i++) {
                int number = i % classes;
                numbers.writeByte(number + firstLabel);
                for (int at = 0; at < rows * columns; at++) {
                    int row = transposed ? at % rows : at / columns, column = transposed ? at / rows : at % columns;
                    pixels.writeByte(ink(number, row, column) / 2 + random.nextInt(128));
                }
            }
        }
    }

    private int ink(int number, int row, int column) {
        return new SplittableRandom(1000L * number + 31L * row + column).nextInt(256);
    }

    private static DataOutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new DataOutputStream(new BufferedOutputStream(file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : out));
    }
}
