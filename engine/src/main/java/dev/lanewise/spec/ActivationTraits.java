package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import dev.lanewise.text.Phrases;
import java.util.List;

/**
 * What is known of an activation; see the methods of the same names in {@link Activation}.
 *
 * @param text        its name
 * @param isRectifier about the identity for large pre-activations, about constant for small ones
 * @param saturates   on both sides
 * @param lowerBound  of its outputs
 * @param upperBound  of its outputs
 * @param kinks       where its derivative jumps
 */
record ActivationTraits(String text, boolean isRectifier, boolean saturates, float lowerBound, float upperBound, List<Float> kinks) {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    static ActivationTraits of(Activation activation) {
        return switch (activation) {
            case Activation.Identity _ -> unbounded("identity");
            case Activation.Sigmoid _ -> saturating("sigmoid", 0f);
            case Activation.Tanh _ -> saturating("tanh", -1f);
            case Activation.Relu _ -> rectifier("relu", 0f).bentAt(0f);
            case Activation.LeakyRelu(float slope) -> rectifier("leaky_relu(" + slope + ")", slope == 0 ? 0f : -INFINITY).bentAt(0f);
            case Activation.Prelu(float start) -> rectifier("prelu(" + start + ")", -INFINITY).bentAt(0f);
            case Activation.Elu(float alpha) when alpha == 1 -> rectifier("elu(" + alpha + ")", -alpha);
            case Activation.Elu(float alpha) -> rectifier("elu(" + alpha + ")", -alpha).bentAt(0f);
            case Activation.Selu _ -> new ActivationTraits("selu", false, false, -1.7580994f, INFINITY, List.of(0f));
            case Activation.Softplus _ -> rectifier("softplus", 0f);
            case Activation.Softsign _ -> saturating("softsign", -1f);
            case Activation.Gelu _ -> rectifier("gelu", -0.16998f);
            case Activation.GeluTanh _ -> rectifier("gelu_tanh", -0.17005f);
            case Activation.Silu _ -> rectifier("silu", -0.27847f);
            case Activation.Mish _ -> rectifier("mish", -0.30885f);
            case Activation.HardSigmoid _ -> saturating("hard_sigmoid", 0f).bentAt(-3f, 3f);
            case Activation.HardTanh _ -> saturating("hard_tanh", -1f).bentAt(-1f, 1f);
            case Activation.HardSwish _ -> rectifier("hard_swish", -0.375f).bentAt(-3f, 3f);
            case Activation.Parametric(Activation function) -> parametric(of(function));
            case Activation.Softmax _ -> new ActivationTraits("softmax", false, false, 0f, 1f, List.of());
        };
    }

    private static ActivationTraits unbounded(String text) {
        return new ActivationTraits(text, false, false, -INFINITY, INFINITY, List.of());
    }

    private static ActivationTraits rectifier(String text, float lowerBound) {
        return new ActivationTraits(text, true, false, lowerBound, INFINITY, List.of());
    }

    private static ActivationTraits saturating(String text, float lowerBound) {
        return new ActivationTraits(text, false, true, lowerBound, 1f, List.of());
    }

    private ActivationTraits bentAt(Float... kinks) {
        return new ActivationTraits(text, isRectifier, saturates, lowerBound, upperBound, List.of(kinks));
    }

    private static ActivationTraits parametric(ActivationTraits f) {
        return new ActivationTraits("parametric(" + f.text + ")", f.isRectifier, false, -INFINITY, INFINITY, f.kinks);
    }

    /** The activation of a name; throws IllegalArgumentException if it is unknown. */
    static Activation parse(String text) {
        CallSyntax words = CallSyntax.of(text, "activation");
        if (words.name().equals("parametric") && words.count() == 1) {
            return Activation.parametric(parseFunction(words.numbers().getFirst()));
        }
        return switch (words.name()) {
            case "identity" -> words.with(0, Activation.identity());
            case "sigmoid" -> words.with(0, Activation.sigmoid());
            case "tanh" -> words.with(0, Activation.tanh());
            case "relu" -> words.with(0, Activation.relu());
            case "leakyrelu" -> words.count() == 0 ? Activation.leakyRelu() : new Activation.LeakyRelu(words.with(1, words).number(0));
            case "prelu" -> words.count() == 0 ? Activation.prelu() : new Activation.Prelu(words.with(1, words).number(0));
            case "elu" -> words.count() == 0 ? Activation.elu() : new Activation.Elu(words.with(1, words).number(0));
            case "selu" -> words.with(0, Activation.selu());
            case "softplus" -> words.with(0, Activation.softplus());
            case "softsign" -> words.with(0, Activation.softsign());
            case "gelu" -> words.with(0, Activation.gelu());
            case "gelutanh" -> words.with(0, Activation.geluTanh());
            case "silu", "swish" -> words.with(0, Activation.silu());
            case "mish" -> words.with(0, Activation.mish());
            case "hardsigmoid" -> words.with(0, Activation.hardSigmoid());
            case "hardtanh" -> words.with(0, Activation.hardTanh());
            case "hardswish" -> words.with(0, Activation.hardSwish());
            case "softmax" -> words.with(0, Activation.softmax());
            default -> throw words.unknown(Activation.NAMES);
        };
    }

    /** Refused before it is parsed, since a hostile text may nest without an end. */
    private static Activation parseFunction(String text) {
        if (CallSyntax.key(text).startsWith("parametric")) {
            throw new IllegalArgumentException("parametric expects an element-wise activation that is not learned, got "
                    + Phrases.shown(text));
        }
        return parse(text);
    }
}
