package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tensors with a learning rate factor of 0. */
class FrozenTensorsTest {

    private static final int STEPS = 10, FEATURES = 20, CLASSES = 5;
    static final List<Optimizer> OPTIMIZERS = OptimizerExamples.ALL;

    /** Tensors of every role, and in layers 4 and 5 a matrix of several tiles. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES)
            .layer(new Embedding(List.of(new Embedding.Table(3, 9, 40)), new Initializer.Uniform(-1, 1))).layer(Layer.scale())
            .dense(300, Activation.relu()).dense(70, Activation.prelu()).layer(Layer.members(3)).dense(40, Activation.tanh())
            .layer(Layer.heads(3, CLASSES, Activation.softmax())).build();

    static Stream<Arguments> groups() {
        List<String> groups = new ArrayList<>(List.of("weights", "biases", "activations", "norms", "embeddings", "heads"));
        SPEC.tensors().stream().map(TensorSpec::name).forEach(groups::add);
        IntStream.rangeClosed(1, SPEC.layers().size()).forEach(layer -> groups.add("layer" + layer));
        return IntStream.range(0, groups.size()).mapToObj(i -> Arguments.of(groups.get(i), OPTIMIZERS.get(i % OPTIMIZERS.size()),
                i % 3 == 0 ? 3 : 64, 1 + i % 3));
    }

    private static Dataset samples(int count) {
        var random = new SplittableRandom(count);
        float[] inputs = new float[count * FEATURES];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % FEATURES == 3 ? random.nextInt(9) : random.nextFloat();
        }
        Arrays.setAll(labels, i -> random.nextInt(CLASSES));
        return Dataset.labelled(inputs, FEATURES, labels, CLASSES);
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        return batch;
    }

    private static void learn(Trainer trainer, Batch batch) {
        for (int step = 0; step < STEPS; step++) {
            trainer.step(batch);
        }
    }

    /** Compared by bits; weights begin with -0.0, which adding 0 would turn into 0. */
    @ParameterizedTest(name = "{0}, {1}, batch {2}, {3} threads")
    @MethodSource("groups")
    void keepTheirBitsAndWhatIsKeptBesideThemWhileAllOthersLearn(String group, Optimizer optimizer, int size, int threads) {
        Network before = withMinusZeros(Network.create(SPEC, 1));
        TensorGroup frozen = TensorGroup.parse(group);
        try (Trainer trainer = Trainer.builder(before).optimizer(optimizer).learningRateFactor(frozen, 0).batch(size).threads(threads)
                .build()) {
            learn(trainer, batch(samples(size)));
            Checkpoint after = trainer.checkpoint();
            for (int t = 0; t < SPEC.tensors().size(); t++) {
                TensorSpec tensor = SPEC.tensors().get(t);
                assertEquals(frozen.has(tensor), Arrays.equals(bits(before, t), bits(after.network(), t)), tensor.name());
                for (Network slot : after.moments()) {
                    assertEquals(frozen.has(tensor), Arrays.equals(new int[(int) tensor.elements()], bits(slot, t)), tensor.name());
                }
            }
        }
    }

    private static Network withMinusZeros(Network network) {
        return Network.of(SPEC, tensor -> {
            float[] values = network.tensor(tensor.name());
            values[0] = -0f;
            return values;
        });
    }

    private static int[] bits(Network network, int tensor) {
        float[] values = network.tensor(tensor);
        return IntStream.range(0, values.length).map(i -> Float.floatToRawIntBits(values[i])).toArray();
    }

