package dev.lanewise.explain;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;

/**
 * The same sample forward and back in double, and beside every number a bound on how far the float of {@link FloatPass} can be
 * from it: the error that comes in, carried through to first and second order, and the rounding of each operation.
 *
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham, Accuracy and stability of numerical algorithms, section 3.3,
 *      running error analysis</a>
 */
final class DoublePass {

    /** Half a unit in the last place of 1, the rounding of one float operation. */
    private static final double U = 0x1p-24;
    /** The same for numbers too small for that: half of the smallest subnormal float. */
    private static final double TINY = 0x1p-150;

    final double[][] h;
    final double[][] z;
    final double[][] dz;
    final double[][] dh;
    final double[][] hBound;
    final double[][] zBound;
    final double[][] dzBound;
    final double[][] dhBound;

    private final FloatPass floats;
    private final float[] target;

    DoublePass(FloatPass floats, float[] target) {
        this.floats = floats;
        this.target = target;
        int layers = floats.z.length;
        h = new double[layers + 1][];
        z = new double[layers][];
        dz = new double[layers][];
        dh = new double[layers + 1][];
        hBound = new double[layers + 1][];
        zBound = new double[layers][];
        dzBound = new double[layers][];
        dhBound = new double[layers + 1][];
        h[0] = widened(floats.h[0]);
        hBound[0] = new double[h[0].length];
        for (int l = 0; l < layers; l++) {
            forward(l);
        }
        backward();
    }

    private static double[] widened(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /** What one operation with this float as its result can have rounded away. */
    private static double rounding(double result) {
        return U * Math.abs(result) + TINY;
    }

    private void forward(int l) {
        int in = h[l].length, out = floats.biases[l].length;
        z[l] = new double[out];
        zBound[l] = new double[out];
        for (int o = 0; o < out; o++) {
            double sum = floats.biases[l][o], bound = 0;
            float running = floats.biases[l][o];
            for (int i = 0; i < in; i++) {
                float w = floats.weights[l][o * in + i];
                sum += w * h[l][i];
                running = Math.fma(w, floats.h[l][i], running);
                bound += Math.abs(w) * hBound[l][i] + rounding(running);
            }
            z[l][o] = sum;
            zBound[l][o] = bound;
        }
        h[l + 1] = DoubleNetwork.activated(floats.activation(l), z[l]);
        hBound[l + 1] = activationBounds(l);
    }

    private double[] activationBounds(int l) {
        double[] bounds = new double[h[l + 1].length];
        double widest = 0;
        for (double bound : zBound[l]) {
            widest = Math.max(widest, bound);
        }
        for (int o = 0; o < bounds.length; o++) {
            double in = zBound[l][o], value = floats.h[l + 1][o];
            bounds[o] = switch (floats.activation(l)) {
                case Activation.Identity i -> in;
                case Activation.Sigmoid s -> in / 4 + 2 * StrictMath.ulp((float) value);
                case Activation.Tanh t -> in + 2 * StrictMath.ulp((float) value);
                case Activation.Relu r -> in;
                case Activation.LeakyRelu leaky -> in + rounding(value);
                case Activation.Softmax s -> softmaxBound(l, o, widest);
            };
        }
        return bounds;
    }

    /** exp(z - max) / sum: the subtraction, exp within 1 ulp, a chain of additions and the division. */
    private double softmaxBound(int l, int o, double widest) {
        double farthest = 0;
        for (float value : floats.z[l]) {
            farthest = Math.max(farthest, Math.abs((double) value));
        }
        double exponent = 2 * widest + 2 * U * farthest;
        double one = StrictMath.expm1(exponent) + 4 * U;
        double relative = 2 * one + (h[l + 1].length + 2) * U;
        return 1.01 * relative * h[l + 1][o] + 2 * h[l + 1].length * Float.MIN_VALUE;
    }

    private void backward() {
        int last = z.length - 1;
        double[] gradient = new double[target.length], bounds = new double[target.length];
        for (int o = 0; o < target.length; o++) {
            gradient[o] = switch (floats.loss) {
                case Loss.SquaredError _, Loss.SoftmaxCrossEntropy _, Loss.SigmoidCrossEntropy _ -> h[last + 1][o] - target[o];
            };
            bounds[o] = switch (floats.loss) {
                case Loss.SquaredError _, Loss.SoftmaxCrossEntropy _, Loss.SigmoidCrossEntropy _ ->
                    hBound[last + 1][o] + rounding(gradient[o]) + U * hBound[last + 1][o];
            };
        }
        if (floats.loss.isFromLogits()) {
            dz[last] = gradient;
            dzBound[last] = bounds;
        } else {
            dh[last + 1] = gradient;
            dhBound[last + 1] = bounds;
            throughActivation(last);
        }
        for (int l = last; l >= 0; l--) {
            throughWeights(l);
            if (l > 0) {
                throughActivation(l - 1);
            }
        }
    }

    private void throughActivation(int l) {
        int count = z[l].length;
        dz[l] = new double[count];
        dzBound[l] = new double[count];
        for (int i = 0; i < count; i++) {
            double slope = DoubleNetwork.derivative(floats.activation(l), z[l][i], h[l + 1][i]);
            dz[l][i] = dh[l + 1][i] * slope;
            dzBound[l][i] = productBound(dh[l + 1][i], dhBound[l + 1][i], slope, derivativeBound(l, i, slope));
        }
    }

    private double derivativeBound(int l, int i, double slope) {
        double in = hBound[l + 1][i], value = Math.abs(h[l + 1][i]);
        // a bound for these floats, not for all that could have come about: known is on which side of its kink the ReLU was
        boolean otherSide = floats.z[l][i] <= 0 != z[l][i] <= 0;
        return switch (floats.activation(l)) {
            case Activation.Identity x -> 0;
            case Activation.Sigmoid s -> Math.abs(1 - 2 * value) * in + in * in + 3 * rounding(slope) + value * U;
            case Activation.Tanh t -> 2 * value * in + in * in + rounding(slope) + U * in;
            case Activation.Relu r -> otherSide ? 1 : 0;
            case Activation.LeakyRelu leaky -> otherSide ? 1 - leaky.slope() : 0;
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    private void throughWeights(int l) {
        int in = h[l].length;
        dh[l] = new double[in];
        dhBound[l] = new double[in];
        float[] running = new float[in];
        for (int o = 0; o < dz[l].length; o++) {
            for (int i = 0; i < in; i++) {
                float w = floats.weights[l][o * in + i];
                dh[l][i] += w * dz[l][o];
                running[i] = Math.fma(w, floats.dz[l][o], running[i]);
                dhBound[l][i] += Math.abs(w) * dzBound[l][o] + rounding(running[i]);
            }
        }
    }

    /** Of the product of two floats with errors, itself rounded; the last part keeps the doubles' own rounding in. */
    static double productBound(double a, double aBound, double b, double bBound) {
        double incoming = Math.abs(a) * bBound + Math.abs(b) * aBound + aBound * bBound;
        return incoming + rounding(Math.abs(a * b) + incoming) + 0x1p-40 * Math.abs(a * b);
    }
}
