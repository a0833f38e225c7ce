package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;

/**
 * Weights P(rows x cols) in half or a quarter of their memory. Immutable.
 *
 * <p>bfloat16: the upper half of a float, rounded to even. Rows k and k + 1, k even, share ints: {@code << 16} gives the weights of the
 * first, {@code & 0xffff0000} those of the second. INT8: {@code w = scale[col] * q}, where q is a whole number from -127 to 127. Both are
 * padded as {@link Panels} are.
 */
public final class CompactMatrix {

    /** Where sums of whole numbers begin. */
    public static final Panels ZEROS = PanelKernels.ZEROS;

    private static final int HALF = 16;
    /** Those bits of an int that are the second row. */
    static final int UPPER = 0xffff0000;
    private static final float LARGEST = Float.intBitsToFloat(0x7f7f0000);
    private static final int MOST = 127;

    private final int rows;
    private final int cols;
    private final int[] pairs;
    private final byte[] whole;
    private final Panels scales;

    private CompactMatrix(Panels w, int[] pairs, byte[] whole, Panels scales) {
        rows = w.rows();
        cols = w.cols();
        this.pairs = pairs;
        this.whole = whole;
        this.scales = scales;
    }

    /**
     * Rounds to bfloat16. What is larger than its largest number becomes that.
     *
     * @param w P(rows x cols), finite
     * @return the rounded weights
     */
    public static CompactMatrix bf16(Panels w) {
        int[] pairs = new int[size(w.panels(), (w.rows() + 1) / 2)];
        for (int p = 0; p < w.panels(); p++) {
            for (int i = 0; i < w.rows() * LANES; i++) {
                int row = i / LANES, at = (p * ((w.rows() + 1) / 2) + row / 2) * LANES + i % LANES;
                pairs[at] |= row % 2 == 0 ? rounded(w.data()[w.panelAt(p) + i]) >>> HALF : rounded(w.data()[w.panelAt(p) + i]);
            }
        }
        return new CompactMatrix(w, pairs, null, null);
    }

    private static int rounded(float value) {
        int bits = Float.floatToRawIntBits(Math.clamp(value, -LARGEST, LARGEST));
        return bits + (UPPER >>> HALF + 1) + (bits >>> HALF & 1) & UPPER;
    }

    /**
     * Rounds to whole numbers: the scale of an output is its largest weight over 127, its numbers {@code rint(w / scale)} in double.
     * Rounding {@link #widened} weights again gives the same: for a quotient of floats by 127, 127 times it leads back to it.
     *
     * @param w P(rows x cols), finite
     * @return the rounded weights
     */
    public static CompactMatrix int8(Panels w) {
        byte[] whole = new byte[size(w.panels(), w.rows())];
        Panels scales = Panels.allocate(1, w.cols());
        for (int col = 0; col < w.cols(); col++) {
            float largest = 0f;
            for (int row = 0; row < w.rows(); row++) {
                largest = Math.max(largest, Math.abs(w.at(row, col)));
            }
            float scale = largest / MOST;
            scales.set(0, col, scale);
            for (int row = 0; row < w.rows(); row++) {
                long q = scale == 0f ? 0 : (long) Math.rint((double) w.at(row, col) / scale);
                whole[(col / LANES * w.rows() + row) * LANES + col % LANES] = (byte) Math.clamp(q, -MOST, MOST);
            }
        }
        return new CompactMatrix(w, null, whole, scales);
    }

    private static int size(int panels, int rows) {
        return Math.multiplyExact(Math.multiplyExact(panels, rows), LANES);
    }

    /**
     * Rows.
     *
     * @return inputs of the layer
     */
    public int rows() {
        return rows;
    }

    /**
     * Columns without padding.
     *
     * @return outputs of the layer
     */
    public int cols() {
        return cols;
    }

    /**
     * The scales of whole numbers.
     *
     * @return P(1 x cols), or null of bfloat16
     */
    public Panels scales() {
        return scales;
    }

    /** Of bfloat16, panel after panel: sixteen ints for each two rows. */
    int[] pairs() {
        return pairs;
    }

    /** Of INT8, panel after panel: sixteen bytes for each row. */
    byte[] whole() {
        return whole;
    }

    /** Ints from one panel to the next. */
    int pairStride() {
        return (rows + 1) / 2 * LANES;
    }

    /**
     * The memory that it takes.
     *
     * @return bytes of its arrays
     */
    public long bytes() {
        return scales == null ? (long) pairs.length * Integer.BYTES : whole.length + (long) scales.panels() * LANES * Float.BYTES;
    }

    /**
     * The weights as floats: those of bfloat16 are exact, {@code q * scale} is rounded once, to a finite number.
     *
     * @return P(rows x cols), a copy
     */
    public Panels widened() {
        Panels floats = Panels.allocate(rows, cols);
        new CompactLoops.Scalar().widen(this, 0, floats);
        for (int p = 0; scales != null && p < floats.panels(); p++) {
            for (int i = 0; i < rows * LANES; i++) {
                float weight = floats.data()[floats.panelAt(p) + i] * scales.data()[scales.panelAt(p) + i % LANES];
                floats.data()[floats.panelAt(p) + i] = Math.clamp(weight, -Float.MAX_VALUE, Float.MAX_VALUE);
            }
        }
        return floats;
    }
}
