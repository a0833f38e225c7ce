package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.Optional;

/**
 * {@code J = sum a m^gamma c} for output sigmoids: c is the cross-entropy of an output, m the share by which it misses its target,
 * {@code m = h (1 - y) + (1 - h) y}, and {@code a = alpha y + (1 - alpha) (1 - y)}. What is easy, with a small m, counts little, so that
 * many easy samples do not drown a few hard ones. As torchvision's sigmoid_focal_loss.
 *
 * @param gamma how little easy ones count, at least 0: 0 as much as others
 * @param alpha weight of what is true, from 0 to 1, the rest is that of what is false; -1 weighs both with 1
 * @see <a href="https://arxiv.org/abs/1708.02002">Lin et al., Focal Loss for Dense Object Detection, 2017</a>
 */
public record FocalLoss(float gamma, float alpha) implements Loss {

    static final float USUAL_GAMMA = 2f;
    static final float USUAL_ALPHA = 0.25f;
    /** An alpha that weighs what is true and what is false with 1. */
    private static final float UNWEIGHTED = -1f;

    /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
    public FocalLoss {
        if (!(gamma >= 0 && gamma < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("focal expects a gamma of at least 0, got " + gamma);
        }
        if (!(alpha >= 0 && alpha <= 1 || alpha == UNWEIGHTED)) {
            throw new IllegalArgumentException("focal expects an alpha from 0 to 1, or -1 for none, got " + alpha);
        }
    }

    static Loss parse(CallSyntax words) {
        return switch (words.count()) {
            case 0 -> new FocalLoss(USUAL_GAMMA, USUAL_ALPHA);
            case 1 -> new FocalLoss(words.number(0), USUAL_ALPHA);
            case 2 -> new FocalLoss(words.number(0), words.number(1));
            default -> throw words.otherCount("1 or 2 numbers");
        };
    }

    /** {@return the weight of what is true} */
    public float weightOfTrue() {
        return alpha == UNWEIGHTED ? 1f : alpha;
    }

    /** {@return the weight of what is false} */
    public float weightOfFalse() {
        return alpha == UNWEIGHTED ? 1f : 1f - alpha;
    }

    @Override
    public boolean isFromLogits() {
        return true;
    }

    @Override
    public Optional<Activation> outputActivation() {
        return Optional.of(Activation.sigmoid());
    }

    @Override
    public Targets targets() {
        return Targets.SHARES;
    }

    @Override
    public double ofZeros(double[] targets) {
        return targets.length * Math.max(weightOfTrue(), weightOfFalse()) * StrictMath.pow(0.5, gamma) * StrictMath.log(2);
    }

    @Override
    public String toText() {
        return "focal(" + gamma + "," + alpha + ")";
    }
}
