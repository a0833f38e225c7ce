package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;
import java.util.Arrays;

/**
 * Numbers as what the products of their piecewise-linear embeddings read. Data are moved but for one difference a number, so the same
 * scalar loops serve every implementation. A row is a sample.
 */
public final class PiecewiseLinearLoops {

    private PiecewiseLinearLoops() {
    }

    /**
     * The bin of a position: the first has no lower end and the last no upper one.
     *
     * @param position the position
     * @param bins     how many there are
     * @return from 0 to one less than {@code bins}; 0 of NaN
     */
    public static int bin(float position, int bins) {
        return Math.clamp((int) position, 0, bins - 1);
    }

    /**
     * What the weights of a column are multiplied by: 1 for the bins below that of the position, the rest of the position for that bin, 0
     * for those above it, and the number itself at the end.
     *
     * @param from     P(samples x features)
     * @param input    column of {@code from}: numbers
     * @param position column of {@code from}: their positions
     * @param to       P(samples x (bins + 1)), written with its padding columns
     */
    public static void expand(Panels from, int input, int position, Panels to) {
        int bins = to.cols() - 1, inputAt = from.index(0, input), positionAt = from.index(0, position);
        for (int panel = 0; panel < to.panels(); panel++) {
            int first = panel * LANES, at = to.index(0, first);
            for (int b = 0; b < to.rows(); b++) {
                float p = from.data()[positionAt + b * LANES];
                int row = at + b * LANES, bin = bin(p, bins), ones = Math.clamp(bin - first, 0, LANES);
                Arrays.fill(to.data(), row, row + ones, 1f);
                Arrays.fill(to.data(), row + ones, row + LANES, 0f);
                if (bin / LANES == panel) {
                    to.data()[row + bin % LANES] = p - bin;
                }
                if (bins / LANES == panel) {
                    to.data()[row + bins % LANES] = from.data()[inputAt + b * LANES];
                }
            }
        }
    }

    /**
     * The gradients by numbers and positions: the number goes through its own weights, the position through those of its bin.
     *
     * @param w        P((bins + 1) x dims)
     * @param from     P(samples x features)
     * @param input    column of {@code from} and {@code to}: numbers
     * @param position column of {@code from} and {@code to}: their positions
     * @param dz       P(samples x width)
     * @param at       where in {@code dz} the dims begin
     * @param to       P(samples x features), two columns written
     */
    public static void gradient(Panels w, Panels from, int input, int position, Panels dz, int at, Panels to) {
        int bins = w.rows() - 1;
        for (int b = 0; b < from.rows(); b++) {
            int bin = bin(from.at(b, position), bins);
            float byInput = 0f, byPosition = 0f;
            for (int d = 0; d < w.cols(); d++) {
                byInput = Math.fma(w.at(bins, d), dz.at(b, at + d), byInput);
                byPosition = Math.fma(w.at(bin, d), dz.at(b, at + d), byPosition);
            }
            to.set(b, input, byInput);
            to.set(b, position, byPosition);
        }
    }
}
