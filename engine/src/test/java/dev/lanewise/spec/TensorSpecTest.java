package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TensorSpecTest {

    private static final TensorSpec WEIGHTS = tensor("layer1.weight", List.of(128, 784));

    @Test
    void isNamedAfterItsLayer() {
        NetworkSpec spec = NetworkSpec.inputs(784).dense(128, Activation.relu()).dense(10, Activation.softmax()).build();
        assertEquals(List.of("layer1.weight 128x784", "layer1.bias 128", "layer2.weight 10x128", "layer2.bias 10"),
                spec.tensors().stream().map(TensorSpec::toText).toList());
        assertEquals(new TensorSpec("layer2.weight", List.of(10, 128), TensorSpec.Role.WEIGHT,
                new TensorSpec.Start(new Initializer.GlorotUniform(), 128, 10)), spec.tensors().get(2));
        assertEquals(spec.tensors().stream().mapToLong(TensorSpec::elements).sum(), spec.parameterCount());
    }

    @Test
    void saysItsShapeAndWhereANumberStands() {
        assertEquals("layer1.weight 128x784", WEIGHTS.toText());
        assertEquals("layer1.weight[3, 17]", WEIGHTS.at(3 * 784 + 17));
        assertEquals("layer1.bias[17]", tensor("layer1.bias", List.of(128)).at(17));
        assertEquals(2_000_000_000L * 2_000_000_000L, tensor("huge", List.of(2_000_000_000, 2_000_000_000)).elements());
    }

    /** Weight decay is of parameters, not of what an optimizer keeps. */
    @Test
    void hasSlotsOfTheSameShape() {
        assertEquals(tensor("layer1.weight.momentum", List.of(128, 784)), WEIGHTS.slot("momentum"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Layer1", "a b", "a\nb", "a/b", "\u00e4"})
    void refusesNamesOfOtherLetters(String name) {
        assertEquals("the name of a tensor has 1 to 64 of the letters a-z, 0-9, '.' and '_', got '" + name.replaceAll("[^ -~]", "?") + "'",
                refusal(name, List.of(1)));
        assertTrue(refusal("x".repeat(65), List.of(1)).contains("got 'xxx"));
    }

    @Test
    void refusesShapesThatAreNone() {
        for (List<Integer> shape : List.of(List.<Integer>of(), List.of(0), List.of(3, -1), List.of(1, 2, 3))) {
            assertEquals("the tensor t expects one or two sizes of at least 1, got " + shape, refusal("t", shape));
        }
    }

    private static String refusal(String name, List<Integer> shape) {
        return assertThrows(IllegalArgumentException.class, () -> tensor(name, shape)).getMessage();
    }

    private static TensorSpec tensor(String name, List<Integer> shape) {
        return new TensorSpec(name, shape, TensorSpec.Role.WEIGHT, TensorSpec.Start.ZERO);
    }
}
