package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;
import dev.lanewise.model.Activation;
import java.util.Arrays;

/**
 * An activation number by number. Its floats share with the kernels the elementary functions of one float, whose bits they have by
 * contract, and no more: {@link Elementary}. Its doubles use those of {@link StrictMath}.
 *
 * @param activation the activation
 */
record ActivationReference(Activation activation) {

    /** Outputs of a layer, from its sums. */
    Traced forward(Traced z) {
        Traced h = new Traced(floats(z.floats()), doubles(z.doubles()), new double[z.size()]);
        for (int o = 0; o < h.size(); o++) {
            double in = z.bounds()[o], value = h.floats()[o];
            h.bounds()[o] = switch (activation) {
                case Activation.Identity _, Activation.Relu _ -> in;
                case Activation.Sigmoid _ -> in / 4 + 2 * StrictMath.ulp((float) value);
                case Activation.Tanh _ -> in + 2 * StrictMath.ulp((float) value);
                case Activation.LeakyRelu _ -> in + Traced.rounding(value);
                case Activation.Softmax _ -> softmaxBound(z, h.doubles()[o]);
            };
        }
        return h;
    }

    private float[] floats(float[] z) {
        float[] h = new float[z.length];
        float max = max(z), sum = sumOfExponentials(z, max);
        for (int o = 0; o < h.length; o++) {
            h[o] = switch (activation) {
                case Activation.Identity _ -> z[o];
                case Activation.Sigmoid _ -> Elementary.sigmoid(z[o]);
                case Activation.Tanh _ -> Elementary.tanh(z[o]);
                case Activation.Relu _ -> z[o] <= 0f ? 0f : z[o];
                case Activation.LeakyRelu(float slope) -> z[o] <= 0f ? slope * z[o] : z[o];
                case Activation.Softmax _ -> Elementary.exp(z[o] - max) / sum;
            };
        }
        return h;
    }

    /** The same in double alone. */
    double[] doubles(double[] z) {
        double max = max(z), sum = sumOfExponentials(z, max);
        return Arrays.stream(z).map(x -> switch (activation) {
            case Activation.Identity _ -> x;
            case Activation.Sigmoid _ -> 1 / (1 + StrictMath.exp(-x));
            case Activation.Tanh _ -> StrictMath.tanh(x);
            case Activation.Relu _ -> x <= 0 ? 0 : x;
            case Activation.LeakyRelu(float slope) -> x <= 0 ? slope * x : x;
            case Activation.Softmax _ -> StrictMath.exp(x - max) / sum;
        }).toArray();
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
    private static double softmaxBound(Traced z, double h) {
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

    /** dJ by the sums of a layer, from dJ by its outputs. */
    Traced backward(Traced dh, Traced z, Traced h) {
        Traced dz = new Traced(dh.size());
        for (int i = 0; i < dz.size(); i++) {
            double slope = derivative(z.doubles()[i], h.doubles()[i]);
            dz.floats()[i] = timesDerivative(dh.floats()[i], z.floats()[i], h.floats()[i]);
            dz.doubles()[i] = dh.doubles()[i] * slope;
            dz.bounds()[i] = Traced.productBound(dh.doubles()[i], dh.bounds()[i], slope, derivativeBound(z, h, i, slope));
        }
        return dz;
    }

    /** dJ/dh times f': a product, but for the ReLU, whose zero stays +0.0 and stops infinities. */
    private float timesDerivative(float above, float z, float h) {
        return switch (activation) {
            case Activation.Relu _ -> h <= 0f ? 0f : above;
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.LeakyRelu _, Activation.Softmax _ ->
                above * derivative(z, h);
        };
    }

    /** The factor f' of a node as training has it: from its output, or from its pre-activation where the activation needs that. */
    float derivative(float z, float h) {
        float from = activation.hasDerivativeFromOutput() ? h : z;
        return switch (activation) {
            case Activation.Identity _ -> 1f;
            case Activation.Sigmoid _ -> from * (1f - from);
            case Activation.Tanh _ -> Math.fma(-from, from, 1f);
            case Activation.Relu _ -> from <= 0f ? 0f : 1f;
            case Activation.LeakyRelu(float slope) -> from <= 0f ? slope : 1f;
            case Activation.Softmax _ -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    /** The same in double. */
    double derivative(double z, double h) {
        return switch (activation) {
            case Activation.Identity _ -> 1;
            case Activation.Sigmoid _ -> h * (1 - h);
            case Activation.Tanh _ -> 1 - h * h;
            case Activation.Relu _ -> z <= 0 ? 0 : 1;
            case Activation.LeakyRelu(float slope) -> z <= 0 ? slope : 1;
            case Activation.Softmax _ -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    private double derivativeBound(Traced z, Traced h, int i, double slope) {
        double in = h.bounds()[i], value = Math.abs(h.doubles()[i]);
        // a bound for these floats, not for all that could have come about: known is on which side of its kink the ReLU was
        boolean otherSide = z.floats()[i] <= 0 != z.doubles()[i] <= 0;
        return switch (activation) {
            case Activation.Identity _ -> 0;
            case Activation.Sigmoid _ -> Math.abs(1 - 2 * value) * in + in * in + 3 * Traced.rounding(slope) + value * Traced.U;
            case Activation.Tanh _ -> 2 * value * in + in * in + Traced.rounding(slope) + Traced.U * in;
            case Activation.Relu _ -> otherSide ? 1 : 0;
            case Activation.LeakyRelu leaky -> otherSide ? 1 - leaky.slope() : 0;
            case Activation.Softmax _ -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }
}
