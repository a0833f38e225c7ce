package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The images of a file.
 *
 * @param file    where they stood
 * @param count   how many there are
 * @param shape   of each
 * @param content their pixels
 */
record ImageReader(Path file, int count, ImageShape shape, IdxFile.Content content) {

    private static final int MOST_DIMENSIONS = 4;

    static ImageReader read(Path file, boolean transposed, int arrayBytes) throws IOException {
        IdxFile.Content content = IdxFile.read(file, 3, MOST_DIMENSIONS, arrayBytes);
        ImageShape shape = ImageShape.of(file.getFileName().toString(), content.dimensions());
        int count = content.dimensions()[0];
        if (!transposed) {
            return new ImageReader(file, count, shape, content);
        }
        if (count > 0) {
            transpose(content, shape.transposition());
        }
        return new ImageReader(file, count, shape.transposed(), content);
    }

    /** What the header promises. */
    static ImageExtent extent(String name, Path file) throws IOException {
        try (IdxReader in = new IdxReader(file, 3, MOST_DIMENSIONS, IdxReader.ARRAY_BYTES)) {
            ImageShape shape = ImageShape.of(in.name(), in.sizes());
            return new ImageExtent(name, in.sizes()[0], shape.rows(), shape.columns(), shape.channels(),
                    in.type() == ElementType.UNSIGNED_BYTE ? Byte.BYTES : Float.BYTES);
        }
    }

    private static void transpose(IdxFile.Content content, int[] from) {
        switch (content) {
            case IdxFile.Content.Bytes bytes -> bytes.arrays().forEach(array -> reorder(array, from));
            case IdxFile.Content.Floats floats -> floats.arrays().forEach(array -> reorder(array, from));
        }
    }

    private static void reorder(byte[] images, int[] from) {
        for (int at = 0; at < images.length; at += from.length) {
            byte[] image = Arrays.copyOfRange(images, at, at + from.length);
            for (int i = 0; i < from.length; i++) {
                images[at + i] = image[from[i]];
            }
        }
    }

    private static void reorder(float[] images, int[] from) {
        for (int at = 0; at < images.length; at += from.length) {
            float[] image = Arrays.copyOfRange(images, at, at + from.length);
            for (int i = 0; i < from.length; i++) {
                images[at + i] = image[from[i]];
            }
        }
    }

    /** The images with their classes. */
    Dataset with(Path labelFile, int[] labels, ClassNumbers numbers) throws IOException {
        if (labels.length != count) {
            throw new IOException(labelFile.getFileName() + ": expected a label for each of " + count + " images, got " + labels.length);
        }
        try {
            return switch (content) {
                case IdxFile.Content.Bytes bytes ->
                    Dataset.labelledBytes(bytes.arrays(), shape.features(), numbers.classesOf(labels), numbers.classes());
                case IdxFile.Content.Floats floats ->
                    Dataset.labelled(floats.arrays(), shape.features(), numbers.classesOf(labels), numbers.classes());
            };
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFileName() + " with " + labelFile.getFileName() + ": " + e.getMessage(), e);
        }
    }
}
