package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/** What every kernel computes, as naive loops over {@code at(row, column)}; it shares no index arithmetic with the kernels. */
public final class Specification {

    private Specification() {
    }

    public static float f(ElementwiseFunction f, float slope, float z) {
        return switch (f) {
            case IDENTITY -> z;
            case SIGMOID -> Elementary.sigmoid(z);
            case TANH -> Elementary.tanh(z);
            case RELU -> Math.max(z, 0f);
            case LEAKY_RELU -> z <= 0f ? slope * z : z;
        };
    }

    public static float derivative(ElementwiseFunction f, float slope, float h, float dh) {
        return switch (f) {
            case IDENTITY -> dh;
            case SIGMOID -> dh * (h * (1f - h));
            case TANH -> dh * Math.fma(-h, h, 1f);
            case RELU -> h <= 0f ? 0f : dh;
            case LEAKY_RELU -> h <= 0f ? slope * dh : dh;
        };
    }

    public static Panels forward(Panels w, Panels bias, Panels h, ElementwiseFunction f, float slope) {
        Panels z = Panels.allocate(w.cols(), h.cols());
        for (int o = 0; o < w.cols(); o++) {
            for (int b = 0; b < h.cols(); b++) {
                float sum = bias.at(0, o);
                for (int i = 0; i < w.rows(); i++) {
                    sum = Math.fma(w.at(i, o), h.at(i, b), sum);
                }
                z.set(o, b, f(f, slope, sum));
            }
        }
        return z;
    }

    public static Panels backward(Panels w, Panels dz, Panels h, ElementwiseFunction f, float slope) {
        Panels dh = Panels.allocate(w.rows(), dz.cols());
        for (int i = 0; i < w.rows(); i++) {
            for (int b = 0; b < dz.cols(); b++) {
                float sum = 0f;
                for (int o = 0; o < w.cols(); o++) {
                    sum = Math.fma(w.at(i, o), dz.at(o, b), sum);
                }
                dh.set(i, b, derivative(f, slope, h.at(i, b), sum));
            }
        }
        return dh;
    }

    public static Panels weightGradient(Panels h, Panels dz) {
        Panels dW = Panels.allocate(h.cols(), dz.cols());
        for (int i = 0; i < h.cols(); i++) {
            for (int o = 0; o < dz.cols(); o++) {
                float sum = 0f;
                for (int b = 0; b < h.rows(); b++) {
                    sum = Math.fma(h.at(b, i), dz.at(b, o), sum);
                }
                dW.set(i, o, sum);
            }
        }
        return dW;
    }

    public static Panels transposed(Panels m) {
        Panels t = Panels.allocate(m.cols(), m.rows());
        for (int r = 0; r < m.rows(); r++) {
            for (int c = 0; c < m.cols(); c++) {
                t.set(c, r, m.at(r, c));
            }
        }
        return t;
    }

    public static Panels columnSums(Panels m) {
        Panels sums = Panels.allocate(1, m.cols());
        for (int c = 0; c < m.cols(); c++) {
            float sum = 0f;
            for (int r = 0; r < m.rows(); r++) {
                sum += m.at(r, c);
            }
            sums.set(0, c, sum);
        }
        return sums;
    }

    public static Panels softmax(Panels z) {
        Panels h = Panels.allocate(z.rows(), z.cols());
        for (int b = 0; b < z.cols(); b++) {
            float max = max(z, b), sum = sumOfExponentials(z, b, max);
            for (int o = 0; o < z.rows(); o++) {
                h.set(o, b, Elementary.exp(z.at(o, b) - max) / sum);
            }
        }
        return h;
    }

    private static float max(Panels z, int b) {
        float max = Float.NEGATIVE_INFINITY;
        for (int o = 0; o < z.rows(); o++) {
            max = Math.max(max, z.at(o, b));
        }
        return max;
    }

    private static float sumOfExponentials(Panels z, int b, float max) {
        float sum = 0f;
        for (int o = 0; o < z.rows(); o++) {
            sum += Elementary.exp(z.at(o, b) - max);
        }
        return sum;
    }

    /** A loss and its gradient. */
    public record LossAndGradient(float[] losses, Panels dz) {
    }

    public static LossAndGradient softmaxCrossEntropy(Panels z, Panels y, float scale) {
        Panels h = softmax(z), dz = Panels.allocate(z.rows(), z.cols());
        float[] losses = new float[z.cols()];
        for (int b = 0; b < z.cols(); b++) {
            float max = max(z, b), logSum = Elementary.log(sumOfExponentials(z, b, max));
            for (int o = 0; o < z.rows(); o++) {
                losses[b] = Math.fma(y.at(o, b), (max - z.at(o, b)) + logSum, losses[b]);
                dz.set(o, b, (h.at(o, b) - y.at(o, b)) * scale);
            }
        }
        return new LossAndGradient(losses, dz);
    }

    public static LossAndGradient sigmoidCrossEntropy(Panels z, Panels y, float scale) {
        Panels dz = Panels.allocate(z.rows(), z.cols());
        float[] losses = new float[z.cols()];
        for (int b = 0; b < z.cols(); b++) {
            for (int o = 0; o < z.rows(); o++) {
                float x = z.at(o, b), linear = Math.fma(-x, y.at(o, b), Math.max(x, 0f));
                losses[b] += linear + Elementary.log(1f + Elementary.exp(-Math.abs(x)));
                dz.set(o, b, (Elementary.sigmoid(x) - y.at(o, b)) * scale);
            }
        }
        return new LossAndGradient(losses, dz);
    }

    public static LossAndGradient squaredError(Panels h, Panels y, ElementwiseFunction f, float slope, float scale) {
        Panels dz = Panels.allocate(h.rows(), h.cols());
        float[] losses = new float[h.cols()];
        for (int b = 0; b < h.cols(); b++) {
            for (int o = 0; o < h.rows(); o++) {
                float d = h.at(o, b) - y.at(o, b);
                losses[b] = Math.fma(0.5f * d, d, losses[b]);
                dz.set(o, b, derivative(f, slope, h.at(o, b), d) * scale);
            }
        }
        return new LossAndGradient(losses, dz);
    }
}
