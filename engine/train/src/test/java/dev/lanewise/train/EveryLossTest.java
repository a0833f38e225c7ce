package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Permitted;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long runs with each loss, with few samples and with many; {@link GradientTest} holds its gradients against differences. */
class EveryLossTest {

    private static final int STEPS = 100;
    private static final int INPUTS = 5;
    private static final int OUTPUTS = 6;

    @Test
    void meetsEveryLossThereIs() {
        Permitted.requireExamples(Loss.class, RandomCase.LOSSES);
    }

    static Stream<Arguments> runs() {
        return RandomCase.LOSSES.stream().flatMap(loss -> Stream.of(5, 37)
                .flatMap(batch -> Stream.of(false, true).map(weighted -> Arguments.of(loss, batch, weighted))));
    }

    @ParameterizedTest(name = "{0}, batches of {1}, weights: {2}")
    @MethodSource("runs")
    void hasTheBitsOfTheSpecificationForAHundredStepsAndLearns(Loss loss, int batch, boolean weighted) {
        NetworkSpec spec = NetworkSpec.inputs(INPUTS).dense(9, Activation.tanh())
                .dense(OUTPUTS, loss.outputActivation().orElse(Activation.sigmoid())).build();
        Optimizer optimizer = Optimizer.momentum(0.05f);
        Dataset data = weighted ? withWeights(samples(loss, 2 * batch + 3)) : samples(loss, 2 * batch + 3);
        var specification = new SpecificationTrainer(Network.create(spec, 7), loss, optimizer, TensorFactors.NONE, Schedule.constant(), 7);
        try (Trainer trainer = Trainer.builder(spec).loss(loss).optimizer(optimizer).batch(batch).seed(7).threads(2).build()) {
            double before = trainer.evaluate(data).meanLoss();
            for (int step = 0; step < STEPS; step++) {
                // the third of them is a short one
                int from = step % 3 * batch;
                Dataset part = data.range(from, Math.min(data.size(), from + batch));
                Batch samples = Batch.of(part, batch);
                part.fill(samples, 0, part.size());

                double meanLoss = trainer.step(samples);

                assertEquals(Double.doubleToLongBits(specification.step(part)), Double.doubleToLongBits(meanLoss), "loss of step " + step);
            }
            assertEquals(specification.network().sha256(), trainer.network().sha256());
            double after = trainer.evaluate(data).meanLoss();
            assertTrue(after < before, after + " after " + before);
        }
    }

    private static Dataset samples(Loss loss, int count) {
        var random = new SplittableRandom(11);
        int width = loss.targetsFor(OUTPUTS);
        float[] inputs = floats(random, count * INPUTS);
        return Dataset.withTargets(inputs, INPUTS, RandomCase.suiting(loss, floats(random, count * width), width), width);
    }

    /** Of which some are 0. */
    private static Dataset withWeights(Dataset data) {
        float[] weights = floats(new SplittableRandom(13), data.size());
        for (int i = 0; i < weights.length; i += 3) {
            weights[i] = i % 2;
        }
        return data.withWeights(weights);
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }
}
