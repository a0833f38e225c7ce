package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;
import java.util.Arrays;

/**
 * {@code h = exp(z) / sum exp(z)}. The cost is differentiated by its z at once, so that nothing goes back through it alone.
 *
 * @see LossReference
 */
record SoftmaxReference() implements StageReference {

    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public Traced forward(Traced z) {
        Traced h = new Traced(new float[z.size()], forward(z.doubles(), Move.NONE), new double[z.size()]);
        float max = max(z.floats()), sum = sumOfExponentials(z.floats(), max);
        for (int o = 0; o < h.size(); o++) {
            h.floats()[o] = Elementary.exp(z.floats()[o] - max) / sum;
            h.bounds()[o] = bound(z, h.doubles()[o]);
        }
        return h;
    }

    @Override
    public double[] forward(double[] z, Move move) {
        double max = max(z), sum = sumOfExponentials(z, max);
        return Arrays.stream(z).map(x -> StrictMath.exp(x - max) / sum).toArray();
    }

    static float max(float[] z) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : z) {
            max = Math.max(max, value);
        }
        return max;
    }

    static double max(double[] z) {
        return Arrays.stream(z).reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    static float sumOfExponentials(float[] z, float max) {
        float sum = 0f;
        for (float value : z) {
            sum += Elementary.exp(value - max);
        }
        return sum;
    }

    static double sumOfExponentials(double[] z, double max) {
        double sum = 0;
        for (double value : z) {
            sum += StrictMath.exp(value - max);
        }
        return sum;
    }

    /** exp(z - max) / sum: the subtraction, exp within 1 ulp, a chain of additions and the division. */
    private static double bound(Traced z, double h) {
        double widest = 0, farthest = 0;
        for (int o = 0; o < z.size(); o++) {
            widest = Math.max(widest, z.bounds()[o]);
            farthest = Math.max(farthest, Math.abs((double) z.floats()[o]));
        }
        double exponent = 2 * widest + 2 * Traced.U * farthest;
        double one = StrictMath.expm1(exponent) + 4 * Traced.U;
        double relative = 2 * one + (z.size() + 2) * Traced.U;
        return 1.01 * relative * h + 2 * z.size() * Float.MIN_VALUE;
    }

    @Override
    public Traced backward(Traced dh, Traced z, Traced h) {
        throw notAlone();
    }

    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        throw notAlone();
    }

    private static IllegalArgumentException notAlone() {
        return new IllegalArgumentException("a softmax is not differentiated alone");
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return "softmax of all sums of layer " + (layer + 1);
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        throw notAlone();
    }
}
