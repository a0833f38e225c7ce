package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;
import java.util.Arrays;

/**
 * Activations that keep their derivative: on the way forward f(z) and f'(z), on the way back products with f'(z). Both implementations
 * give the same bits, those of {@link ActivationFunction}.
 *
 * <p>Matrices are P(features x block), where a lane is a sample, or P(batch x features), where a row is a sample, for methods named
 * {@code ...Rows}. All matrices of a call have the rows and columns of z. Nothing is checked here. h, slope and term may each be z, but
 * no two of them the same.
 *
 * <p>A learned activation has a parameter for each output, {@code a}: P(1 x features), the panels one after the other, padding +0.0.
 *
 * <p>Safe for use by any number of threads, each with scratch of its own.
 */
public abstract class ActivationLoops {

    /** Rows of a strip, which goes through all passes while it is in the first-level cache. */
    private static final int STRIP_ROWS = 32;
    static final int STRIP = STRIP_ROWS * LANES;
    /** Strips in scratch: of a vector implementation three, and the parameters. */
    private static final int STRIPS = 4;
    private static final int PARAMETERS = 3 * STRIP;
    /** Rows of the scratch of one call, P(SCRATCH_ROWS x 16). */
    public static final int SCRATCH_ROWS = STRIPS * STRIP_ROWS;

    ActivationLoops() {
    }

    /**
     * The loops that go with some kernels.
     *
     * @param kernels in use
     * @return vector loops where these kernels use vectors, else scalar ones
     */
    public static ActivationLoops of(Kernels kernels) {
        return kernels.vectorBits() > 0 ? Vectors.LOOPS : Scalars.LOOPS;
    }

    /**
     * {@code h = f(z)} and {@code slope = f'(z)} of P(features x block).
     *
     * @param f       activation
     * @param p       its parameter
     * @param z       pre-activations
     * @param h       written
     * @param slope   written; null where nobody wants it
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     */
    public final void forward(ActivationFunction f, float p, Panels z, Panels h, Panels slope, Panels scratch) {
        forward(Form.PLAIN, f, p, null, false, z, h, slope, null, scratch);
    }

    /**
     * {@link #forward} of P(batch x features). Padding columns of h are +0.0 afterwards, whatever f(0) is. Those of slope are f'(0), which
     * leaves a product with +0.0 what it is.
     *
     * @param f       activation
     * @param p       its parameter
     * @param z       pre-activations, padding columns +0.0
     * @param h       written
     * @param slope   written; null where nobody wants it
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     */
    public final void forwardRows(ActivationFunction f, float p, Panels z, Panels h, Panels slope, Panels scratch) {
        forward(Form.PLAIN, f, p, null, true, z, h, slope, null, scratch);
    }

    /**
     * The parametric form of an activation, {@code h = z + a * (f(z) - z)}: {@code term = f(z) - z}, which is dh/da,
     * {@code h = fma(a, term, z)} and {@code slope = fma(a, f'(z) - 1, 1)}, of P(features x block). The identity where a is 0, f where a
     * is 1; NaN where z is infinite.
     *
     * @param f       activation
     * @param p       its parameter
     * @param a       one number for each row
     * @param z       pre-activations
     * @param h       written
     * @param slope   written; null where nobody wants slope and term
     * @param term    written; null where nobody wants slope and term
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     */
    public final void parametric(ActivationFunction f, float p, Panels a, Panels z, Panels h, Panels slope, Panels term, Panels scratch) {
        forward(Form.PARAMETRIC, f, p, a, false, z, h, slope, term, scratch);
    }

    /**
     * {@link #parametric} of P(batch x features); padding columns of h are +0.0 afterwards.
     *
     * @param f       activation
     * @param p       its parameter
     * @param a       one number for each column
     * @param z       pre-activations, padding columns +0.0
     * @param h       written
     * @param slope   written; null where nobody wants slope and term
     * @param term    written, padding columns too; null where nobody wants slope and term
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     */
    public final void parametricRows(ActivationFunction f, float p, Panels a, Panels z, Panels h, Panels slope, Panels term,
            Panels scratch) {
        forward(Form.PARAMETRIC, f, p, a, true, z, h, slope, term, scratch);
    }

    /**
     * PReLU: {@code h = z <= 0 ? a * z : z}, {@code slope = z <= 0 ? a : 1} and {@code term = z <= 0 ? z : 0}, which is dh/da, of
     * P(features x block).
     *
     * @param a       one number for each row
     * @param z       pre-activations
     * @param h       written
     * @param slope   written; null where nobody wants slope and term
     * @param term    written; null where nobody wants slope and term
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving Deep into Rectifiers, ICCV 2015</a>
     */
    public final void prelu(Panels a, Panels z, Panels h, Panels slope, Panels term, Panels scratch) {
        forward(Form.PRELU, null, 0f, a, false, z, h, slope, term, scratch);
    }

