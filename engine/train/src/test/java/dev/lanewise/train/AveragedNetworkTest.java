package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorGroup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class AveragedNetworkTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(4).dense(3, Activation.tanh()).dense(2, Activation.identity()).build();
    private static final Batch BATCH = Batch.withTargets(new float[] {1, 2, -1, 0.5f, 0.25f, -3, 1, 1}, 4, new float[] {1, -1, 0, 2}, 2);
    private static final Optimizer AVERAGED = Optimizer.averaged(Optimizer.sgd(0.1f), 0.75f);

    @Test
    void isTheNetworkBeforeTheFirstStepAndAfterIt() {
        try (Trainer trainer = Trainer.builder(SPEC).optimizer(AVERAGED).build()) {
            assertEquals(trainer.network().sha256(), trainer.averagedNetwork().sha256());
            trainer.step(BATCH);
            assertEquals(trainer.network().sha256(), trainer.averagedNetwork().sha256());
            trainer.step(BATCH);
            assertNotEquals(trainer.network().sha256(), trainer.averagedNetwork().sha256());
        }
    }

    @Test
    void hasAQuarterOfEachStepAndTheRestOfTheAverageBefore() {
        try (Trainer trainer = Trainer.builder(SPEC).optimizer(AVERAGED).learningRateFactor(TensorGroup.named("layer1.bias"), 0).build()) {
            trainer.step(BATCH);
            float[] expected = trainer.network().tensor("layer2.weight");
            for (int step = 2; step <= 20; step++) {
                trainer.step(BATCH);
                float[] weights = trainer.network().tensor("layer2.weight");
                for (int i = 0; i < expected.length; i++) {
                    expected[i] = Math.fma(0.75f, expected[i], 0.25f * weights[i]);
                }
            }
            assertArrayEquals(expected, trainer.averagedNetwork().tensor("layer2.weight"));
            assertArrayEquals(trainer.network().tensor("layer1.bias"), trainer.averagedNetwork().tensor("layer1.bias"));
        }
    }

    @Test
    void leavesTheTrainingItselfAsItIs() {
        try (Trainer averaged = Trainer.builder(SPEC).optimizer(AVERAGED).build();
                Trainer plain = Trainer.builder(SPEC).optimizer(Optimizer.sgd(0.1f)).build()) {
            for (int step = 0; step < 10; step++) {
                assertEquals(plain.step(BATCH), averaged.step(BATCH));
            }
            assertEquals(plain.network().sha256(), averaged.network().sha256());
        }
    }

    @Test
    void isRefusedByATrainerThatKeepsNone() {
        try (Trainer trainer = Trainer.builder(SPEC).optimizer(Optimizer.sgd(0.1f)).build()) {
            assertEquals("this trainer keeps no averages: it has the optimizer sgd(0.1), expected Optimizer.averaged(...)",
                    assertThrows(IllegalStateException.class, trainer::averagedNetwork).getMessage());
        }
    }
}