    /** A checkpoint made by a training in which they were not frozen. */
    @Test
    void keepWhatACheckpointHasBesideThem() {
        Batch batch = batch(samples(40));
        Trainer.Builder builder = Trainer.builder(SPEC).optimizer(new Optimizer.AdamW(0.01f, 0.1f));
        Checkpoint free;
        try (Trainer trainer = builder.build()) {
            learn(trainer, batch);
            free = trainer.checkpoint();
        }
        try (Trainer trainer = builder.learningRateFactor(TensorGroup.layer(4), 0).build()) {
            trainer.resume(new Checkpoint(trainer.checkpoint().settings(), free.progress(), free.run(), free.data(), free.network(),
                    free.moments()));
            learn(trainer, batch);
            for (int t = 0; t < SPEC.tensors().size(); t++) {
                boolean isFrozen = SPEC.tensors().get(t).name().startsWith("layer4.");
                for (int slot = 0; slot < 2; slot++) {
                    int[] before = bits(free.moments().get(slot), t), after = bits(trainer.checkpoint().moments().get(slot), t);
                    assertEquals(isFrozen, Arrays.equals(before, after), SPEC.tensors().get(t).name());
                }
            }
        }
    }

    @Test
    void stayFiniteWhereGradientsAreNot() {
        Dataset samples = samples(20);
        Batch batch = batch(samples);
        Network before = Network.create(SPEC, 1);
        try (Trainer trainer = Trainer.builder(before).learningRateFactor(TensorGroup.layer(3), 0).optimizer(new Optimizer.Sgd(1e38f))
                .onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            learn(trainer, batch);
            assertFalse(Float.isFinite(trainer.network().tensor("layer6.bias")[0]));
            assertArrayEquals(before.tensor("layer3.weight"), trainer.network().tensor("layer3.weight"));
        }
    }

    @Test
    void mayBeAllOfANetwork() {
        for (int threads = 1; threads <= 3; threads++) {
            Trainer.Builder builder = Trainer.builder(SPEC).threads(threads).batch(100);
            IntStream.rangeClosed(1, SPEC.layers().size()).forEach(layer -> builder.learningRateFactor(TensorGroup.layer(layer), 0));
            try (Trainer trainer = builder.build()) {
                double first = trainer.step(batch(samples(100)));
                learn(trainer, batch(samples(100)));
                assertEquals(first, trainer.step(batch(samples(100))));
                assertEquals(Network.create(SPEC, 1).sha256(), trainer.network().sha256());
            }
        }
    }

    /** Another task for a trained network, of which the first layers are kept. */
    @Test
    void letTheOtherLayersLearnANewTask() {
        Dataset first = samples(200), other = Dataset.labelled(inputs(first), FEATURES, shifted(first), CLASSES);
        Network trained;
        try (Trainer trainer = Trainer.builder(SPEC).optimizer(new Optimizer.Adam(0.003f)).build()) {
            learnEpochs(trainer, first);
            trained = trainer.network();
        }
        try (Trainer trainer = Trainer.builder(trained).optimizer(new Optimizer.AdamW(0.003f, 0.01f))
                .learningRateFactor(TensorGroup.layer(1), 0).learningRateFactor(TensorGroup.layer(2), 0)
                .learningRateFactor(TensorGroup.layer(3), 0).learningRateFactor(TensorGroup.layer(4), 0).build()) {
            double before = trainer.evaluate(other).accuracy();
            learnEpochs(trainer, other);
            double after = trainer.evaluate(other).accuracy();
            assertTrue(before < 0.3 && after > 0.9, before + " then " + after);
            for (String name : List.of("layer1.table1", "layer2.scale", "layer3.weight", "layer3.bias", "layer4.weight", "layer4.alpha")) {
                assertArrayEquals(trained.tensor(name), trainer.network().tensor(name), name);
            }
        }
    }

    private static void learnEpochs(Trainer trainer, Dataset samples) {
        for (int epoch = 0; epoch < 60; epoch++) {
            trainer.epoch(samples);
        }
    }

    private static float[] inputs(Dataset samples) {
        float[] inputs = new float[samples.size() * FEATURES];
        for (int sample = 0; sample < samples.size(); sample++) {
            System.arraycopy(samples.input(sample), 0, inputs, sample * FEATURES, FEATURES);
        }
        return inputs;
    }

    private static int[] shifted(Dataset samples) {
        return IntStream.range(0, samples.size()).map(sample -> (samples.label(sample) + 1) % CLASSES).toArray();
    }
}
