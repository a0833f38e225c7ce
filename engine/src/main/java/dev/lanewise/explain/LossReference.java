package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;
import dev.lanewise.model.Loss;

/**
 * A loss of one sample in plain loops.
 *
 * @param loss   the loss
 * @param target [outputs]
 */
record LossReference(Loss loss, float[] target) {

    /** J from the sums and the outputs of the last layer. */
    float cost(float[] z, float[] h) {
        float max = SoftmaxReference.max(z), cost = 0f;
        float logSum = Elementary.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < h.length; o++) {
            float y = target[o], x = z[o], d = h[o] - y;
            cost = switch (loss) {
                case Loss.SquaredError _ -> Math.fma(0.5f * d, d, cost);
                case Loss.SoftmaxCrossEntropy _ -> Math.fma(y, (max - x) + logSum, cost);
                case Loss.SigmoidCrossEntropy _ ->
                    cost + (Math.fma(-x, y, x <= 0f ? 0f : x) + Elementary.log(1f + Elementary.exp(-Math.abs(x))));
            };
        }
        return cost;
    }

    /** The same in double. */
    double cost(double[] z, double[] h) {
        double max = SoftmaxReference.max(z), cost = 0;
        double logSum = StrictMath.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < h.length; o++) {
            double y = target[o], d = y - h[o];
            cost += switch (loss) {
                case Loss.SquaredError _ -> 0.5 * d * d;
                case Loss.SoftmaxCrossEntropy _ -> y * (max - z[o] + logSum);
                case Loss.SigmoidCrossEntropy _ -> Math.max(z[o], 0) - z[o] * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z[o])));
            };
        }
        return cost;
    }

    /** dJ by the outputs of the last layer, or by its sums where the loss starts from logits. */
    Traced backward(Traced h) {
        Traced gradient = new Traced(h.size());
        for (int o = 0; o < h.size(); o++) {
            switch (loss) {
                case Loss.SquaredError _, Loss.SoftmaxCrossEntropy _, Loss.SigmoidCrossEntropy _ -> {
                    gradient.floats()[o] = h.floats()[o] - target[o];
                    gradient.doubles()[o] = h.doubles()[o] - target[o];
                    gradient.bounds()[o] = h.bounds()[o] + Traced.rounding(gradient.doubles()[o]) + Traced.U * h.bounds()[o];
                }
            }
        }
        return gradient;
    }
}
