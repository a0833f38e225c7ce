package dev.lanewise.explain;

import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import java.util.List;
import java.util.stream.IntStream;

/** A loss of one sample in plain loops. The switch of {@link #of} is the one place of this package that knows all losses. */
interface LossReference {

    /** The reference of a loss of a network: of an ensemble the mean of those of its members. */
    static LossReference of(NetworkSpec spec, Loss loss, float[] target) {
        LossReference one = of(loss, target);
        return spec.layers().getLast() instanceof Heads heads ? new MemberLossReference(one, heads.members(), heads.outputs()) : one;
    }

    /**
     * The reference of a loss.
     *
     * @param loss   the loss
     * @param target [targets]
     */
    static LossReference of(Loss loss, float[] target) {
        return switch (loss) {
            case Loss.SquaredError _ -> new SquaredErrorReference(target);
            case Loss.Huber(float delta) -> new HuberReference(target, delta);
            case Loss.AbsoluteError _ -> new AbsoluteErrorReference(target);
            case QuantileLoss(List<Float> levels) -> new QuantileReference(target, levels);
            case PoissonLoss _ -> new PoissonReference(target);
            case Loss.SoftmaxCrossEntropy(float smoothing) -> new SoftmaxCrossEntropyReference(target, smoothing);
            case Loss.SigmoidCrossEntropy _ -> new SigmoidCrossEntropyReference(target);
            case FocalLoss focal -> new FocalReference(target, focal.gamma(), focal.weightOfTrue(), focal.weightOfFalse());
        };
    }

    /** [targets]. */
    float[] target();

    /** Which target an output is held against, both from 0. */
    default int targetOf(int output) {
        return output;
    }

    /** Whether J is differentiated by the sums of the last layer at once; else by its outputs. */
    default boolean isFromLogits() {
        return false;
    }

    /** J from the outputs of the last layer, and from its sums where the loss starts from logits. */
    float cost(float[] z, float[] h);

    /** The same in double. */
    double cost(double[] z, double[] h);

    /** dJ by the outputs of the last layer, or by its sums where the loss starts from logits. */
    default Traced backward(Traced z, Traced h) {
        return backward(h);
    }

    /** The same where it depends on the outputs alone: h - y, unless the loss has another. */
    default Traced backward(Traced h) {
        Traced gradient = new Traced(h.size());
        for (int o = 0; o < h.size(); o++) {
            gradient.floats()[o] = h.floats()[o] - target()[o];
            gradient.doubles()[o] = h.doubles()[o] - target()[o];
            gradient.bounds()[o] = h.bounds()[o] + Traced.rounding(gradient.doubles()[o]) + Traced.U * h.bounds()[o];
        }
        return gradient;
    }

    /** J as a function of the outputs; {@code sum} stands before what is summed over them. */
    String formula(String y, String h, String sum, MathMarkup script);

    /** What {@link #backward} is for an output, from 1, by the formula. */
    default String slopeFormula(int node, String y, String h, MathMarkup script) {
        return h + " - " + y;
    }

    /** Outputs between whose values, one above and one below, J has a kink; none where J has a derivative everywhere. */
    default IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.empty();
    }

    /** For a loss from logits, why its derivative by the sums is one factor; empty where nothing needs to be said. */
    default String derivation(String cost) {
        return "";
    }

    /** The derivative of a {@link #derivation} by the first sum, in double by way of the outputs. */
    default double derivedByOutputs(double[] h) {
        return Double.NaN;
    }

    /** The same at once, as a difference. */
    default double derivedAtOnce(double[] h) {
        return h[0] - target()[0];
    }
}
