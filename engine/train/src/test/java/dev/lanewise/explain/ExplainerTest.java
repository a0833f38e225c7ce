package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Permitted;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.train.Gradients;
import dev.lanewise.train.Trainer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {

    /** Found by the sealed interfaces, so that what is added later is covered, or this does not compile. */
    private static final List<Loss> LOSSES = List.of(Loss.squaredError(), Loss.softmaxCrossEntropy(), Loss.sigmoidCrossEntropy(),
            Loss.huber(0.3f), Loss.absoluteError(), Loss.poisson(), Loss.quantile(0.1f, 0.75f), Loss.focal(),
            Loss.softmaxCrossEntropy(0.1f));
    private static final List<Activation> ELEMENTWISE = List.of(Activation.identity(), Activation.sigmoid(), Activation.tanh(),
            Activation.relu(), new Activation.LeakyRelu(0.1f), Activation.parametric(Activation.relu()), Activation.prelu(),
            new Activation.Elu(0.7f), Activation.selu(), Activation.softplus(), Activation.softsign(), Activation.gelu(),
            Activation.geluTanh(),
            Activation.silu(), Activation.mish(), Activation.hardSigmoid(), Activation.hardTanh(), Activation.hardSwish());

    @Test
    void triesTheStepThatATrainerWithTheSameFactorsMakes() {
        NetworkSpec spec = NetworkSpec.inputs(3).dense(4, Activation.prelu()).dense(2, Activation.identity()).build();
        TensorFactors factors = TensorFactors.parse("""
                learning_rate(biases,0)
                learning_rate(layer1,0.3)
                learning_rate(weights,1.7)
                """);
        Network network = Network.create(spec, 5);
        float[] input = {1, -2, 0.5f}, target = {0.25f, -1};
        Explainer explainer = new Explainer(network, Loss.squaredError(), input, target);
        Network after;
        try (Trainer trainer = Trainer.builder(network).optimizer(new Optimizer.Sgd(0.1f)).factors(factors).build()) {
            trainer.step(Batch.withTargets(input, 3, target, 2));
            after = trainer.network();
        }
        double cost = Gradients.of(after, Loss.squaredError(), Batch.withTargets(input, 3, target, 2)).meanLoss();
        for (String parameter : List.of("layer1.weight[1, 2]", "layer1.bias[1]", "layer1.alpha[1]", "layer2.weight[1, 1]",
                "layer2.bias[0]")) {
            Variable.Learned by = (Variable.Learned) Variable.parseParameter(parameter, spec);
            Explanation.Descent step = explainer.explain(by, 0.1f, factors).descent().orElseThrow();
            TensorPlace place = TensorPlace.of(by, spec.tensors());
            assertEquals(after.tensor(place.tensor())[place.element()], step.after(), parameter);
            assertEquals(cost, step.costAll(), 1e-6 * cost, parameter);
        }
    }

    @Test
    void provesAThousandRandomGradientsThreeTimes() {
        Set<Object> met = new HashSet<>();
        for (int seed = 0; seed < 1000; seed++) {
            var random = new SplittableRandom(seed);
            Network network = network(random, LOSSES.get(seed % LOSSES.size()));
            Loss loss = LOSSES.get(seed % LOSSES.size());
            network.spec().layers().forEach(layer -> met.add(layer.activation().getClass()));
            Variable by = variable(random, network.spec());
            float[] input = floats(random, network.spec().inputs());
            float[] target = target(random, loss, loss.targetsFor(network.spec().outputs()));

            Explanation e = new Explainer(network, loss, input, target, Integer.MAX_VALUE).explain(by, 0.1f);

            String where = "seed " + seed + ", " + loss.toText() + ", " + by + " of " + network;
            assertEquals(Float.floatToIntBits(e.proofs().backward()), Float.floatToIntBits(e.root().value()), where);
            double off = Math.abs(e.root().value() - e.proofs().exact());
            assertTrue(off <= e.proofs().bound(), where + ": in float " + off + " off, beyond " + e.proofs().bound());
            double apart = Math.abs(e.proofs().difference() - e.proofs().exact());
            assertTrue(apart <= e.proofs().differenceBound(), where + ": difference " + apart + ", beyond " + e.proofs().differenceBound());
            assertTrue(e.proofs().bound() <= 1e-3 * (1 + Math.abs(e.proofs().exact())), where + ": useless bound " + e.proofs().bound());
            assertTrue(e.proofs().hold(e.root().value()), where);
            assertPartsMake(e.root(), where);
        }
        assertEquals(Activation.class.getPermittedSubclasses().length, met.size());
        Permitted.requireExamples(Loss.class, LOSSES);
    }

    /** Products and sums are made of what they show, in the order in which they show it. */
    private static void assertPartsMake(Term term, String where) {
        switch (term) {
            case Term.Factor f -> { }
            case Term.Product product -> {
                float value = product.factors().getFirst().value();
                double exact = product.factors().getFirst().exact();
                for (Term factor : product.factors().subList(1, product.factors().size())) {
                    value *= factor.value();
                    exact *= factor.exact();
                }
                // +0.0 and -0.0 are the same factor; the ReLU's zero takes no sign
                assertEquals(value + 0f, product.value() + 0f, where);
                assertEquals(exact, product.exact(), 1e-12 * Math.abs(exact), where);
                product.factors().forEach(factor -> assertPartsMake(factor, where));
            }
            case Term.PathSum ways -> {
                float value = 0f;
                double exact = 0;
                for (Term.Product way : ways.ways()) {
                    value = Math.fma(way.factors().get(1).value(), way.factors().get(0).value(), value);
                    exact += way.exact();
                    assertPartsMake(way, where);
                }
                assertEquals(value, ways.value(), where);
                assertEquals(exact, ways.exact(), 1e-12 * (1 + Math.abs(exact)), where);
                assertEquals(0, ways.others(), where);
            }
        }
    }

    private static Network network(SplittableRandom random, Loss loss) {
        List<Layer> layers = new ArrayList<>();
        Initializer biases = new Initializer.Uniform(-0.5f, 0.5f);
        for (int l = random.nextInt(4); l > 0; l--) {
            layers.add(new Dense(1 + random.nextInt(6), pick(random, ELEMENTWISE), new Initializer.GlorotNormal(), biases));
        }
        Activation output = loss.outputActivation().orElseGet(() -> pick(random, ELEMENTWISE));
        int levels = loss instanceof QuantileLoss quantile ? quantile.levels().size() : 1;
        layers.add(new Dense((1 + random.nextInt(4)) * levels, output, new Initializer.GlorotNormal(), biases));
        return Network.create(new NetworkSpec(1 + random.nextInt(6), layers), random.nextLong());
    }

    private static Variable variable(SplittableRandom random, NetworkSpec spec) {
        int layer = 1 + random.nextInt(spec.layers().size());
        int to = 1 + random.nextInt(spec.widths().get(layer)), from = 1 + random.nextInt(spec.widths().get(layer - 1));
        return switch (random.nextInt(4)) {
            case 0 -> new Variable.Bias(layer, to);
            case 1 -> new Variable.Output(1, 1 + random.nextInt(spec.inputs()));
            default -> new Variable.Weight(layer, to, from);
        };
    }

    /** A softmax wants targets that sum to 1. */
    private static float[] target(SplittableRandom random, Loss loss, int outputs) {
        if (loss instanceof Loss.SoftmaxCrossEntropy) {
            float[] oneHot = new float[outputs];
            oneHot[random.nextInt(outputs)] = 1f;
            return oneHot;
        }
        return floats(random, outputs);
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    private static <T> T pick(SplittableRandom random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** A node whose inputs are all zero and that has no bias stands exactly on the kink. */
    @Test
    void claimsNoDifferenceOnAKink() {
        Network network = Network.create(NetworkSpec.inputs(3).dense(4, Activation.relu()).dense(2, Activation.softmax()).build(), 3);
        Explainer explainer = new Explainer(network, Loss.softmaxCrossEntropy(), new float[3], new float[] {1f, 0f});
        Explanation e = explainer.explain(new Variable.Bias(1, 2), 0.1f);
        assertEquals(Double.POSITIVE_INFINITY, e.proofs().differenceBound());
        assertTrue(e.proofs().hold(e.root().value()));
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("a ReLU stands on its kink: no derivative, training takes 0"), text);
    }

    /** A gradient of 1 comes to the node, so that of its bias is the derivative that the kernels take. */
    @Test
    void saysWhatTheKernelsTakeOnTheKinkOfEveryActivation() {
        for (Activation activation : ELEMENTWISE) {
            for (float z : new float[] {0f, 1e-9f, -1e-9f, -1f, 1f, -3f, 3f}) {
                Network network = chain(activation, z);
                float[] input = {0f}, target = {network.predict(input)[0] - 1};
                float taken = Gradients.of(network, Loss.squaredError(), Batch.withTargets(input, 1, target, 1))
                        .tensor("layer1.bias")[0];
                Explanation e = new Explainer(network, Loss.squaredError(), input, target).explain(new Variable.Bias(1, 1), 0.1f);
                String text = TextRenderer.render(e, Notation.ARTICLE);
                String kink = "kink: no derivative, training takes " + Numbers.text(taken) + "\n";
                boolean isOnKink = activation.kinks().stream().anyMatch(at -> Math.abs(at - z) < 1e-6);
                assertEquals(isOnKink, text.contains(kink), text);
            }
        }
    }

    @Test
    void saysWhatTrainingTakesOnTheKinkOfTheAbsoluteError() {
        Network network = Network.of(NetworkSpec.inputs(1).dense(1, Activation.identity()).build(), _ -> new float[] {1f});
        for (float target : new float[] {1f, 3f}) {
            Explanation e = new Explainer(network, Loss.absoluteError(), new float[1], new float[] {target})
                    .explain(new Variable.Bias(1, 1), 0.1f);
            String text = TextRenderer.render(e, Notation.ARTICLE);
            assertEquals(target == 1f, text.contains("a loss stands on its kink: no derivative, training takes 0\n"), text);
        }
    }

    /** A node with a bias, whose output is the network's. */
    private static Network chain(Activation activation, float bias) {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, activation).dense(1, Activation.identity()).build();
        return Network.of(spec, tensor -> new float[] {switch (tensor.name()) {
            case "layer1.bias" -> bias;
            case "layer2.bias" -> 0f;
            default -> 1f;
        }});
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({"relu, 0, a ReLU, 0", "relu, 1e-9, a ReLU, 1", "leaky_relu(0.25), 0, a leaky ReLU, 0.25",
        "leaky_relu(0.25), 1e-9, a leaky ReLU, 1", "leaky_relu(0.25), -1e-9, a leaky ReLU, 0.25"})
    void saysWhatTrainingTakesOnAKink(String activation, float z, String what, String taken) {
        Explainer explainer = new Explainer(chain(Activation.parse(activation), z), Loss.squaredError(), new float[1], new float[] {-1f});
        String text = TextRenderer.render(explainer.explain(new Variable.Bias(1, 1), 0.1f), Notation.ARTICLE);
        assertTrue(text.contains(what + " stands on its kink: no derivative, training takes " + taken + "\n"), text);
    }

    @Test
    void saysOnceForEachActivationWhatTrainingTakesOnItsKink() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.relu()).dense(2, new Activation.LeakyRelu(0.25f))
                .dense(1, Activation.identity()).build();
        Network network = RowMajor.network(spec, new float[][] {{1f}, {1f, 1f}, {1f, 1f}}, new float[][] {{0f}, {0f, 0f}, {0f}});
        Explanation e = new Explainer(network, Loss.squaredError(), new float[1], new float[1]).explain(new Variable.Bias(1, 1), 0.1f);
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("a ReLU stands on its kink: no derivative, training takes 0;"
                + " a leaky ReLU stands on its kink: no derivative, training takes 0.25\n"), text);
    }

    @Test
    void showsTheLargestWaysAndSumsTheOthers() {
        Network network = Network.create(NetworkSpec.inputs(3).dense(4, Activation.tanh()).dense(20, Activation.tanh())
                .dense(1, Activation.identity()).build(), 3);
        float[] input = {0.3f, 0.4f, 0.5f}, target = {1f};
        Variable by = new Variable.Weight(1, 2, 3);

        Term.PathSum few = ways(new Explainer(network, Loss.squaredError(), input, target).explain(by, 0.1f));
        Term.PathSum all = ways(new Explainer(network, Loss.squaredError(), input, target, 20).explain(by, 0.1f));

        assertEquals(5, few.ways().size());
        assertEquals(15, few.others());
        assertEquals(all.value(), few.value());
        double least = few.ways().stream().mapToDouble(way -> Math.abs(way.exact())).min().orElseThrow();
        double left = 0;
        for (Term.Product way : all.ways()) {
            if (!few.ways().contains(way)) {
                left += way.exact();
                assertTrue(Math.abs(way.exact()) <= least);
            }
        }
        assertEquals(left, few.othersSum(), 1e-12);
    }

    private static Term.PathSum ways(Explanation e) {
        return (Term.PathSum) ((Term.Product) e.root()).factors().getFirst();
    }

    @Test
    @Tag("once")
    void explainsANetworkOfThreeMillionWeightsInUnderASecond() {
        Network network = Network.create(NetworkSpec.inputs(784).dense(1024, Activation.relu()).dense(1024, Activation.relu())
                .dense(1024, Activation.relu()).dense(10, Activation.softmax()).build(), 1);
        float[] input = floats(new SplittableRandom(1), 784), target = new float[10];
        target[3] = 1f;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 4; attempt++) {
            long start = System.nanoTime();
            Explanation e = new Explainer(network, Loss.softmaxCrossEntropy(), input, target).explain(new Variable.Weight(1, 5, 300), 0.1f);
            least = Math.min(least, System.nanoTime() - start);
            assertTrue(e.proofs().hold(e.root().value()), e.proofs().toString() + e.root().value());
        }
        assertTrue(least < 1_000_000_000L, least / 1e6 + " ms");
    }

    @Test
    void saysWhatTheNetworkDoesNotHave() {
        Network network = Network.create(NetworkSpec.inputs(3).dense(4, Activation.tanh()).dense(1, Activation.identity()).build(), 3);
        Explainer explainer = new Explainer(network, Loss.squaredError(), new float[3], new float[1]);
        assertSays("the network 3-4-1 has weights and biases of layers 1 to 2, got layer 3", explainer, new Variable.Weight(3, 1, 1));
        assertSays("to: layer 3 of the network 3-4-1 has nodes 1 to 1, got 2", explainer, new Variable.Weight(2, 2, 1));
        assertSays("from: layer 2 of the network 3-4-1 has nodes 1 to 4, got 5", explainer, new Variable.Weight(2, 1, 5));
        assertSays("to: layer 2 of the network 3-4-1 has nodes 1 to 4, got 0", explainer, new Variable.Bias(1, 0));
        assertSays("input: layer 1 of the network 3-4-1 has nodes 1 to 3, got 4", explainer, new Variable.Output(1, 4));
        assertSays("expected an input, that is an output of layer 1, got one of layer 2", explainer, new Variable.Output(2, 1));
        assertEquals("expected a weight as layer:to,from, such as 2:1,2, got '2:1'",
                assertThrows(IllegalArgumentException.class, () -> Variable.parseWeight("2:1")).getMessage());
        assertEquals("the input of the network 3-4-1 expects 3 numbers, got 2", assertThrows(IllegalArgumentException.class,
                () -> new Explainer(network, Loss.squaredError(), new float[2], new float[1])).getMessage());
    }

    @Test
    void showsSomeOfALongText() {
        String typed = "7".repeat(100_000) + "\u001b[2J", shown = "'" + "7".repeat(60) + "...'";
        assertEquals("expected a weight as layer:to,from, such as 2:1,2, got " + shown,
                assertThrows(IllegalArgumentException.class, () -> Variable.parseWeight(typed)).getMessage());
        assertEquals("expected a bias as layer:to, such as 2:1, got " + shown,
                assertThrows(IllegalArgumentException.class, () -> Variable.parseBias(typed)).getMessage());
        assertEquals("unknown notation " + shown + ", expected one of article, delta, matrix",
                assertThrows(IllegalArgumentException.class, () -> Notation.parse(typed)).getMessage());
        assertEquals(Notation.DELTA, Notation.parse("Delta"));
    }

    private static void assertSays(String sentence, Explainer explainer, Variable by) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> explainer.explain(by, 0.1f)).getMessage());
    }
}
