package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The question that this package answers, on the tutorial's own 3-3-1 network, against numbers worked out here in double. */
class TutorialExplanationTest {

    private static final float[][] WEIGHTS = {{.2f, .2f, .2f, .4f, .4f, .4f, .6f, .6f, .6f}, {.5f, .5f, .5f}};
    private static final float[][] BIASES = {{.8f, .8f, .8f}, {.2f}};
    private static final Network NETWORK = RowMajor.network(
            NetworkSpec.inputs(3).dense(3, Activation.sigmoid()).dense(1, Activation.sigmoid()).build(), WEIGHTS, BIASES);
    private static final Explainer EXPLAINER = new Explainer(NETWORK, Loss.squaredError(), new float[] {1.5f, 2f, 3f}, new float[] {1f});

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    private static final double[] H2 = {sigmoid(.2 * 6.5 + .8), sigmoid(.4 * 6.5 + .8), sigmoid(.6 * 6.5 + .8)};
    private static final double OUTPUT = sigmoid(.5 * (H2[0] + H2[1] + H2[2]) + .2);
    private static final double OUTER = OUTPUT - 1;
    private static final double MIDDLE = OUTPUT * (1 - OUTPUT);

    private static Explanation explain(Variable by) {
        return EXPLAINER.explain(by, 0.25f);
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.7f", value);
    }

    @Test
    void answersInTheTutorialsSignsWithTheRightNumbers() {
        String text = TextRenderer.render(explain(new Variable.Weight(2, 1, 2)), Notation.ARTICLE);
        assertEquals("0.835456", String.format(Locale.ROOT, "%.6f", OUTPUT));
        assertEquals("0.0135374", shown(OUTER * OUTER / 2));
        for (String line : new String[] {
            "dJ/dw12(2) = dJ/dh1(3) * dh1(3)/dz1(2) * dz1(2)/dw12(2)",
            "J = 1/2 (y1 - h1(3))^2 = " + shown(OUTER * OUTER / 2),
            "h1(3) = " + shown(OUTPUT),
            "z1(2) = w11(2) h1(2) + w12(2) h2(2) + w13(2) h3(2) + b1(2)",
            "dJ/dh1(3)      = -(y1 - h1(3))           = " + shown(OUTER),
            "dh1(3)/dz1(2)  = f(z1(2)) (1 - f(z1(2))) =  " + shown(MIDDLE),
            "dz1(2)/dw12(2) = h2(2)                   =  " + shown(H2[1]),
            "dJ/dw12(2) = -0.1645443 * 0.1374695 * 0.9677045 = -0.0218893"}) {
            assertTrue(text.contains(line), line + " is missing in\n" + text);
        }
        assertEquals("-0.0218893", shown(OUTER * MIDDLE * H2[1]));
    }

    @Test
    void worksOutTheOthers() {
        assertEquals(OUTER * MIDDLE * H2[0], explain(new Variable.Weight(2, 1, 1)).root().value(), 1e-8);
        assertEquals(-0.0201521, explain(new Variable.Weight(2, 1, 1)).root().value(), 5e-8);
        assertEquals(-0.0224159, explain(new Variable.Weight(2, 1, 3)).root().value(), 5e-8);
        assertEquals(-0.0226198, explain(new Variable.Bias(2, 1)).root().value(), 5e-8);
        assertEquals(-0.0021985, explain(new Variable.Weight(1, 1, 2)).root().value(), 5e-8);
        assertEquals(OUTER * MIDDLE * .5 * H2[0] * (1 - H2[0]) * 2, explain(new Variable.Weight(1, 1, 2)).root().value(), 1e-8);
        assertEquals(-0.0005302, explain(new Variable.Weight(1, 2, 1)).root().value(), 5e-8);
    }

    @Test
    void triesOneStepOfDescent() {
        Explanation e = explain(new Variable.Weight(2, 1, 2));
        assertEquals(0.5f, e.descent().orElseThrow().before());
        assertEquals("0.5054723", shown(e.descent().orElseThrow().after()));
        assertEquals("0.0134181", shown(e.descent().orElseThrow().costAlone()));
        assertEquals("0.0130647", shown(e.descent().orElseThrow().costAll()));
        double moved = sigmoid(.5 * (H2[0] + H2[2]) + (.5 - .25 * OUTER * MIDDLE * H2[1]) * H2[1] + .2);
        assertEquals((1 - moved) * (1 - moved) / 2, e.descent().orElseThrow().costAlone(), 1e-8);
    }

    /** Changing an answer is fine; this makes that a decision. The files were read by a person. */
    @ParameterizedTest
    @EnumSource
    void givesTheGoldenAnswerInEveryNotation(Notation notation) throws IOException {
        Explanation e = explain(new Variable.Weight(2, 1, 2));
        assertEquals(golden(notation + ".txt"), TextRenderer.render(e, notation));
        assertEquals(golden(notation + ".md"), MarkdownRenderer.render(e, notation));
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = TutorialExplanationTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void saysWhyAGradientIsZero() {
        Network dead = RowMajor.network(NetworkSpec.inputs(1).dense(1, Activation.relu()).dense(1, Activation.identity()).build(),
                new float[][] {{1f}, {1f}}, new float[][] {{-5f}, {0f}});
        Explainer explainer = new Explainer(dead, Loss.squaredError(), new float[] {1f}, new float[] {1f});
        Explanation e = explainer.explain(new Variable.Weight(1, 1, 1), 0.1f);
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("It is zero: the factor dh1(2)/dz1(1) is zero."), text);
        assertTrue(text.contains("0, since z1(1) <= 0"), text);
    }
}
