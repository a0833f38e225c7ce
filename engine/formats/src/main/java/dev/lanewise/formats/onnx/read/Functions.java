package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;

/** The activations of the engine in double, to recognize them by their values. */
final class Functions {

    /** Coefficients of a Chebyshev fit of erfc, fractional error 1.2e-7 everywhere. */
    private static final double[] ERFC = {-1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398,
        1.48851587, -0.82215223, 0.17087277};
    private static final double SELU_SCALE = 1.0507009873554805, SELU_ALPHA = 1.6732632423543772;

    private Functions() {
    }

    /** An element-wise activation. */
    static double of(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity _ -> z;
            case Activation.Sigmoid _ -> sigmoid(z);
            case Activation.Tanh _ -> Math.tanh(z);
            case Activation.Relu _ -> Math.max(z, 0);
            case Activation.LeakyRelu(float slope) -> z > 0 ? z : slope * z;
            case Activation.Elu(float alpha) -> z > 0 ? z : alpha * Math.expm1(z);
            case Activation.Selu _ -> SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z));
            case Activation.Softplus _ -> softplus(z);
            case Activation.Softsign _ -> z / (1 + Math.abs(z));
            case Activation.Gelu _ -> z * (1 + erf(z / Math.sqrt(2))) / 2;
            case Activation.GeluTanh _ -> z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z))) / 2;
            case Activation.Silu _ -> z * sigmoid(z);
            case Activation.Mish _ -> z * Math.tanh(softplus(z));
            case Activation.HardSigmoid _ -> Math.clamp(z + 3, 0, 6) / 6;
            case Activation.HardTanh _ -> Math.clamp(z, -1.0, 1.0);
            case Activation.HardSwish _ -> z * Math.clamp(z + 3, 0, 6) / 6;
            default -> throw new IllegalArgumentException(activation.toText() + " is not recognized by its values");
        };
    }

    static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** The error function. */
    static double erf(double x) {
        double t = 1 / (1 + 0.5 * Math.abs(x)), sum = 0;
        for (int i = ERFC.length - 1; i >= 0; i--) {
            sum = sum * t + ERFC[i];
        }
        double tail = t * Math.exp(-x * x + sum);
        return x >= 0 ? 1 - tail : tail - 1;
    }
}
