package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;
import java.util.List;

/**
 * Numbers held between two bounds, as steps around a hard tanh. Its weights are floats, so a shift as large as the wider bound would take
 * the digits of small numbers away; where bounds are wide, a ReLU keeps the shift small.
 */
final class Limits {

    /** How much larger than a number, or than 1, what is added and taken away again may be: its rounding is then below 1e-5. */
    private static final double MOST_SHIFTED = 50;
    /** Numbers that are taken apart above and below 0; a target for tables is one. */
    private static final int MOST_APART = 16;
    /** Stands for no bound where one is divided by: the quotients are floats that keep their digits. */
    private static final double NONE = 1e30;

    private Limits() {
    }

    /** {@code clamp(x, low, high)} of rows; a bound that no float passes is none. */
    static List<Step> steps(double low, double high, int width) {
        if (high >= Float.MAX_VALUE) {
            return low >= -MOST_SHIFTED ? List.of(diagonal(1, -low), relu(), diagonal(1, low)) : bothSides(low, NONE, width);
        }
        if (low <= -Float.MAX_VALUE) {
            return high <= MOST_SHIFTED ? List.of(diagonal(-1, high), relu(), diagonal(-1, high)) : bothSides(-NONE, high, width);
        }
        double middle = low / 2 + high / 2, half = high / 2 - low / 2, smallest = Math.max(0, Math.max(low, -high));
        if (middle == 0 || half + Math.abs(middle) <= MOST_SHIFTED * Math.max(1, smallest)) {
            return List.of(diagonal(1 / half, -middle / half), hard(), diagonal(half, middle));
        }
        if (low >= 0) {
            return List.of(diagonal(1, -low), relu(), diagonal(1 / (high - low), 0), hard(), diagonal(high - low, low));
        }
        if (high <= 0) {
            return List.of(diagonal(-1, high), relu(), diagonal(1 / (high - low), 0), hard(), diagonal(low - high, high));
        }
        return bothSides(low, high, width);
    }

    /** What is above 0 beside what is below. */
    private static List<Step> bothSides(double low, double high, int width) {
        if (width > MOST_APART) {
            throw new IllegalArgumentException("the bounds " + low + " and " + high + " around 0 leave too few digits of small numbers;"
                    + " they are supported of at most " + MOST_APART + " numbers side by side, got " + width);
        }
        int both = 2 * width;
        double[] apart = new double[both * width], together = new double[apart.length];
        double[] factors = new double[both];
        for (int i = 0; i < width; i++) {
            apart[i * width + i] = 1;
            apart[(width + i) * width + i] = -1;
            factors[i] = 1 / high;
            factors[width + i] = -1 / low;
            together[i * both + i] = high;
            together[i * both + width + i] = low;
        }
        return List.of(new Step.Affine(width, apart, new double[0]), relu(), new Step.Diagonal(factors, new double[both]), hard(),
                new Step.Affine(both, together, new double[0]));
    }

    private static Step diagonal(double factor, double shift) {
        return new Step.Diagonal(new double[] {factor}, new double[] {shift});
    }

    private static Step relu() {
        return new Step.Function(Activation.relu());
    }

    private static Step hard() {
        return new Step.Function(Activation.hardTanh());
    }
}
