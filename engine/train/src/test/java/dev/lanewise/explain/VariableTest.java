package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class VariableTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(4, Activation.tanh()).dense(2, Activation.softmax()).build();

    @Test
    void readsAParameterAsFilesAndMessagesNameIt() {
        assertEquals(new Variable.Weight(1, 4, 3), Variable.parseParameter("layer1.weight[3, 2]", SPEC));
        assertEquals(new Variable.Weight(2, 1, 4), Variable.parseParameter("layer2.weight[0,3]", SPEC));
        assertEquals(new Variable.Bias(2, 2), Variable.parseParameter("layer2.bias[1]", SPEC));
    }

    /** Every number of every tensor is a variable of its own that leads back to its place. */
    @Test
    void namesEveryNumberOnce() {
        var tensors = SPEC.tensors();
        for (int t = 0; t < tensors.size(); t++) {
            for (int element = 0; element < tensors.get(t).elements(); element++) {
                Variable.Learned variable = new TensorPlace(t, element).variable(tensors);
                assertEquals(new TensorPlace(t, element), TensorPlace.of(variable, tensors));
                assertEquals(variable, Variable.parseParameter(tensors.get(t).at(element), SPEC));
                variable.requireIn(SPEC);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            layer1.weight     | expected a parameter as tensor[position], such as layer1.weight[0, 1] or layer1.bias[2], got 'layer1.weight'
            layer1.weight[1]  | layer1.weight is 4x3, from layer1.weight[0, 0] to layer1.weight[3, 2], got layer1.weight[1]
            layer1.weight[4,0]| layer1.weight is 4x3, from layer1.weight[0, 0] to layer1.weight[3, 2], got layer1.weight[4,0]
            layer1.bias[0,1]  | layer1.bias is 4, from layer1.bias[0] to layer1.bias[3], got layer1.bias[0,1]
            layer1.alpha[0]   | the network learns [layer1.weight, layer1.bias, layer2.weight, layer2.bias], got 'layer1.alpha'
            """)
    void saysWhatAParameterIs(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> Variable.parseParameter(text, SPEC)).getMessage());
    }

    @Test
    void refusesAPositionThatATensorDoesNotHave() {
        assertEquals("the network learns [layer1.weight, layer1.bias, layer2.weight, layer2.bias], got 'layer2.alpha'",
                assertThrows(IllegalArgumentException.class, () -> new Variable.Parameter(2, "alpha", 0).requireIn(SPEC)).getMessage());
        assertEquals("layer2.bias has 2 numbers, got position 2 from 0",
                assertThrows(IllegalArgumentException.class, () -> new Variable.Parameter(2, "bias", 2).requireIn(SPEC)).getMessage());
    }
}
