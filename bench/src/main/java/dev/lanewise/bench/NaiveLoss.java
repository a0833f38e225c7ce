package dev.lanewise.bench;

import dev.lanewise.panel.Panels;
import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import java.util.List;

/** Losses of one sample as their formulas in double, and the check that stands before their measurement. */
final class NaiveLoss {

    private static final double STEP = 1e-6, TOLERANCE = 1e-5;

    private NaiveLoss() {
    }

    /** A sample's loss, and its derivatives times a scale, which are held against central differences. */
    static void check(Loss loss, Panels h, Panels targets, int sample, float got, Panels d, float scale) {
        double[] outputs = column(h, sample), y = column(targets, sample);
        requireNear("J of sample " + sample + " by " + loss.toText(), of(loss, outputs, y), got);
        for (int o = 0; o < outputs.length; o++) {
            double output = outputs[o];
            outputs[o] = output + STEP;
            double above = of(loss, outputs, y);
            outputs[o] = output - STEP;
            double below = of(loss, outputs, y);
            outputs[o] = output;
            requireNear("dJ/dh[" + o + "] of sample " + sample + " by " + loss.toText(), (above - below) / (2 * STEP),
                    d.at(o, sample) / scale);
        }
    }

    private static double[] column(Panels panels, int sample) {
        double[] column = new double[panels.rows()];
        for (int row = 0; row < column.length; row++) {
            column[row] = panels.at(row, sample);
        }
        return column;
    }

    private static void requireNear(String what, double expected, double got) {
        if (!(Math.abs(expected - got) <= TOLERANCE * (1 + Math.abs(expected)))) {
            throw new IllegalStateException(what + ": expected " + expected + ", got " + got);
        }
    }

    private static double of(Loss loss, double[] h, double[] y) {
        double sum = 0;
        for (int o = 0; o < h.length; o++) {
            double target = y[o % y.length], r = h[o] - target, distance = Math.abs(r);
            sum += switch (loss) {
                case Loss.SquaredError _ -> r * r / 2;
                case Loss.AbsoluteError _ -> distance;
                case Loss.Huber(float delta) -> distance <= delta ? r * r / 2 : delta * (distance - delta / 2);
                case QuantileLoss(List<Float> levels) -> Math.max(-levels.get(o / y.length) * r, (1 - levels.get(o / y.length)) * r);
                case PoissonLoss _ -> Math.exp(h[o]) - target * h[o];
                case Loss.SoftmaxCrossEntropy(float smoothing) ->
                    -((1 - smoothing) * target + smoothing / h.length) * (h[o] - Math.log(sumOfExponentials(h)));
                case Loss.SigmoidCrossEntropy _ -> crossEntropy(h[o], target);
                case FocalLoss focal -> focal(focal, h[o], target);
            };
        }
        return sum;
    }

    private static double sumOfExponentials(double[] z) {
        double sum = 0;
        for (double number : z) {
            sum += Math.exp(number);
        }
        return sum;
    }

    private static double crossEntropy(double z, double y) {
        return Math.log1p(Math.exp(z)) - y * z;
    }

    private static double focal(FocalLoss focal, double z, double y) {
        double share = 1 / (1 + Math.exp(-z)), missed = share * (1 - y) + (1 - share) * y;
        double weight = focal.weightOfTrue() * y + focal.weightOfFalse() * (1 - y);
        return weight * Math.pow(missed, focal.gamma()) * crossEntropy(z, y);
    }
}
