package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
public class TensorGroupTest {

    public static final List<TensorGroup> EXAMPLES = List.of(TensorGroup.weights(), TensorGroup.biases(), TensorGroup.activations(),
            TensorGroup.norms(), TensorGroup.embeddings(), TensorGroup.heads(), TensorGroup.layer(3), TensorGroup.named("layer12.weight"));

    /** Layer 10 begins with the name of layer 1. */
    private static final NetworkSpec SPEC = spec();

    private static NetworkSpec spec() {
        NetworkSpec.Builder layers = NetworkSpec.inputs(3)
                .layer(new Embedding(List.of(new Embedding.Table(1, 9, 4)), Initializer.zeros())).layer(Layer.scale())
                .dense(5, Activation.prelu());
        for (int layer = 4; layer < 10; layer++) {
            layers.layer(Layer.dropout(0.5));
        }
        return layers.dense(2, Activation.softmax()).build();
    }

    @Test
    void hasAnExampleHereOfEveryRole() {
        assertEquals(Set.of(TensorSpec.Role.values()), EXAMPLES.stream().filter(TensorGroup.OfRole.class::isInstance)
                .map(group -> ((TensorGroup.OfRole) group).role()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(TensorGroup group) {
        assertEquals(group, TensorGroup.parse(group.toText()));
        assertEquals(group, TensorGroup.parse(" " + group.toText().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "weights | layer3.weight layer10.weight",
            "biases | layer3.bias layer10.bias",
            "activations | layer3.alpha",
            "norms | layer2.scale",
            "embeddings | layer1.table1",
            "layer1 | layer1.table1",
            "layer3 | layer3.weight layer3.bias layer3.alpha",
            "layer10.bias | layer10.bias",
            "layer4 | ''",
            "layer3.weigh | ''"})
    void hasTheTensorsOfARoleOrName(String group, String names) {
        assertEquals(Stream.of(names.split(" ")).filter(name -> !name.isEmpty()).toList(),
                SPEC.tensors().stream().filter(TensorGroup.parse(group)::has).map(TensorSpec::name).toList());
    }

    @Test
    void hasWhatIsWithinALayer() {
        NetworkSpec spec = NetworkSpec.inputs(3).layer(Layer.residual(new Dense(3, Activation.tanh()), Layer.scale())).build();
        assertEquals(3, spec.tensors().stream().filter(TensorGroup.layer(1)::has).count());
        assertEquals(List.of("layer1.body2.scale"),
                spec.tensors().stream().filter(TensorGroup.named("layer1.body2")::has).map(TensorSpec::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "weight", "layer", "layer0", "layer01", "layer1.", "layer1000000000", "layer1 weight", "biases "})
    void refusesNamesThatNoLayerOrTensorHas(String name) {
        assertEquals("expected the name of a layer or tensor, such as layer1 or layer1.weight, got '" + name + "'",
                assertThrows(IllegalArgumentException.class, () -> TensorGroup.named(name)).getMessage());
    }

    @Test
    void countsLayersFromOne() {
        assertEquals("layer1", TensorGroup.layer(1).toText());
        assertEquals("expected the name of a layer or tensor, such as layer1 or layer1.weight, got 'layer0'",
                assertThrows(IllegalArgumentException.class, () -> TensorGroup.layer(0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> TensorGroup.layer(-1));
    }

    @Test
    void listsTheGroupsThatThereAre() {
        assertEquals("unknown group of tensors 'bias', expected one of weights, biases, activations, norms, embeddings, heads, a layer"
                + " such as layer1 or a tensor such as layer1.weight",
                assertThrows(IllegalArgumentException.class, () -> TensorGroup.parse("bias")).getMessage());
    }
}
