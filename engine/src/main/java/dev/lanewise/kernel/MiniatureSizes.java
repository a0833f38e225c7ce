package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/**
 * Sizes of the layers and batches of a miniature: as small as they may be for the same tiles to run as with the real sizes. The remainders
 * that take tiles of their own are kept.
 */
public final class MiniatureSizes {

    /** Products of a sum from where on a loop counts more than its call. */
    public static final int SHORT_SUMS = 24;
    /**
     * Nearly every real sum. Where nothing but the miniature has run when C2 compiles a tile of samples, it lays the tile out for loops as
     * short as those that it has seen, and leaves it 5 % slower for good.
     */
    public static final int LONG_SUMS = 1024;
    /** Outputs that one sample takes in a tile of eight vectors, at any width. */
    private static final int WIDE_ROW = 8 * Panels.LANES;
    /** Two panels: tiles are two vectors wide. */
    private static final int PAIR = 2 * Panels.LANES;

    private MiniatureSizes() {
    }

    /**
     * Inputs of the first layer.
     *
     * @param inputs real ones
     * @param sums   {@link #SHORT_SUMS} or {@link #LONG_SUMS}
     * @return at most 39 or 1,039
     */
    public static int inputs(int inputs, int sums) {
        return inputs < sums + Panels.LANES ? inputs : sums + inputs % Panels.LANES;
    }

    /**
     * Outputs of a hidden layer.
     *
     * @param outputs real ones
     * @param few     whether there are fewer than sixteen samples, so that a lane is an output
     * @return at most 255
     */
    public static int hidden(int outputs, boolean few) {
        int whole = few ? WIDE_ROW : PAIR;
        return outputs < 2 * whole ? outputs : whole + outputs % whole;
    }

    /**
     * Outputs of the last layer; exponentials and logarithms are the slowest of all until they are compiled, so it has few.
     *
     * @param outputs real ones
     * @param few     whether there are fewer than sixteen samples, so that a lane is an output
     * @return at most 18
     */
    public static int last(int outputs, boolean few) {
        return Math.min(outputs, few && outputs > Panels.LANES ? Panels.LANES + 2 : 2);
    }

    /**
     * Samples of a call or step.
     *
     * @param samples real ones
     * @return at most 63
     */
    public static int samples(int samples) {
        return samples < 2 * PAIR ? samples : PAIR + samples % PAIR;
    }
}
