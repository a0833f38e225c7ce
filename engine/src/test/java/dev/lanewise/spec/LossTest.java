package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class LossTest {

    static final List<Loss> EXAMPLES = List.of(Loss.squaredError(), Loss.softmaxCrossEntropy(), Loss.sigmoidCrossEntropy());

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
        assertEquals("[squared_error, softmax_cross_entropy, sigmoid_cross_entropy]",
                EXAMPLES.stream().map(Loss::toText).toList().toString());
    }

    @Test
    void saysWhichNamesItKnows() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Loss.parse("hinge"));
        assertEquals("unknown loss 'hinge', expected one of squared_error, softmax_cross_entropy, sigmoid_cross_entropy", e.getMessage());
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
        assertEquals(List.of(false, true, true), EXAMPLES.stream().map(Loss::isFromLogits).toList());
    }
}
