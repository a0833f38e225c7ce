package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class EnsembleTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(5, Activation.tanh()).dense(4, Activation.softmax()).build();

    @Test
    void givesTheMeansOfTheOutputsOfItsNetworks() {
        List<Network> networks = IntStream.range(0, 7).mapToObj(seed -> Network.create(SPEC, seed)).toList();
        Ensemble ensemble = Ensemble.of(networks);
        float[][] rows = {{1, 2, 3}, {-1, 0, 4}};
        float[][] means = ensemble.predict(rows);
        for (int row = 0; row < 2; row++) {
            for (int o = 0; o < 4; o++) {
                double sum = 0;
                for (Network network : networks) {
                    sum += network.predict(rows[row])[o];
                }
                assertEquals((float) (sum / 7), means[row][o]);
            }
            assertArrayEquals(means[row], ensemble.predict(rows[row]));
        }
        assertEquals(SPEC.classOf(means[1]), ensemble.classify(rows[1]));
        assertArrayEquals(networks.getFirst().predict(rows[0]), Ensemble.of(networks.subList(0, 1)).predict(rows[0]));
    }

    @Test
    void takesNetworksWithOtherLayersButNotOtherOutputs() {
        NetworkSpec wide = NetworkSpec.inputs(3).dense(4, Activation.softmax()).build();
        NetworkSpec linear = NetworkSpec.inputs(3).dense(4, Activation.identity()).build();
        Network network = Network.create(SPEC, 1);
        Ensemble.of(List.of(network, Network.create(wide, 1)));
        assertSays("network 2 of an ensemble has 3 inputs, 4 outputs and identity, but network 1 has 3 inputs, 4 outputs and softmax",
                () -> Ensemble.of(List.of(network, Network.create(linear, 1))));
        assertSays("an ensemble needs at least 1 network, got none", () -> Ensemble.of(List.of()));
        Network spoiled = Network.of(wide, tensor -> {
            float[] values = new float[(int) tensor.elements()];
            values[0] = Float.NaN;
            return values;
        });
        assertSays("the mean outputs of an ensemble of 2 networks for this input have no largest value: one is not finite",
                () -> Ensemble.of(List.of(network, spoiled)).classify(new float[] {1, 1, 1}));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
