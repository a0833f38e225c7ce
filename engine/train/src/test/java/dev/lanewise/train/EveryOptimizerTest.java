package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer over a training, against its formula. */
class EveryOptimizerTest {

    private static final int STEPS = 100, FEATURES = 9, CLASSES = 3;

    /** Two tiles of columns, and tensors that are no matrices. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES).dense(35, Activation.tanh()).layer(Layer.scale())
            .dense(7, Activation.prelu()).dense(CLASSES, Activation.softmax()).build();

    /** Few samples and many. */
    static Stream<Arguments> optimizersAndBatches() {
        return OptimizerExamples.ALL.stream().flatMap(optimizer -> Stream.of(5, 18).map(batch -> Arguments.of(optimizer, batch)));
    }

    @ParameterizedTest
    @MethodSource("optimizersAndBatches")
    void hasTheBitsOfItsFormulaOverAHundredSteps(Optimizer optimizer, int size) {
        Dataset samples = samples(size);
        Batch batch = Batch.of(samples, size);
        samples.fill(batch, 0, size);
        Schedule schedule = Schedule.cosine(STEPS);
        TensorFactors factors = TensorFactors.parse("learning_rate(biases,2)\ndecay(norms,0)\n");
        var specification = new SpecificationTrainer(Network.create(SPEC, 1), Loss.softmaxCrossEntropy(), optimizer, factors, schedule, 1);
        try (Trainer trainer = Trainer.builder(SPEC).optimizer(optimizer).factors(factors).schedule(schedule).batch(size).threads(2)
                .build()) {
            for (int step = 1; step <= STEPS; step++) {
                assertEquals(specification.step(samples), trainer.step(batch), "loss of step " + step);
            }
            assertEquals(specification.network().sha256(), trainer.network().sha256());
            Checkpoint checkpoint = trainer.checkpoint();
            for (int slot = 0; slot < checkpoint.moments().size(); slot++) {
                for (int tensor = 0; tensor < SPEC.tensors().size(); tensor++) {
                    assertArrayEquals(specification.moments(slot, tensor), checkpoint.moments().get(slot).tensor(tensor));
                }
            }
        }
    }

    private static Dataset samples(int count) {
        var random = new SplittableRandom(count);
        float[] inputs = new float[count * FEATURES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = (float) random.nextDouble(-1, 1);
        }
        int[] labels = new int[count];
        Arrays.setAll(labels, i -> random.nextInt(CLASSES));
        return Dataset.labelled(inputs, FEATURES, labels, CLASSES);
    }
}
