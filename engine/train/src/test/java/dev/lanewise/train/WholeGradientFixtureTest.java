package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorSpec;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clipping by the norm, limits of weights and micro-batches beside those of PyTorch, which works out the same steps in double. */
class WholeGradientFixtureTest {

    private static final Fixture FIXTURE = Fixture.load("wholegradients");
    private static final int SAMPLES = 20, INPUTS = 7, OUTPUTS = 3;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(INPUTS).dense(18, Activation.tanh()).dense(OUTPUTS, Activation.identity())
            .build();
    /** Eight steps of some twenty roundings of 2^-24 each; Adam divides small gradients by their own size. */
    private static final double BOUND = 1e-5;
    private static final Network START = Network.of(SPEC,
            tensor -> FIXTURE.floats("start." + tensor.name()));

    @ParameterizedTest
    @CsvSource({"sgd.clip_norm, 0.5, Infinity, 20", "adam.clip_norm, 0.5, Infinity, 20", "sgd.max_norm, Infinity, 1.25, 20",
        "adam.max_norm, Infinity, 1.25, 20", "sgd.micro_batch, 2, Infinity, 6", "adam.micro_batch, 2, Infinity, 6"})
    void makesWhatPyTorchMakesOfANetwork(String name, float clipNorm, float maxNorm, int microBatch) {
        double[] norms = FIXTURE.values(name + ".norms");
        Optimizer optimizer = name.startsWith("sgd") ? Optimizer.sgd(0.1f) : new Optimizer.Adam(0.01f, 0.9f, 0.999f, 1e-8f);
        Batch batch = Batch.withTargets(FIXTURE.floats("inputs"), INPUTS, FIXTURE.floats("targets"), OUTPUTS);
        assertTrue(clipNorm == Float.POSITIVE_INFINITY || Arrays.stream(norms).max().orElseThrow() > clipNorm);
        try (Trainer trainer = Trainer.builder(START).loss(Loss.squaredError()).optimizer(optimizer).batch(SAMPLES).clipNorm(clipNorm)
                .maxNorm(maxNorm).microBatch(microBatch).build()) {
            for (double norm : norms) {
                assertEquals(norm, norm(Gradients.of(trainer.network(), Loss.squaredError(), batch)), BOUND * norm);
                trainer.step(batch);
            }
            for (TensorSpec tensor : SPEC.tensors()) {
                double[] actual = new double[(int) tensor.elements()];
                Arrays.setAll(actual, i -> trainer.network().tensor(tensor.name())[i]);
                assertArrayEquals(FIXTURE.values(name + "." + tensor.name()), actual, BOUND, tensor.name());
            }
        }
    }

    private static double norm(Gradients gradients) {
        double squares = 0;
        for (TensorSpec tensor : SPEC.tensors()) {
            for (float g : gradients.tensor(tensor.name())) {
                squares += (double) g * g;
            }
        }
        return Math.sqrt(squares);
    }
}
