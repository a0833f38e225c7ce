package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.train.Gradients;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayerHealthTest {

    private static Dataset samples(int count, int features, int outputs) {
        var random = new SplittableRandom(count);
        float[] inputs = new float[count * features], targets = new float[count * outputs];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextFloat();
        }
        return Dataset.withTargets(inputs, features, targets, outputs);
    }

    /** A first layer with these weights and biases, two inputs and two nodes, and a second that adds up. */
    private static List<LayerHealth> ofTwoNodes(Activation activation, float[] weights, float[] biases, float... inputs) {
        NetworkSpec spec = NetworkSpec.inputs(2).dense(2, activation).dense(1, Activation.identity()).build();
        Network network = RowMajor.network(spec, new float[][] {weights, {1, 1}}, new float[][] {biases, {0}});
        Dataset samples = Dataset.withTargets(inputs, 2, new float[inputs.length / 2], 1);
        return LayerHealth.of(network, Loss.squaredError(), samples, 0.1f);
    }

    private static LayerHealth.TensorHealth weights(LayerHealth layer) {
        return layer.tensor("weight").orElseThrow();
    }

    @Test
    void multipliesTheLearningRateByTheFactorsOfATensor() {
        Network network = Network.create(NetworkSpec.inputs(4).dense(5, Activation.prelu()).dense(2, Activation.identity()).build(), 3);
        TensorFactors factors = TensorFactors.parse("""
                learning_rate(biases,0)
                learning_rate(layer1,3)
                learning_rate(weights,0.5)
                decay(layer2,7)
                """);
        List<LayerHealth> plain = LayerHealth.of(network, Loss.squaredError(), samples(9, 4, 2), 0.1f);
        List<LayerHealth> scaled = LayerHealth.of(network, Loss.squaredError(), samples(9, 4, 2), 0.1f, factors);
        for (int l = 0; l < 2; l++) {
            for (LayerHealth.TensorHealth tensor : plain.get(l).tensors()) {
                double factor = tensor.name().equals("bias") ? 0 : (l == 0 ? 3 : 1) * (tensor.name().equals("weight") ? 0.5 : 1);
                double expected = factor == 0 ? 0 : factor * tensor.updateRatio();
                assertEquals(expected, scaled.get(l).tensor(tensor.name()).orElseThrow().updateRatio(), 1e-12 * expected, tensor.name());
            }
        }
    }

    @Test
    void countsADeadReluMadeByALargeNegativeBias() {
        List<LayerHealth> layers = ofTwoNodes(Activation.relu(), new float[] {1, 1, 1, -1}, new float[] {-100, 0}, 1, 0, 0, 1, 1, 1, 3, 1);
        LayerHealth first = layers.getFirst();
        assertEquals(1, first.layer());
        assertEquals(2, first.inputs());
        assertEquals(2, first.outputs());
        assertEquals("relu", first.kind());
        assertEquals(1, first.deadNodes());
        // node 1 never, node 2 where the first input is the larger one: twice in four samples
        assertEquals(6.0 / 8, first.zeroShare());
        assertTrue(Double.isNaN(first.saturatedShare()));
        assertEquals(List.of("1 of 2 nodes is dead: zero for every sample"), first.notes());
        assertEquals(2, layers.get(1).layer());
        assertEquals(0.5, layers.get(1).zeroShare());
        assertEquals(0, layers.get(1).deadNodes());
    }

    @Test
    void countsSaturatedSigmoidsMadeByLargeWeights() {
        // sums of node 1: 50, -50, 0, 100; of node 2: 0.1, 0.2, 0.3, 0.4
        float[] weights = {50, -50, 0.1f, 0.2f};
        LayerHealth first = ofTwoNodes(Activation.sigmoid(), weights, new float[2], 1, 0, 0, 1, 1, 1, 2, 0).getFirst();
        assertEquals(3.0 / 8, first.saturatedShare());
        assertEquals(0, first.deadNodes());
        assertEquals(List.of(), first.notes());
    }

    @Test
    void countsSaturatedTanhsOfBothSigns() {
        // 0.99 is the tanh of 2.6467: node 1 is beyond for every sample, node 2 for the first alone
        LayerHealth first = ofTwoNodes(Activation.tanh(), new float[] {-3, 0, 2.7f, 2.6f}, new float[2], 1, 0, 1, 0, 2, -2).getFirst();
        assertEquals(5.0 / 6, first.saturatedShare());
        assertEquals(List.of("more than half of its outputs are saturated: little of the gradient comes through"), first.notes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15, 16, 255, 256, 257, 600})
    void countsTheSameWithAnyNumberOfBlocks(int count) {
        Network network = Network.create(NetworkSpec.inputs(7).dense(33, Activation.relu()).dense(5, Activation.sigmoid()).build(), 3);
        Dataset samples = samples(count, 7, 5);
        long zeros = 0, saturated = 0;
        boolean[] alive = new boolean[33];
        for (int s = 0; s < count; s++) {
            float[] h = new ReferenceChain(network.spec(), network::tensor).stages.subList(0, 2).stream()
                    .reduce(Traced.of(samples.input(s)), (x, stage) -> stage.forward(x), (a, b) -> b).floats();
            for (int i = 0; i < h.length; i++) {
                zeros += h[i] == 0 ? 1 : 0;
                alive[i] |= h[i] != 0;
            }
            for (float output : network.predict(samples.input(s))) {
                saturated += output < 0.01f || output > 0.99f ? 1 : 0;
            }
        }
        int dead = 0;
        for (boolean node : alive) {
            dead += node ? 0 : 1;
        }
        List<LayerHealth> layers = LayerHealth.of(network, Loss.squaredError(), samples, 0.1f);
        assertEquals(zeros / (33.0 * count), layers.getFirst().zeroShare());
        assertEquals(dead, layers.getFirst().deadNodes());
        assertEquals(saturated / (5.0 * count), layers.getLast().saturatedShare());
    }

    /** Sizes that leave padding in every matrix. */
    @Test
    void measuresTheGradientsOfTheMeanLossOverTrueSizesOnly() {
        Network network = Network.create(NetworkSpec.inputs(7).dense(17, Activation.tanh()).dense(5, Activation.identity()).build(), 3);
        Dataset samples = samples(40, 7, 5);
        Batch all = Batch.of(samples, 40);
        samples.fill(all, 0, 40);
        Gradients gradients = Gradients.of(network, Loss.squaredError(), all);
        double w = 0, dW = 0, db = 0;
        for (int o = 0; o < 17; o++) {
            for (int i = 0; i < 7; i++) {
                w += Math.pow(network.tensor("layer1.weight")[o * 7 + i], 2);
                dW += Math.pow(gradients.tensor("layer1.weight")[o * 7 + i], 2);
            }
            db += Math.pow(gradients.tensor("layer1.bias")[o], 2);
        }
        LayerHealth first = LayerHealth.of(network, Loss.squaredError(), samples, 0.25f).getFirst();
        assertEquals(Math.sqrt(w), weights(first).norm(), 1e-12);
        assertEquals(Math.sqrt(dW), weights(first).gradientNorm(), 1e-12);
        assertEquals(Math.sqrt(db), first.tensor("bias").orElseThrow().gradientNorm(), 1e-12);
        assertEquals(0.25 * Math.sqrt(dW / w), weights(first).updateRatio(), 1e-12);
    }

    @Test
    void agreesWithAGradientWorkedOutByHand() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.identity()).build();
        Network network = RowMajor.network(spec, new float[][] {{3}}, new float[][] {{0}});
        Dataset samples = Dataset.withTargets(new float[] {1, 2}, 1, new float[2], 1);
        LayerHealth layer = LayerHealth.of(network, Loss.squaredError(), samples, 0.5f).getFirst();
        // dJ/dw = h x is 3 and 12, dJ/db = h is 3 and 6
        assertEquals(3, weights(layer).norm());
        assertEquals(7.5, weights(layer).gradientNorm());
        assertEquals(4.5, layer.tensor("bias").orElseThrow().gradientNorm());
        assertEquals(1.25, weights(layer).updateRatio());
        assertEquals(List.of("update-to-weight ratio above 1e-1: may explode"), layer.notes());
    }

    @Test
    void seesThatADeadLayerLearnsNothing() {
        LayerHealth first = ofTwoNodes(Activation.relu(), new float[4], new float[] {-1, -1}, 1, 0).getFirst();
        assertEquals(0, weights(first).updateRatio());
        assertEquals(List.of("2 of 2 nodes are dead: zero for every sample", "update-to-weight ratio below 1e-6: hardly learns"),
                first.notes());
    }

    @Test
    void seesGradientsThatAreNotFinite() {
        LayerHealth first = ofTwoNodes(Activation.identity(), new float[] {3e38f, 3e38f, 3e38f, 3e38f}, new float[2], 1, 1).getFirst();
        assertEquals(List.of("its gradients are not finite"), first.notes());
    }

    @Test
    void knowsNoSaturationOfASoftmaxOrALeakyRelu() {
        Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.leakyRelu()).dense(2, Activation.softmax()).build(), 1);
        Dataset samples = Dataset.labelled(new float[] {1, 2, 3, 4}, 2, new int[] {0, 1}, 2);
        List<LayerHealth> layers = LayerHealth.of(network, Loss.softmaxCrossEntropy(), samples, 0.1f);
        assertTrue(layers.stream().allMatch(layer -> Double.isNaN(layer.saturatedShare())), layers.toString());
        assertEquals(0, layers.getFirst().zeroShare());
    }

    @Test
    void looksAtAPartOfADataset() {
        Network network = Network.create(NetworkSpec.inputs(7).dense(5, Activation.relu()).build(), 3);
        Dataset all = samples(30, 7, 5), part = all.range(10, 20);
        float[] inputs = new float[70], targets = new float[50];
        for (int i = 0; i < 10; i++) {
            System.arraycopy(all.input(10 + i), 0, inputs, 7 * i, 7);
            System.arraycopy(all.target(10 + i), 0, targets, 5 * i, 5);
        }
        assertEquals(LayerHealth.of(network, Loss.squaredError(), Dataset.withTargets(inputs, 7, targets, 5), 0.1f),
                LayerHealth.of(network, Loss.squaredError(), part, 0.1f));
    }

    @Test
    void saysWhatDoesNotFit() {
        Network network = Network.create(NetworkSpec.inputs(7).dense(5, Activation.relu()).build(), 3);
        assertSays("layer 1 of the network 7-5 expects 7 inputs, but samples have 8 features", network, samples(3, 8, 5), 0.1f);
        assertSays("the network 7-5 has 5 outputs, but samples have 4 targets", network, samples(3, 7, 4), 0.1f);
        assertSays("the learning rate expects a number above 0, got 0.0", network, samples(3, 7, 5), 0f);
        assertSays("the learning rate expects a number above 0, got NaN", network, samples(3, 7, 5), Float.NaN);
    }

    private static void assertSays(String sentence, Network network, Dataset samples, float learningRate) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class,
                () -> LayerHealth.of(network, Loss.squaredError(), samples, learningRate)).getMessage());
    }
}
