package dev.lanewise.data;

/**
 * How large a set of images is, as the headers of its files say, before anything is loaded.
 *
 * @param name         of the set
 * @param images       in all parts together
 * @param rows         of an image
 * @param columns      of an image
 * @param channels     of an image
 * @param elementBytes of a pixel in memory: 1 where the file has unsigned bytes, else 4
 */
public record ImageExtent(String name, long images, int rows, int columns, int channels, int elementBytes) {

    /**
     * Numbers in an image.
     *
     * @return at least 0
     */
    public int features() {
        return rows * columns * channels;
    }

    /**
     * Memory of the loaded images and their labels.
     *
     * @return bytes
     */
    public long bytes() {
        return images * ((long) features() * elementBytes + Integer.BYTES);
    }
}
