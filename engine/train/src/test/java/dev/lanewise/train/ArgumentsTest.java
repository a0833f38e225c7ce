package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.explain.Explainer;
import dev.lanewise.explain.LayerHealth;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.checkpoint.CheckpointListener;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a trainer refuses, it refuses before anything has changed. */
@Tag("once")
class ArgumentsTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.tanh()).dense(2, Activation.softmax()).build();
    private static final Dataset SAMPLES = Dataset.labelled(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new int[] {0, 1, 1, 0}, 2);

    private static Batch batch() {
        Batch batch = Batch.of(SAMPLES, 4);
        SAMPLES.fill(batch, 0, 4);
        return batch;
    }

    private static void assertMissing(String name, Executable call) {
        assertEquals(name, assertThrows(NullPointerException.class, call).getMessage());
    }

    private static void assertClosed(Executable call) {
        assertEquals("this trainer is closed", assertThrows(IllegalStateException.class, call).getMessage());
    }

    @Test
    void namesWhatIsMissingBeforeAnythingHasChanged() {
        assertMissing("spec", () -> Trainer.builder((NetworkSpec) null));
        assertMissing("network", () -> Trainer.builder((Network) null));
        assertMissing("activation", () -> NetworkSpec.inputs(2).dense(3, null));
        assertMissing("layer", () -> NetworkSpec.inputs(2).layer(null));
        try (Trainer trainer = Trainer.builder(SPEC).build()) {
            trainer.epoch(SAMPLES);
            String before = trainer.stateSha256();
            assertMissing("dataset", () -> trainer.epoch(null));
            assertMissing("listener", () -> trainer.epoch(SAMPLES, null));
            assertMissing("batch", () -> trainer.step(null));
            assertMissing("dataset", () -> trainer.evaluate(null));
            assertMissing("dataset", () -> trainer.requireFits(null));
            assertMissing("train", () -> trainer.fit(null, SAMPLES, 1));
            assertMissing("validation", () -> trainer.fit(SAMPLES, null, 1));
            assertMissing("checkpoint", () -> trainer.resume(null));
            assertEquals(before, trainer.stateSha256());
            assertEquals(1, trainer.epochs());
            assertFalse(trainer.progress().isInEpoch());
        }
    }

    @Test
    void doesNothingMoreOnceItIsClosedButGivesWhatItHas() {
        Trainer trainer = Trainer.builder(SPEC).threads(2).build();
        trainer.epoch(SAMPLES);
        String before = trainer.stateSha256();
        Checkpoint checkpoint = trainer.checkpoint();
        trainer.close();
        assertClosed(() -> trainer.epoch(SAMPLES));
        assertClosed(() -> trainer.epoch(null));
        assertClosed(() -> trainer.step(batch()));
        assertClosed(() -> trainer.evaluate(SAMPLES));
        assertClosed(() -> trainer.resume(checkpoint));
        assertEquals(before, trainer.stateSha256());
        assertFalse(trainer.progress().isInEpoch());
        assertEquals(checkpoint.network().sha256(), trainer.network().sha256());
        assertEquals(checkpoint.progress(), trainer.checkpoint().progress());
    }

    @Test
    void namesWhatIsMissingOfWhatIsAskedOfANetwork() {
        Network network = Network.create(SPEC, 1);
        Loss loss = Loss.softmaxCrossEntropy();
        assertMissing("network", () -> Evaluation.of(null, loss, SAMPLES));
        assertMissing("loss", () -> Evaluation.of(network, null, SAMPLES));
        assertMissing("dataset", () -> Evaluation.of(network, loss, null));
        assertMissing("network", () -> Gradients.of(null, loss, batch()));
        assertMissing("loss", () -> Gradients.of(network, null, batch()));
        assertMissing("batch", () -> Gradients.of(network, loss, null));
        assertMissing("network", () -> new Explainer(null, loss, new float[2], new float[2]));
        assertMissing("loss", () -> new Explainer(network, null, new float[2], new float[2]));
        assertMissing("input", () -> new Explainer(network, loss, null, new float[2]));
        assertMissing("target", () -> new Explainer(network, loss, new float[2], null));
        assertMissing("trainer", () -> new CheckpointListener(null, null, null));
    }

    @Test
    void refusesALossThatDoesNotGoWithTheNetworkWhereverOneIsNamed() {
        Network network = Network.create(SPEC, 1);
        Loss loss = Loss.sigmoidCrossEntropy();
        List<Executable> doors = List.of(() -> Trainer.builder(SPEC).loss(loss).build(), () -> Evaluation.of(network, loss, SAMPLES),
                () -> Gradients.of(network, loss, batch()), () -> new Explainer(network, loss, new float[2], new float[] {0, 1}),
                () -> LayerHealth.of(network, loss, SAMPLES, 0.1f), () -> WarmUp.run(SPEC, loss, new Optimizer.Sgd(0.1f), 4));
        for (Executable door : doors) {
            assertEquals("the loss sigmoid_cross_entropy expects sigmoid as the activation of the last layer, got softmax",
                    assertThrows(IllegalArgumentException.class, door).getMessage());
        }
    }

    @Test
    void stopsWhereAListenerClosesIt() {
        Trainer trainer = Trainer.builder(SPEC).batch(1).build();
        assertClosed(() -> trainer.epoch(SAMPLES, (step, samples, meanLoss) -> trainer.close()));
        assertEquals(1, trainer.steps());
    }
}
