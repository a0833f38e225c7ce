package dev.lanewise.bench;

import dev.lanewise.panel.Panels;

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
                float sum = 0f;
                for (int b = 0; b < h.rows(); b++) {
                    sum = Math.fma(h.at(b, i), dz.at(b, o), sum);
                }
                requireSame("dW[" + i + "][" + o + "]", sum, dW.at(i, o));
            }
        }
    }
}
