package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluationTest {

    private static final NetworkSpec THREE = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();

    /** A thousand points, of which the class says on which side of a line they are. */
    private static Dataset halves(float first, float second) {
        var random = new SplittableRandom(1);
        float[] inputs = new float[2000], targets = new float[1000];
        for (int i = 0; i < 1000; i++) {
            inputs[2 * i] = (float) random.nextDouble(-1, 1);
            inputs[2 * i + 1] = (float) random.nextDouble(-1, 1);
            targets[i] = inputs[2 * i] + 0.5f * inputs[2 * i + 1] > 0.1f ? second : first;
        }
        return Dataset.withTargets(inputs, 2, targets, 1);
    }

    private static Evaluation learned(Activation output, Loss loss, Dataset samples) {
        NetworkSpec spec = NetworkSpec.inputs(2).dense(8, Activation.tanh()).dense(1, output).build();
        try (Trainer trainer = Trainer.builder(spec).loss(loss).optimizer(new Optimizer.Adam(0.02f)).batch(100).threads(2).build()) {
            for (int epoch = 0; epoch < 60; epoch++) {
                trainer.epoch(samples);
            }
            Evaluation evaluation = trainer.evaluate(samples);
            Network network = trainer.network();
            int right = 0;
            for (int i = 0; i < samples.size(); i++) {
                right += network.classify(samples.input(i)) == (samples.target(i)[0] == 1 ? 1 : 0) ? 1 : 0;
            }
            assertEquals(right / 1000.0, evaluation.accuracy(), "that of classify");
            assertEquals(evaluation, Evaluation.of(network, loss, samples));
            return evaluation;
        }
    }

    @Test
    void tellsTheAccuracyOfASingleSigmoidOrTanh() {
        for (Evaluation evaluation : new Evaluation[] {learned(Activation.sigmoid(), Loss.sigmoidCrossEntropy(), halves(0, 1)),
            learned(Activation.sigmoid(), Loss.squaredError(), halves(0, 1)),
            learned(Activation.tanh(), Loss.squaredError(), halves(-1, 1))}) {
            assertTrue(evaluation.accuracy() > 0.97, evaluation.toString());
            assertEquals(2, evaluation.confusion().classes());
            assertEquals(1000, evaluation.confusion().samples(0) + evaluation.confusion().samples(1));
            assertTrue(evaluation.confusion().recall(0) > 0.95 && evaluation.confusion().recall(1) > 0.95, evaluation.toString());
        }
    }

    static Stream<Arguments> lastLayers() {
        return Stream.of(Layer.dense(3, Activation.parametric(Activation.sigmoid())), Layer.dropout(0.5), Layer.layerNorm(), Layer.scale())
                .flatMap(last -> Stream.of(1, 15, 16, 33).map(samples -> Arguments.of(last, samples)));
    }

    /** A single float rounds to 6e-8 of it; each loss is below 2 and made of a few dozen. */
    @ParameterizedTest
    @MethodSource("lastLayers")
    void hasTheLossOfANaiveNetworkWhateverTheLastLayerIs(Layer last, int count) {
        Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.tanh()).layer(last).build(), 3);
        Dataset points = halves(0, 1).range(0, count);
        int[] labels = IntStream.range(0, count).map(i -> i % 3).toArray();
        Dataset samples = Dataset.labelled(IntStream.range(0, count).mapToObj(points::input).toList(), 2, labels, 3);
        assertEquals(new DoubleNetwork(network, Loss.squaredError()).meanLoss(samples),
                Evaluation.of(network, Loss.squaredError(), samples).meanLoss(), 1e-5);
    }

    @Test
    @Tag("once")
    void knowsNoAccuracyWithoutClasses() {
        Network network = Network.create(NetworkSpec.inputs(2).dense(1, Activation.sigmoid()).build(), 1);
        Network linear = Network.create(NetworkSpec.inputs(2).dense(1, Activation.identity()).build(), 1);
        for (Evaluation evaluation : new Evaluation[] {Evaluation.of(network, Loss.squaredError(), halves(0, 0.5f)),
            Evaluation.of(linear, Loss.squaredError(), halves(0, 1)),
            Evaluation.of(linear, Loss.squaredError(), Dataset.labelled(new float[4], 2, new int[2], 1))}) {
            assertTrue(Double.isNaN(evaluation.accuracy()), evaluation.toString());
            assertEquals(0, evaluation.confusion().classes());
            assertEquals(0, evaluation.unanswered());
        }
    }

    /** The weight of the second input overflows for the third sample, and meets an infinity of another sign for the fourth. */
    @Test
    void countsSamplesWithoutAnAnswerAsWrong() {
        Network network = RowMajor.network(THREE, new float[][] {{1, 0, -1, 0, 0, 3e38f}}, new float[][] {{0, 0, 0}});
        Dataset samples = Dataset.labelled(new float[] {1, 0, -1, 0, 0, 2, 1, 0}, 2, new int[] {0, 1, 0, 0}, 3);
        Evaluation evaluation = Evaluation.of(network, Loss.softmaxCrossEntropy(), samples);
        assertEquals(1, evaluation.unanswered());
        assertEquals(0.75, evaluation.accuracy());
        assertEquals(1, evaluation.confusion().count(0, NetworkSpec.NO_CLASS));
        assertEquals(2, evaluation.confusion().count(0, 0));
        assertEquals(2 / 3.0, evaluation.confusion().recall(0));
        assertTrue(evaluation.toString().contains("accuracy 75.00 %, 1 without an answer"), evaluation.toString());
    }

    @Test
    @Tag("once")
    void countsNetworksOfNumbersThatAreNoneAsWrongThroughout() {
        float[] spoiled = {Float.NaN, 0, 0, 0, 0, 0};
        Dataset samples = Dataset.labelled(new float[20], 2, new int[10], 3);
        Evaluation evaluation = Evaluation.of(RowMajor.network(THREE, new float[][] {spoiled}, new float[1][3]), Loss.softmaxCrossEntropy(),
                samples);
        assertEquals(0, evaluation.accuracy());
        assertEquals(10, evaluation.unanswered());
        NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.sigmoid()).build();
        Network sigmoids = RowMajor.network(spec, new float[][] {spoiled}, new float[1][3]);
        assertEquals(10, Evaluation.of(sigmoids, Loss.sigmoidCrossEntropy(), samples).unanswered());
        assertEquals(10, Evaluation.of(sigmoids, Loss.squaredError(), samples).unanswered());
    }

    /** A matrix of all pairs would take 1.6 GB. */
    @Test
    @Tag("once")
    void takesLittleMemoryForTwentyThousandClasses() {
        int classes = 20_000;
        float[] inputs = new float[3 * classes];
        int[] labels = new int[3 * classes];
        for (int i = 0; i < labels.length; i++) {
            inputs[i] = i;
            labels[i] = i % classes;
        }
        Dataset samples = Dataset.labelled(inputs, 1, labels, classes).range(0, 20);
        float[] biases = new float[classes];
        biases[7] = 1;
        Network seven = RowMajor.network(NetworkSpec.inputs(1).dense(classes, Activation.softmax()).build(), new float[1][classes],
                new float[][] {biases});
        long before = allocatedBytes();
        Evaluation evaluation = Evaluation.of(seven, Loss.softmaxCrossEntropy(), samples);
        long allocated = allocatedBytes() - before;
        // until vectors are compiled each is an object, which is most of this
        assertTrue(allocated < 1 << 30, "allocated " + allocated);
        assertEquals(1 / 20.0, evaluation.accuracy());
        assertEquals(1, evaluation.confusion().count(19, 7));
        assertEquals(0, evaluation.confusion().count(7, 19));
        assertEquals(1, evaluation.confusion().recall(7));
        List<List<Integer>> visited = new ArrayList<>();
        evaluation.confusion().forEach((actual, answer, count) -> visited.add(List.of(actual, answer, count)));
        assertEquals(IntStream.range(0, 20).mapToObj(actual -> List.of(actual, 7, 1)).toList(), visited);
        assertTrue(Double.isNaN(evaluation.confusion().recall(19_999)));
        assertTrue(evaluation.toString().length() < 200, evaluation.toString());
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    @Tag("once")
    void isPrintedAsATableAndComparedByValue() {
        int[] labels = {0, 0, 0, 1, 1}, answers = {0, 0, 2, 1, NetworkSpec.NO_CLASS};
        Evaluation evaluation = new Evaluation(5, 0.25, 0.6, 1, ConfusionMatrix.of(3, labels, answers), Map.of());
        assertEquals("""
                5 samples, mean loss 0.250000, accuracy 60.00 %, 1 without an answer, since outputs are not finite
                 class     0     1     2  none   recall
                     0     2     .     1     .   66.7 %
                     1     .     1     .     1   50.0 %
                     2     .     .     .     .        -""", evaluation.toString());
        Evaluation same = new Evaluation(5, 0.25, 0.6, 1, ConfusionMatrix.of(3, labels.clone(), answers.clone()), Map.of());
        assertEquals(evaluation, same);
        assertEquals(evaluation.hashCode(), same.hashCode());
        int[] others = {0, 0, 1, 1, NetworkSpec.NO_CLASS};
        assertNotEquals(evaluation, new Evaluation(5, 0.25, 0.6, 1, ConfusionMatrix.of(3, labels, others), Map.of()));
        assertNotEquals(ConfusionMatrix.of(4, labels, answers), ConfusionMatrix.of(3, labels, answers));
        answers[0] = 1;
        labels[0] = 2;
        assertEquals(same, evaluation, "arrays that change later are no part of it");
    }

    @Test
    @Tag("once")
    void refusesClassesThatThereAreNot() {
        ConfusionMatrix matrix = ConfusionMatrix.of(3, new int[] {0}, new int[] {2});
        for (int bad : new int[] {-1, 3, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(bad, 0));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.samples(bad));
            assertThrows(IndexOutOfBoundsException.class, () -> matrix.recall(bad));
        }
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(0, -2));
    }
}
