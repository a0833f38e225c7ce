package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class LossTest {

    static final List<Loss> EXAMPLES = List.of(Loss.squaredError(), Loss.softmaxCrossEntropy(), Loss.sigmoidCrossEntropy(),
            Loss.huber(0.5f), Loss.absoluteError(), Loss.softmaxCrossEntropy(0.1f), Loss.poisson(), Loss.quantile(0.1f, 0.5f, 0.9f),
            Loss.focal(2f, 0.25f));

    @Test
    void hasAnExampleHereOfEveryKind() {
        Permitted.requireExamples(Loss.class, EXAMPLES);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Loss loss) {
        assertEquals(loss, Loss.parse(loss.toText()));
    }

    @Test
    void hasANameForEach() {
        assertEquals("[squared_error, softmax_cross_entropy, sigmoid_cross_entropy, huber(0.5), absolute_error, "
                + "softmax_cross_entropy(0.1), poisson, quantile(0.1,0.5,0.9), focal(2.0,0.25)]",
                EXAMPLES.stream().map(Loss::toText).toList().toString());
    }

    @Test
    void saysWhichNamesItKnows() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Loss.parse("hinge"));
        assertEquals("unknown loss 'hinge', expected one of " + Loss.WORDS, e.getMessage());
    }

    @Test
    void takesWordsInEveryForm() {
        assertEquals(Loss.huber(1f), Loss.parse("Huber"));
        assertEquals(Loss.huber(0.25f), Loss.parse("huber( .25 )"));
        assertEquals(Loss.squaredError(), Loss.parse("Squared-Error"));
        assertEquals(Loss.quantile(0.5f), Loss.parse("Quantile(.5)"));
        assertEquals(Loss.focal(), Loss.parse("focal"));
        assertEquals(Loss.focal(1.5f, 0.25f), Loss.parse("focal(1.5)"));
        assertEquals(Loss.softmaxCrossEntropy(), Loss.parse("softmax_cross_entropy(0)"));
    }

    @Test
    void refusesNumbersThatMakeNoSenseByName() {
        for (float delta : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertSays("huber expects a positive delta, got " + delta, () -> Loss.huber(delta));
        }
        assertSays("label smoothing expects a share from 0 to below 1, got 1.0", () -> Loss.softmaxCrossEntropy(1));
        assertSays("label smoothing expects a share from 0 to below 1, got NaN", () -> Loss.softmaxCrossEntropy(Float.NaN));
        assertSays("focal expects a gamma of at least 0, got -1.0", () -> Loss.focal(-1, 0.5f));
        assertSays("focal expects an alpha from 0 to 1, or -1 for none, got 1.5", () -> Loss.focal(2, 1.5f));
        assertSays("quantile expects 1 to 99 levels, got 0", Loss::quantile);
        assertSays("quantile expects levels above 0 and below 1, got 1.0", () -> Loss.quantile(0.5f, 1f));
        assertSays("quantile expects ascending levels, got 0.1 behind 0.5", () -> Loss.quantile(0.5f, 0.1f));
        assertSays("loss 'quantile' expects 1 to 99 numbers in brackets, got 0", () -> Loss.parse("quantile"));
        assertSays("loss 'focal(1,0,1)' expects 1 or 2 numbers in brackets, got 3", () -> Loss.parse("focal(1,0,1)"));
        assertSays("loss 'huber(1,2)' expects 1 number in brackets, got 2", () -> Loss.parse("huber(1,2)"));
        assertSays("loss 'squared_error(1)' expects 0 numbers in brackets, got 1", () -> Loss.parse("squared_error(1)"));
        assertSays("loss 'huber(x)': expected a number, got 'x'", () -> Loss.parse("huber(x)"));
        assertSays("loss 'huber(1' lacks its closing bracket", () -> Loss.parse("huber(1"));
    }

    private static void assertSays(String sentence, Executable refused) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, refused).getMessage());
    }

    /** Half of the square of 1 and 3 for a delta of 4; for one of 2 the second is straight. */
    @Test
    void knowsWhatZerosCost() {
        double[] targets = {1, 3};
        assertEquals(5, Loss.squaredError().ofZeros(targets));
        assertEquals(4, Loss.absoluteError().ofZeros(targets));
        assertEquals(5, Loss.huber(4f).ofZeros(targets));
        assertEquals(4.5, Loss.huber(2f).ofZeros(targets));
        assertEquals(2, Loss.poisson().ofZeros(targets));
        assertEquals(4 * (0.75 + 0.5), Loss.quantile(0.25f, 0.5f).ofZeros(targets));
        assertEquals(2 * 0.75 * 0.25 * StrictMath.log(2), Loss.focal().ofZeros(targets), 1e-15);
        assertEquals(StrictMath.log(2), Loss.softmaxCrossEntropy(0.1f).ofZeros(targets));
    }

    @Test
    void suitsTheOutputWhenNothingIsSaid() {
        for (Activation output : ActivationTest.EXAMPLES) {
            Loss loss = Loss.defaultFor(output);
            loss.requireOutput(output);
            assertEquals(output.equals(Activation.softmax()) ? Loss.softmaxCrossEntropy() : Loss.squaredError(), loss);
        }
    }

    @Test
    void saysWhichOutputsItGoesWith() {
        for (Activation output : ActivationTest.EXAMPLES) {
            boolean softmax = output.equals(Activation.softmax()), sigmoid = output.equals(Activation.sigmoid());
            assertGoesWith(output, !softmax, Loss.squaredError(), "an element-wise one");
            assertGoesWith(output, !softmax, Loss.absoluteError(), "an element-wise one");
            assertGoesWith(output, !softmax, Loss.huber(1f), "an element-wise one");
            assertGoesWith(output, !softmax, Loss.quantile(0.5f), "an element-wise one");
            assertGoesWith(output, output.equals(Activation.identity()), Loss.poisson(), "identity");
            assertGoesWith(output, sigmoid, Loss.focal(), "sigmoid");
            assertGoesWith(output, softmax, Loss.softmaxCrossEntropy(0.1f), "softmax");
            assertGoesWith(output, softmax, Loss.softmaxCrossEntropy(), "softmax");
            assertGoesWith(output, sigmoid, Loss.sigmoidCrossEntropy(), "sigmoid");
        }
    }

    private static void assertGoesWith(Activation output, boolean fits, Loss loss, String expected) {
        if (fits) {
            assertDoesNotThrow(() -> loss.requireOutput(output));
        } else {
            Exception e = assertThrows(IllegalArgumentException.class, () -> loss.requireOutput(output));
            assertEquals("the loss " + loss.toText() + " expects " + expected + " as the activation of the last layer, got "
                    + output.toText(),
                    e.getMessage());
        }
    }

    @Test
    void isFromLogitsWhereOneActivationIsPartOfIt() {
        for (Loss loss : EXAMPLES) {
            assertTrue(loss.outputActivation().isPresent() || !loss.isFromLogits());
            loss.outputActivation().ifPresent(loss::requireOutput);
        }
        assertEquals(List.of(false, true, true, false, false, true, false, false, true),
                EXAMPLES.stream().map(Loss::isFromLogits).toList());
    }

    @Test
    void wantsAnOutputForEachLevelAndTarget() {
        Loss loss = Loss.quantile(0.1f, 0.5f, 0.9f);
        loss.requireFits(NetworkSpec.inputs(4).dense(6, Activation.identity()).build());
        assertEquals(2, loss.targetsFor(6));
        NetworkSpec two = NetworkSpec.inputs(4).dense(2, Activation.identity()).build();
        assertSays("the loss quantile(0.1,0.5,0.9) expects an output for each of its 3 levels and each target, but the network 4-2 has "
                + "2 outputs", () -> loss.requireFits(two));
        assertSays("the loss quantile(0.1,0.5,0.9) expects an element-wise one as the activation of the last layer, got softmax",
                () -> loss.requireFits(NetworkSpec.inputs(4).dense(3, Activation.softmax()).build()));
    }

    /** Two targets with three levels: outputs of the first are 5, 3, 4, those of the second -1, 0, -2. */
    @Test
    void putsQuantilesThatCrossIntoOrder() {
        QuantileLoss loss = Loss.quantile(0.1f, 0.5f, 0.9f);
        float[] outputs = {5, -1, 3, 0, 4, -2};
        loss.sort(outputs);
        assertArrayEquals(new float[] {3, -2, 4, -1, 5, 0}, outputs);
        assertSays("the loss quantile(0.1,0.5,0.9) expects an output for each of its 3 levels and each target, but a prediction has "
                + "4 outputs", () -> loss.sort(new float[4]));
    }
}
