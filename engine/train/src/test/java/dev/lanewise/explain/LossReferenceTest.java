package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Permitted;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What explanations say of a loss, as plain text and as LaTeX. */
@Tag("once")
class LossReferenceTest {

    private static final float[] TARGET = {1, 0};

    /** A loss; its cost and its slope in plain text, then in LaTeX. */
    private static final List<Arguments> TEXTS = List.of(
            Arguments.of(Loss.squaredError(), "1/2 sum (y - h)^2", "-(y - h)", "\\frac{1}{2} sum {(y - h)}^{2}", "-(y - h)"),
            Arguments.of(Loss.huber(0.5f), "sum 1/2 (y - h)^2 where |y - h| <= 0.5, else 0.5 * (|y - h| - 0.25)",
                    "max(-0.5, min(0.5, h - y))",
                    "sum \\frac{1}{2} {(y - h)}^{2}\\text{ where }|y - h| <= 0.5\\text{, else }0.5 \\cdot (|y - h| - 0.25)",
                    "\\max(-0.5, \\min(0.5, h - y))"),
            Arguments.of(Loss.absoluteError(), "sum |y - h|", "sign of (h - y)", "sum |y - h|", "\\text{sign of }(h - y)"),
            Arguments.of(Loss.quantile(0.25f), "sum max(0.25 (y - h), (0.25 - 1) (y - h))", "1 - 0.25 where h > y, else -0.25",
                    "sum \\max(0.25 (y - h), (0.25 - 1) (y - h))", "1 - 0.25\\text{ where }h > y\\text{, else }-0.25"),
            Arguments.of(Loss.quantile(0.1f, 0.9f), "sum max(q_i (y - h), (q_i - 1) (y - h)) where q_i is 0.1, 0.9",
                    "1 - 0.1 where h > y, else -0.1", "sum \\max(q_i (y - h), (q_i - 1) (y - h))\\text{ where q_i is }0.1, 0.9",
                    "1 - 0.1\\text{ where }h > y\\text{, else }-0.1"),
            Arguments.of(Loss.poisson(), "sum (exp(h) - y h)", "exp(h) - y", "sum (\\exp(h) - y h)", "\\exp(h) - y"),
            Arguments.of(Loss.softmaxCrossEntropy(), "-sum y log(h)", "h - y", "-sum y log(h)", "h - y"),
            Arguments.of(Loss.softmaxCrossEntropy(0.2f), "-sum (0.8 y + 0.1) log(h)", "h - (0.8 y + 0.1)",
                    "-sum (0.8 y + 0.1) log(h)", "h - (0.8 y + 0.1)"),
            Arguments.of(Loss.sigmoidCrossEntropy(), "-sum (y log(h) + (1 - y) log(1 - h))", "h - y",
                    "-sum (y log(h) + (1 - y) log(1 - h))", "h - y"),
            Arguments.of(Loss.focal(), "sum (0.25 y + 0.75 (1 - y)) (h (1 - y) + (1 - h) y)^2 (-y log(h) - (1 - y) log(1 - h))",
                    "(0.25 y + 0.75 (1 - y)) (h (1 - y) + (1 - h) y)^2 (h - y - 2 (2 y - 1) h (1 - h)/(h (1 - y) + (1 - h) y)"
                            + " (-y log(h) - (1 - y) log(1 - h)))",
                    "sum (0.25 y + 0.75 (1 - y)) {(h (1 - y) + (1 - h) y)}^{2} (-y log(h) - (1 - y) log(1 - h))",
                    "(0.25 y + 0.75 (1 - y)) {(h (1 - y) + (1 - h) y)}^{2} (h - y - 2 (2 y - 1)"
                            + " \\frac{h (1 - h)}{(h (1 - y) + (1 - h) y)} (-y log(h) - (1 - y) log(1 - h)))"));

    static Stream<Arguments> texts() {
        return TEXTS.stream();
    }

    @Test
    void meetsEveryLossThereIs() {
        Permitted.requireExamples(Loss.class, TEXTS.stream().map(arguments -> (Loss) arguments.get()[0]).toList());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void saysItsFormulas(Loss loss, String cost, String slope, String costInLatex, String slopeInLatex) {
        LossReference reference = LossReference.of(loss, TARGET);
        assertEquals(cost, reference.formula("y", "h", "sum ", MathMarkup.PLAIN));
        assertEquals(slope, reference.slopeFormula(1, "y", "h", MathMarkup.PLAIN));
        assertEquals(costInLatex, reference.formula("y", "h", "sum ", MathMarkup.LATEX));
        assertEquals(slopeInLatex, reference.slopeFormula(1, "y", "h", MathMarkup.LATEX));
    }

    /** The product of the factors and the difference, in double, for every loss that has a reason. */
    @ParameterizedTest
    @MethodSource("texts")
    void derivesTheDifferenceByWayOfTheOutputs(Loss loss) {
        LossReference reference = LossReference.of(loss, TARGET);
        double[] h = {0.7, 0.3};
        if (!reference.derivation("J").isEmpty()) {
            assertEquals(reference.derivedAtOnce(h), reference.derivedByOutputs(h), 1e-15);
            assertTrue(reference.isFromLogits());
        }
    }
}
