package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class MembersTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(4).layer(Layer.members(8)).dense(5, Activation.relu())
            .layer(Layer.heads(8, 3, Activation.softmax())).build();

    @Test
    void hasTensorsWithRowsForMembers() {
        assertEquals(List.of("layer1.members 8x4", "layer2.weight 5x4", "layer2.bias 5", "layer3.heads 24x5", "layer3.head_biases 8x3"),
                SPEC.tensors().stream().map(TensorSpec::toText).toList());
        float end = (float) (1 / Math.sqrt(5));
        assertEquals(new Initializer.Uniform(-end, end), SPEC.tensors().getLast().start().initializer());
        assertEquals(3, SPEC.classes());
    }

    @Test
    void comesBackFromItsText() {
        String text = "4\nmembers(8) normal(0.0,1.0)\n5 relu he_uniform zero\nheads(8) 3 softmax\n";
        assertEquals(text, SPEC.toText());
        assertEquals(SPEC, NetworkSpec.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "members(0) zero | expected from 1 to 256 members, got 0",
        "members(257) zero | expected from 1 to 256 members, got 257",
        "members(two) zero | expected a whole number, got 'two'",
        "members(8) | expected a layer as 'members(count) start', such as 'members(8) normal(0.0,1.0)', got 'members(8)'",
        "members(8 zero | expected a layer as 'members(count) start', such as 'members(8) normal(0.0,1.0)', got 'members(8 zero'",
        "heads(8) 3 | expected a layer as 'heads(members) outputs activation', such as 'heads(8) 3 softmax', got 'heads(8) 3'",
        "heads(8) 0 relu | heads need at least 1 output, got 0",
        "heads(8) 3 prelu(0.25) | heads expect an activation that is not learned, got prelu(0.25)",
        "heads(256) 99999999 relu | 256 heads have at most 8388607 outputs each, got 99999999"})
    void saysWhatIsWrongWithALine(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> Layer.parse(text)).getMessage());
    }

    @Test
    void saysWhichMembersAndHeadsGoTogether() {
        assertRefused("a network with members(8) ends with heads(8), got '3 softmax glorot_uniform zero'", Layer.members(8),
                Layer.dense(3, Activation.softmax()));
        assertRefused("a network with members(8) ends with heads(8), got 'heads(4) 3 softmax'", Layer.members(8),
                Layer.heads(4, 3, Activation.softmax()));
        assertRefused("heads(4) expect a layer members(4) before them, got none", Layer.heads(4, 3, Activation.softmax()));
        assertRefused("a network has one layer of members, got 2", Layer.members(4), Layer.members(4),
                Layer.heads(4, 3, Activation.softmax()));
        assertRefused("layer 2 is heads, which only the last layer, here layer 3, may be", Layer.members(4),
                Layer.heads(4, 3, Activation.identity()), Layer.scale());
    }

    private static void assertRefused(String sentence, Layer... layers) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> new NetworkSpec(5, List.of(layers))).getMessage());
    }

    @Test
    void doesNotStandInAResidual() {
        assertEquals("the body of a residual cannot have 'members(4) normal(0.0,1.0)', which belongs to a whole network",
                assertThrows(IllegalArgumentException.class, () -> Layer.residual(Layer.members(4))).getMessage());
    }
}
