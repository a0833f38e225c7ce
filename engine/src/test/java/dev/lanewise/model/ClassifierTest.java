package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Classifier.Ranked;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class ClassifierTest {

    private static final List<String> NAMES = List.of("setosa", "versicolor", "virginica");

    /** Its outputs are the activation of its biases. */
    private static Network constant(Activation activation, float... outputs) {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(outputs.length, activation).build();
        return RowMajor.network(spec, new float[][] {new float[outputs.length]}, new float[][] {outputs});
    }

    private static final float[] ANY = {1};

    @Test
    void ranksClassesByTheirOutputs() {
        Network network = constant(Activation.softmax(), 1, 3, 2);
        Classifier classifier = Classifier.of(network, NAMES);
        float[] p = network.predict(ANY);
        assertEquals(List.of(new Ranked(1, "versicolor", p[1]), new Ranked(2, "virginica", p[2])), classifier.top(ANY, 2));
        assertEquals(List.of(1, 2, 0), classifier.top(ANY, 99).stream().map(Ranked::number).toList());
        assertEquals("versicolor", classifier.classify(ANY));
        assertArrayEquals(p, classifier.probabilities(ANY));
        assertEquals(List.of("0", "1", "2"), Classifier.of(network).names());
    }

    @Test
    void putsTheClassOfTheNetworkFirst() {
        for (Network network : List.of(constant(Activation.identity(), 1, 1, 0), constant(Activation.identity(), -0f, 0f, -1),
                constant(Activation.tanh(), 0), constant(Activation.sigmoid(), 0), constant(Activation.sigmoid(), -1e-7f),
                constant(Activation.softsign(), -2), constant(Activation.hardSigmoid(), 1))) {
            assertEquals(network.classify(ANY), Classifier.of(network).top(ANY, 1).getFirst().number(), network.toString());
        }
        assertEquals(List.of(0, 1, 2), Classifier.of(constant(Activation.identity(), 1, 1, 1)).top(ANY, 3).stream().map(Ranked::number)
                .toList());
    }

    @Test
    void tellsTwoClassesByOneOutput() {
        Network sigmoid = constant(Activation.sigmoid(), -1);
        float p = sigmoid.predict(ANY)[0];
        Classifier classifier = Classifier.of(sigmoid, List.of("no", "yes"));
        assertEquals(List.of(new Ranked(0, "no", 1 - p), new Ranked(1, "yes", p)), classifier.top(ANY, 2));
        assertArrayEquals(new float[] {1 - p, p}, classifier.probabilities(ANY));
        Network tanh = constant(Activation.tanh(), 1);
        float y = tanh.predict(ANY)[0];
        assertEquals(List.of(y, -y), Classifier.of(tanh).top(ANY, 2).stream().map(Ranked::score).toList());
    }

    @Test
    void saysWhatDoesNotFit() {
        Network network = constant(Activation.softmax(), 1, 2, 3);
        assertSays("the network 1-3 tells 3 classes apart, got 2 names [a, b]", () -> Classifier.of(network, List.of("a", "b")));
        assertSays("classes need names of their own, got [a, b, a]", () -> Classifier.of(network, List.of("a", "b", "a")));
        assertSays("the best classes expect a count of at least 1, got 0", () -> Classifier.of(network).top(ANY, 0));
        assertSays("the outputs of the network 1-2 are no probabilities: its last activation is identity, expected one from 0 to 1, such"
                + " as softmax or sigmoid", () -> Classifier.of(constant(Activation.identity(), 1, 2)).probabilities(ANY));
        assertThrows(IllegalArgumentException.class, () -> Classifier.of(constant(Activation.identity(), 1)));
        Stream.<Executable>of(() -> Classifier.of(network).classify(new float[] {Float.NaN}),
                () -> Classifier.of(network).top(new float[2], 1),
                () -> Classifier.of(constant(Activation.identity(), Float.NaN, 1)).top(ANY, 1))
                .forEach(mistake -> assertThrows(IllegalArgumentException.class, mistake));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