    /**
     * {@link #prelu} of P(batch x features); padding columns of h are +0.0 afterwards.
     *
     * @param a       one number for each column
     * @param z       pre-activations, padding columns +0.0
     * @param h       written
     * @param slope   written; null where nobody wants slope and term
     * @param term    written, padding columns too; null where nobody wants slope and term
     * @param scratch P({@link #SCRATCH_ROWS} x 16), overwritten
     */
    public final void preluRows(Panels a, Panels z, Panels h, Panels slope, Panels term, Panels scratch) {
        forward(Form.PRELU, null, 0f, a, true, z, h, slope, term, scratch);
    }

    /**
     * {@code product = x * y}, element by element, padding too: {@code dz = dh * slope}, and {@code da = dh * term} before the sum over
     * samples.
     *
     * @param x       P(rows x cols)
     * @param y       P(rows x cols)
     * @param product P(rows x cols), written; may be x or y
     */
    public final void multiply(Panels x, Panels y, Panels product) {
        boolean joined = isOneRun(x) && isOneRun(y) && isOneRun(product);
        int runs = joined ? 1 : x.panels(), floats = joined ? x.panels() * x.rows() * LANES : x.rows() * LANES;
        for (int column = 0; column < runs * LANES; column += LANES) {
            multiply(floats, x.data(), x.index(0, column), y.data(), y.index(0, column), product.data(),
                    product.index(0, column));
        }
    }

    /** Loaded where there are vectors. */
    private static final class Vectors {
        private static final ActivationLoops LOOPS = new VectorActivationLoops();
    }

    private static final class Scalars {
        private static final ActivationLoops LOOPS = new ScalarActivationLoops();
    }

    /** What becomes of z and a. */
    private enum Form { PLAIN, PARAMETRIC, PRELU }

    private void forward(Form form, ActivationFunction f, float p, Panels a, boolean byRows, Panels z, Panels h, Panels slope, Panels term,
            Panels scratch) {
        // the more floats, the more vectors are under way; but each panel has parameters of its own
        boolean joined = form == Form.PLAIN && isOneRun(z) && isOneRun(h) && (slope == null || isOneRun(slope));
        int runs = joined ? 1 : z.panels(), runRows = joined ? z.panels() * z.rows() : z.rows();
        for (int column = 0; column < runs * LANES; column += LANES) {
            for (int row = 0; row < runRows; row += STRIP_ROWS) {
                int rows = Math.min(STRIP_ROWS, runRows - row);
                if (form != Form.PLAIN) {
                    spread(rows, a.data(), a.offset() + (byRows ? column : row), byRows, scratch.data(), scratch.offset() + PARAMETERS);
                }
                strip(form, f, p, rows * LANES, z, h, slope, term, row, column, scratch.data(), scratch.offset());
            }
        }
        if (byRows) {
            clearPadding(h);
        }
    }

    /** Whether panels follow each other without a gap. */
    private static boolean isOneRun(Panels m) {
        return m.stride() == m.rows() * LANES;
    }

    private void strip(Form form, ActivationFunction f, float p, int floats, Panels z, Panels h, Panels slope, Panels term, int row,
            int column, float[] s, int sAt) {
        float[] slopes = slope == null ? null : slope.data(), terms = term == null ? null : term.data();
        int slopeAt = slope == null ? 0 : slope.index(row, column), termAt = term == null ? 0 : term.index(row, column);
        int zAt = z.index(row, column), hAt = h.index(row, column);
        switch (form) {
            case PLAIN -> plain(f, p, floats, z.data(), zAt, h.data(), hAt, slopes, slopeAt, s, sAt);
            case PARAMETRIC -> parametric(f, p, floats, s, sAt + PARAMETERS, z.data(), zAt, h.data(), hAt, slopes, slopeAt, terms, termAt,
                    s, sAt);
            case PRELU -> prelu(floats, s, sAt + PARAMETERS, z.data(), zAt, h.data(), hAt, slopes, slopeAt, terms, termAt, s, sAt);
        }
    }

    private static void clearPadding(Panels h) {
        int used = h.cols() % LANES;
        for (int row = 0; used > 0 && row < h.rows(); row++) {
            int at = h.index(row, h.cols() - used);
            Arrays.fill(h.data(), at + used, at + LANES, 0f);
        }
    }

    /** {@code h = f(z)}; {@code slope = f'(z)} unless that is null. */
    abstract void plain(ActivationFunction f, float p, int floats, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] s, int sAt);

    /** {@code h = fma(a, f(z) - z, z)} with a parameter for each float; slope and term unless they are null. */
    abstract void parametric(ActivationFunction f, float p, int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt,
            float[] slope, int slopeAt, float[] term, int termAt, float[] s, int sAt);

    /** {@code h = z <= 0 ? a * z : z} with a parameter for each float; slope and term unless they are null. */
    abstract void prelu(int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] term, int termAt, float[] s, int sAt);

    /** Sixteen parameters to each row, or one to all sixteen floats of a row and the next one to the next row. */
    abstract void spread(int rows, float[] a, int aAt, boolean byRows, float[] to, int at);

    /** {@code product = x * y}. */
    abstract void multiply(int floats, float[] x, int xAt, float[] y, int yAt, float[] product, int productAt);
}
