package dev.lanewise.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The form of images: rows of columns of channels, or channels of rows of columns.
 *
 * @param rows         of an image
 * @param columns      of an image
 * @param channels     of a pixel
 * @param channelsLast whether the channels of a pixel stand together
 */
record ImageShape(int rows, int columns, int channels, boolean channelsLast) {

    private static final int MOST_CHANNELS = 4;

    /** Of the sizes that an IDX file tells: count, rows, columns, and channels in front of the last two or behind them. */
    static ImageShape of(String file, int[] sizes) throws IOException {
        if (sizes.length == 3) {
            return new ImageShape(sizes[1], sizes[2], 1, true);
        }
        boolean last = sizes[3] <= MOST_CHANNELS;
        if (!last && sizes[1] > MOST_CHANNELS) {
            throw new IOException(file + ": expected at most " + MOST_CHANNELS + " channels as the second or the last size, got images of "
                    + Arrays.stream(sizes).skip(1).mapToObj(Integer::toString).collect(Collectors.joining("x")));
        }
        return last ? new ImageShape(sizes[1], sizes[2], sizes[3], true) : new ImageShape(sizes[2], sizes[3], sizes[1], false);
    }

    int features() {
        return Math.multiplyExact(Math.multiplyExact(rows, columns), channels);
    }

    ImageShape transposed() {
        return new ImageShape(columns, rows, channels, channelsLast);
    }

    /** Where each number of a transposed image stands in the image. */
    int[] transposition() {
        int[] from = new int[features()];
        int channelStep = channelsLast ? 1 : rows * columns, pixelStep = channelsLast ? channels : 1;
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int first = channel * channelStep;
                    from[first + (column * rows + row) * pixelStep] = first + (row * columns + column) * pixelStep;
                }
            }
        }
        return from;
    }

    @Override
    public String toString() {
        return rows + "x" + columns + (channels == 1 ? "" : "x" + channels);
    }
}
