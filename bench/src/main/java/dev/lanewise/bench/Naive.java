package dev.lanewise.bench;

import dev.lanewise.kernel.Elementary;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Optimizer;

/** What the products compute, as naive loops, and the check that stands before every measurement. */
final class Naive {

    private Naive() {
    }

    static void requireSame(String what, double expected, double got) {
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(got)) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + got);
        }
    }

    /** Every element of forward's z with a ReLU. */
    static void checkForward(Panels w, Panels bias, Panels h, Panels z) {
        for (int o = 0; o < w.cols(); o++) {
            for (int b = 0; b < h.cols(); b++) {
                float sum = bias.at(0, o);
                for (int i = 0; i < w.rows(); i++) {
                    sum = Math.fma(w.at(i, o), h.at(i, b), sum);
                }
                requireSame("z[" + o + "][" + b + "]", Math.max(sum, 0f), z.at(o, b));
            }
        }
    }

    /** Every element of backward's dh below a ReLU. */
    static void checkBackward(Panels w, Panels dz, Panels h, Panels dh) {
        for (int i = 0; i < w.rows(); i++) {
            for (int b = 0; b < dz.cols(); b++) {
                float sum = 0f;
                for (int o = 0; o < w.cols(); o++) {
                    sum = Math.fma(w.at(i, o), dz.at(o, b), sum);
                }
                requireSame("dh[" + i + "][" + b + "]", h.at(i, b) <= 0f ? 0f : sum, dh.at(i, b));
            }
        }
    }

    /** Every element of the weight gradient. */
    static void checkWeightGradient(Panels h, Panels dz, Panels dW) {
        for (int i = 0; i < h.cols(); i++) {
            for (int o = 0; o < dz.cols(); o++) {
                requireSame("dW[" + i + "][" + o + "]", weightGradient(h, dz, i, o), dW.at(i, o));
            }
        }
    }

    private static float weightGradient(Panels h, Panels dz, int i, int o) {
        float sum = 0f;
        for (int b = 0; b < h.rows(); b++) {
            sum = Math.fma(h.at(b, i), dz.at(b, o), sum);
        }
        return sum;
    }

    /** Every weight after two updates with the same gradient, from velocities of zero. */
    static void checkMomentum(Panels h, Panels dz, Panels before, Optimizer.Momentum rule, Panels w) {
        for (int i = 0; i < h.cols(); i++) {
            for (int o = 0; o < dz.cols(); o++) {
                float g = weightGradient(h, dz, i, o), v = Math.fma(rule.mu(), 0f, g);
                float once = Math.fma(-rule.lr(), v, before.at(i, o));
                requireSame("w[" + i + "][" + o + "]", Math.fma(-rule.lr(), Math.fma(rule.mu(), v, g), once), w.at(i, o));
            }
        }
    }

    /** Every element of a transposed matrix. */
    static void checkTransposed(Panels from, Panels to) {
        for (int r = 0; r < from.rows(); r++) {
            for (int c = 0; c < from.cols(); c++) {
                requireSame("element " + c + ", " + r, from.at(r, c), to.at(c, r));
            }
        }
    }

    /** Every element of an activation, or of the softmax over the rows, of {@code z[o][b] = bias[o] + w[o] * x[b]}. */
    static void checkFunction(String function, Panels w, Panels bias, Panels x, Panels h) {
        for (int b = 0; b < x.cols(); b++) {
            float[] z = new float[w.cols()];
            for (int o = 0; o < z.length; o++) {
                z[o] = Math.fma(w.at(0, o), x.at(0, b), bias.at(0, o));
            }
            float[] expected = function.equals("SOFTMAX") ? softmax(z) : activation(function, z);
            for (int o = 0; o < z.length; o++) {
                requireSame(function + " of element " + o + ", " + b, expected[o], h.at(o, b));
            }
        }
    }

    private static float[] activation(String function, float[] z) {
        float[] h = new float[z.length];
        for (int o = 0; o < h.length; o++) {
            h[o] = switch (function) {
                case "RELU" -> Math.max(z[o], 0f);
                case "SIGMOID" -> Elementary.sigmoid(z[o]);
                case "TANH" -> Elementary.tanh(z[o]);
                default -> throw new IllegalArgumentException("no check for " + function);
            };
        }
        return h;
    }

    private static float[] softmax(float[] z) {
        float max = z[0], sum = 0f;
        for (float value : z) {
            max = Math.max(max, value);
        }
        float[] h = new float[z.length];
        for (int o = 0; o < h.length; o++) {
            h[o] = Elementary.exp(z[o] - max);
            sum += h[o];
        }
        for (int o = 0; o < h.length; o++) {
            h[o] /= sum;
        }
        return h;
    }
}
