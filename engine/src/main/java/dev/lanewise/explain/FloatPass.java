package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;

/**
 * One sample forward and back in float, node by node in plain loops, with the operations of training in the order of training.
 * With the kernels it shares the elementary functions and no more: {@link Elementary}, exp, log, sigmoid and tanh of one float, whose
 * bits they have by contract. Its sums, orders, activations, losses and derivatives are its own, so that agreement with the kernels is a
 * proof of both; the elementary functions themselves are proved by tests against double, and here by {@link DoublePass}, which uses
 * those of {@link StrictMath}.
 */
final class FloatPass {

    final Network network;
    final Loss loss;
    final float[][] weights;
    final float[][] biases;
    /** h[l][i], z[l][i] as in {@link Explanation.Values}. */
    final float[][] h;
    final float[][] z;
    /** dJ by z[l][i]. */
    final float[][] dz;
    /** dJ by h[l][i]; null in the last layer where J is from logits, and so is differentiated by the sums at once. */
    final float[][] dh;
    final float cost;

    private final float[] target;

    FloatPass(Network network, Loss loss, float[] input, float[] target) {
        this.network = network;
        this.loss = loss;
        this.target = target;
        int layers = network.spec().layers().size();
        weights = new float[layers][];
        biases = new float[layers][];
        h = new float[layers + 1][];
        z = new float[layers][];
        dz = new float[layers][];
        dh = new float[layers + 1][];
        h[0] = input;
        for (int l = 0; l < layers; l++) {
            weights[l] = network.weights(l);
            biases[l] = network.biases(l);
            forward(l);
        }
        cost = cost();
        backward();
    }

    Activation activation(int layer) {
        return network.spec().layers().get(layer).activation();
    }

    private void forward(int l) {
        int in = h[l].length, out = biases[l].length;
        z[l] = new float[out];
        for (int o = 0; o < out; o++) {
            float sum = biases[l][o];
            for (int i = 0; i < in; i++) {
                sum = Math.fma(weights[l][o * in + i], h[l][i], sum);
            }
            z[l][o] = sum;
        }
        h[l + 1] = activated(activation(l), z[l]);
    }

    private static float[] activated(Activation activation, float[] z) {
        return switch (activation) {
            case Activation.Softmax _ -> softmax(z);
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.Relu _, Activation.LeakyRelu _ ->
                elementwise(activation, z);
        };
    }

    private static float[] softmax(float[] z) {
        float[] h = new float[z.length];
        float max = max(z), sum = sumOfExponentials(z, max);
        for (int o = 0; o < h.length; o++) {
            h[o] = Elementary.exp(z[o] - max) / sum;
        }
        return h;
    }

    private static float[] elementwise(Activation activation, float[] z) {
        float[] h = new float[z.length];
        for (int o = 0; o < h.length; o++) {
            h[o] = f(activation, z[o]);
        }
        return h;
    }

    private static float f(Activation activation, float z) {
        return switch (activation) {
            case Activation.Identity i -> z;
            case Activation.Sigmoid s -> Elementary.sigmoid(z);
            case Activation.Tanh t -> Elementary.tanh(z);
            case Activation.Relu r -> z <= 0f ? 0f : z;
            case Activation.LeakyRelu(float slope) -> z <= 0f ? slope * z : z;
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    /** The factor f' of a node as training has it: from its output, or from its pre-activation where the activation needs that. */
    float derivative(int l, int i) {
        Activation activation = activation(l);
        return derivative(activation, activation.hasDerivativeFromOutput() ? h[l + 1][i] : z[l][i]);
    }

    private static float derivative(Activation activation, float h) {
        return switch (activation) {
            case Activation.Identity i -> 1f;
            case Activation.Sigmoid s -> h * (1f - h);
            case Activation.Tanh t -> Math.fma(-h, h, 1f);
            case Activation.Relu r -> h <= 0f ? 0f : 1f;
            case Activation.LeakyRelu(float slope) -> h <= 0f ? slope : 1f;
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    /** dJ/dh times f': a product, but for the ReLU, whose zero stays +0.0 and stops infinities. */
    private float timesDerivative(int l, int i) {
        float above = dh[l + 1][i];
        return switch (activation(l)) {
            case Activation.Relu _ -> h[l + 1][i] <= 0f ? 0f : above;
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.LeakyRelu _, Activation.Softmax _ ->
                above * derivative(l, i);
        };
    }

    private static float max(float[] z) {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : z) {
            max = Math.max(max, value);
        }
        return max;
    }

    private static float sumOfExponentials(float[] z, float max) {
        float sum = 0f;
        for (float value : z) {
            sum += Elementary.exp(value - max);
        }
        return sum;
    }

    private float cost() {
        float[] sums = z[z.length - 1], out = h[h.length - 1];
        float max = max(sums), logSum = Elementary.log(sumOfExponentials(sums, max)), cost = 0f;
        for (int o = 0; o < out.length; o++) {
            float y = target[o], x = sums[o], d = out[o] - y;
            cost = switch (loss) {
                case Loss.SquaredError s -> Math.fma(0.5f * d, d, cost);
                case Loss.SoftmaxCrossEntropy s -> Math.fma(y, (max - x) + logSum, cost);
                case Loss.SigmoidCrossEntropy s ->
                    cost + (Math.fma(-x, y, x <= 0f ? 0f : x) + Elementary.log(1f + Elementary.exp(-Math.abs(x))));
            };
        }
        return cost;
    }

    private void backward() {
        int last = z.length - 1;
        float[] gradient = new float[target.length];
        for (int o = 0; o < gradient.length; o++) {
            gradient[o] = switch (loss) {
                case Loss.SquaredError _, Loss.SoftmaxCrossEntropy _, Loss.SigmoidCrossEntropy _ -> h[last + 1][o] - target[o];
            };
        }
        if (loss.isFromLogits()) {
            dz[last] = gradient;
        } else {
            dh[last + 1] = gradient;
            dz[last] = throughActivation(last);
        }
        for (int l = last; l >= 0; l--) {
            dh[l] = throughWeights(l);
            if (l > 0) {
                dz[l - 1] = throughActivation(l - 1);
            }
        }
    }

    private float[] throughActivation(int l) {
        float[] result = new float[z[l].length];
        for (int i = 0; i < result.length; i++) {
            result[i] = timesDerivative(l, i);
        }
        return result;
    }

    private float[] throughWeights(int l) {
        int in = h[l].length;
        float[] result = new float[in];
        for (int o = 0; o < dz[l].length; o++) {
            for (int i = 0; i < in; i++) {
                result[i] = Math.fma(weights[l][o * in + i], dz[l][o], result[i]);
            }
        }
        return result;
    }
}
