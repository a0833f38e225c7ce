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
            Loss.huber(0.5f), Loss.absoluteError());

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
        assertEquals("[squared_error, softmax_cross_entropy, sigmoid_cross_entropy, huber(0.5), absolute_error]",
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
    }

    @Test
    void refusesNumbersThatMakeNoSenseByName() {
        for (float delta : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertSays("huber expects a positive delta, got " + delta, () -> Loss.huber(delta));
        }
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
        assertEquals(List.of(false, true, true, false, false), EXAMPLES.stream().map(Loss::isFromLogits).toList());
    }
}
