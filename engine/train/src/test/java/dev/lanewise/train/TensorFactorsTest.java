package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.CenteredRmsProp;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.RmsPropMomentum;
import dev.lanewise.spec.TensorFactors.Factor;
import dev.lanewise.spec.TensorFactors.Target;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.spec.TensorGroupTest;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TensorFactorsTest {

    static final List<Optimizer> OPTIMIZERS = OptimizerExamples.ALL;

    private static final NetworkSpec SPEC = NetworkSpec.inputs(4).dense(3, Activation.prelu()).dense(2, Activation.identity()).build();
    private static final TensorFactors FACTORS = TensorFactors.parse("""
            learning_rate(biases,0.5)
            decay(layer1,0)
            learning_rate(layer2,3)
            decay(weights,2.5)
            """);

    private static Factor factor(String text) {
        return TensorFactors.parse(text).factors().getFirst();
    }

    private static double rate(TensorSpec tensor) {
        return FACTORS.of(Target.LEARNING_RATE, tensor);
    }

    @Test
    void areOneWhereNoneIsNamedAndTheProductWhereSeveralAre() {
        List<TensorSpec> tensors = SPEC.tensors();
        assertEquals(List.of("layer1.weight", "layer1.bias", "layer1.alpha", "layer2.weight", "layer2.bias"),
                tensors.stream().map(TensorSpec::name).toList());
        assertEquals(List.of(1.0, 0.5, 1.0, 3.0, 1.5), tensors.stream().map(TensorFactorsTest::rate).toList());
        assertEquals(List.of(0.0, 0.0, 0.0, 2.5, 1.0), tensors.stream().map(tensor -> FACTORS.of(Target.DECAY, tensor)).toList());
    }

    @Test
    void areWrittenSortedWhateverTheirOrder() {
        String text = "learning_rate(biases,0.5)\nlearning_rate(layer2,3.0)\ndecay(layer1,0.0)\ndecay(weights,2.5)\n";
        assertEquals(text, FACTORS.toText());
        List<Factor> shuffled = new ArrayList<>(FACTORS.factors());
        Collections.reverse(shuffled);
        assertEquals(FACTORS, new TensorFactors(shuffled));
        assertEquals(TensorFactors.NONE, TensorFactors.parse(""));
    }

    @Test
    void readWhatTheyWrite() {
        var random = new SplittableRandom(6);
        for (int trial = 0; trial < 1_000; trial++) {
            TensorFactors factors = TensorFactors.NONE;
            for (TensorGroup group : TensorGroupTest.EXAMPLES) {
                Target target = Target.values()[random.nextInt(2)];
                float value = Float.intBitsToFloat(random.nextInt(Float.floatToIntBits(Float.MAX_VALUE)));
                factors = factors.with(new Factor(target, group, value));
            }
            assertEquals(factors, TensorFactors.parse(factors.toText()));
        }
    }

    @Test
    void takeTheLastOfSeveralForOneGroup() {
        Factor first = factor("learning_rate(biases,0.5)"), second = factor("Learning-Rate( Biases , 2e0 )");
        assertEquals("learning_rate(biases,2.0)\n", TensorFactors.NONE.with(first).with(second).toText());
        assertEquals("expected one factor for a group, got learning_rate(biases,0.5) and learning_rate(biases,2.0)",
                assertThrows(IllegalArgumentException.class, () -> new TensorFactors(List.of(first, second))).getMessage());
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN})
    void refuseFactorsThatAreNegativeOrNotFinite(float factor) {
        Trainer.Builder builder = Trainer.builder(SPEC);
        assertEquals("the learning_rate factor of biases expects a number of at least 0, got " + factor,
                assertThrows(IllegalArgumentException.class, () -> builder.learningRateFactor(TensorGroup.biases(), factor)).getMessage());
        assertEquals("the decay factor of layer1 expects a number of at least 0, got " + factor,
                assertThrows(IllegalArgumentException.class, () -> builder.decayFactor(TensorGroup.layer(1), factor)).getMessage());
    }

    @Test
    void takeMinusZeroForZero() {
        assertEquals(factor("decay(biases,0)"), factor("decay(biases,-0.0)"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "rate(biases,1) | unknown factor 'rate(biases,1)', expected one of learning_rate(group,factor), decay(group,factor)",
            "decay(biases) | factor 'decay(biases)' expects a group and a number in brackets, got 1",
            "decay(biases,1,2) | factor 'decay(biases,1,2)' expects a group and a number in brackets, got 3",
            "decay(biases,much) | factor 'decay(biases,much)': expected a number, got 'much'",
            "decay(biases,-1) | the decay factor of biases expects a number of at least 0, got -1.0",
            "decay(gains,1) | unknown group of tensors 'gains', expected one of weights, biases, activations, norms, embeddings, heads,"
                    + " a layer such as layer1 or a tensor such as layer1.weight"})
    void sayWhatIsWrongWithAText(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> TensorFactors.parse(text)).getMessage());
    }

    @Test
    void areAtMostAThousand() {
        StringBuilder lines = new StringBuilder();
        IntStream.rangeClosed(1, 1_000).forEach(layer -> lines.append("decay(layer").append(layer).append(",1)\n"));
        assertEquals(1_000, TensorFactors.parse(lines.toString()).factors().size());
        lines.append("decay(biases,1)\n");
        assertEquals("expected at most 1000 factors for groups of tensors, got 1001",
                assertThrows(IllegalArgumentException.class, () -> TensorFactors.parse(lines.toString())).getMessage());
    }

    @Test
    void refuseALayerOrTensorThatTheNetworkDoesNotHave() {
        for (TensorGroup group : List.of(TensorGroup.layer(3), TensorGroup.named("layer2.alpha"))) {
            Trainer.Builder builder = Trainer.builder(SPEC).learningRateFactor(group, 1);
            assertEquals("the learning_rate factor of " + group.toText() + " expects a layer or tensor of the network 4-3-2, which learns"
                    + " [layer1.weight, layer1.bias, layer1.alpha, layer2.weight, layer2.bias]",
                    assertThrows(IllegalArgumentException.class, builder::build).getMessage());
        }
    }

    @Test
    void mayBeForARoleThatTheNetworkDoesNotHave() {
        try (Trainer trainer = Trainer.builder(SPEC).decayFactor(TensorGroup.norms(), 0).build()) {
            assertEquals("decay(norms,0.0)\n", trainer.checkpoint().settings().factors().toText());
        }
    }

    @Test
    void refuseARateOrDecayThatFitsNoFloat() {
        Trainer.Builder rate = Trainer.builder(SPEC).optimizer(new Optimizer.Sgd(10)).learningRateFactor(TensorGroup.biases(), 1e38f);
        assertEquals("the learning rate of layer1.bias expects a number that fits a float, but that of the optimizer times its factors is"
                + " Infinity", assertThrows(IllegalArgumentException.class, rate::build).getMessage());
        Trainer.Builder decay = Trainer.builder(SPEC).optimizer(new Optimizer.AdamW(1e-3f, 10)).decayFactor(TensorGroup.layer(2), 1e38f);
        assertEquals("the decay of layer2.weight expects a number that fits a float, but that of the optimizer times its factors is"
                + " Infinity", assertThrows(IllegalArgumentException.class, decay::build).getMessage());
    }

    /** The first step from zero moments: momentum is the gradient, and so are Adam's moments without their bias. */
    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void changeTheFirstStepAsTheFormulaInDoubleDoes(Optimizer optimizer) {
        Network network = Network.create(SPEC, 1);
        Batch batch = Batch.withTargets(new float[] {1, 2, -1, 0.5f, 0.25f, -3, 1, 1}, 4, new float[] {1, -1, 0, 2}, 2);
        Gradients gradients = Gradients.of(network, Loss.squaredError(), batch);
        try (Trainer trainer = Trainer.builder(network).optimizer(optimizer).factors(FACTORS).build()) {
            trainer.step(batch);
            for (int t = 0; t < SPEC.tensors().size(); t++) {
                float[] before = network.tensor(t), after = trainer.network().tensor(t);
                double rate = rate(SPEC.tensors().get(t)), decay = FACTORS.of(Target.DECAY, SPEC.tensors().get(t));
                for (int i = 0; i < before.length; i++) {
                    double change = change(optimizer, gradients.at(t, i), before[i], rate, decay);
                    assertEquals(before[i] - change, after[i], Math.ulp(before[i]) + 1e-6 * Math.abs(change),
                            SPEC.tensors().get(t).at(i));
                }
            }
        }
    }

    private static double change(Optimizer optimizer, double g, double w, double rate, double decay) {
        return switch (optimizer) {
            case Optimizer.Sgd(float lr) -> rate * lr * g;
            case Optimizer.Momentum(float lr, float _) -> rate * lr * g;
            case Optimizer.Nesterov(float lr, float mu) -> rate * lr * (1 + mu) * g;
            case Optimizer.Adam(float lr, float _, float _, float eps) -> rate * lr * g / (Math.abs(g) + eps);
            case Optimizer.AdamW(float lr, float _, float _, float eps, float full) ->
                rate * lr * (g / (Math.abs(g) + eps) + decay * full * w);
            case Optimizer.RmsProp(float lr, float alpha, float eps) -> rate * lr * g / (Math.sqrt((1.0 - alpha) * g * g) + eps);
            case RmsPropMomentum(float lr, float alpha, float eps, float _) ->
                rate * lr * g / (Math.sqrt((1.0 - alpha) * g * g) + eps);
            case CenteredRmsProp(float lr, float alpha, float eps, float _) ->
                rate * lr * g / (Math.sqrt((1.0 - alpha) * g * g - (1.0 - alpha) * g * (1.0 - alpha) * g) + eps);
            case Optimizer.Adagrad(float lr, float eps) -> rate * lr * g / (Math.abs(g) + eps);
            case Optimizer.Adadelta(float lr, float rho, float eps) ->
                rate * lr * g * Math.sqrt(eps) / Math.sqrt((1.0 - rho) * g * g + eps);
            case Optimizer.AmsGrad(float lr, float _, float _, float eps) -> rate * lr * g / (Math.abs(g) + eps);
            case Optimizer.Lion(float lr, float _, float _, float full) -> rate * lr * (Math.signum(g) + decay * full * w);
            case Optimizer.Averaged(Optimizer base, float _) -> change(base, g, w, rate, decay);
        };
    }

    @Test
    void areNamedWhereALossExplodes() {
        Batch batch = Batch.withTargets(new float[] {1, 2, -1, 0.5f}, 4, new float[] {1, -1}, 2);
        try (Trainer trainer = Trainer.builder(SPEC).learningRateFactor(TensorGroup.layer(2), 1e9f).build()) {
            NonFiniteException e = assertThrows(NonFiniteException.class, () -> {
                for (int step = 0; step < 100; step++) {
                    trainer.step(batch);
                }
            });
            String cause = "the default learning rate of 0.1 and learning_rate(layer2,1.0E9), which is too large";
            assertEquals(cause, e.getMessage().replaceAll(".*(the default.*too large).*", "$1"));
        }
    }

    @Test
    void areGivenAllAtOnceToo() {
        try (Trainer one = Trainer.builder(SPEC).factors(FACTORS).build();
                Trainer other = Trainer.builder(SPEC).decayFactor(TensorGroup.weights(), 2.5f).learningRateFactor(TensorGroup.layer(2), 3)
                        .decayFactor(TensorGroup.layer(1), 0).learningRateFactor(TensorGroup.biases(), 0.5f).build()) {
            assertEquals(one.checkpoint().settings(), other.checkpoint().settings());
            assertArrayEquals(one.network().tensor(0), other.network().tensor(0));
        }
    }
}
