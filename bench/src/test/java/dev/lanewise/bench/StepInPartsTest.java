package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepInPartsTest {

    @ParameterizedTest
    @EnumSource(value = Net.class, names = {"W1", "W4", "W6", "T8", "R"})
    void hasTheLossesOfATrainer(Net net) {
        var steps = new StepInParts(Network.create(net.spec(), 1), net.loss(), Net.OPTIMIZER, KernelChoice.kernels());
        try (Trainer trainer = net.trainer(1)) {
            for (Batch batch : net.batches()) {
                assertEquals(trainer.step(batch), steps.step(batch));
            }
        }
    }

    @Test
    void tellsWhenEachKernelHasEnded() {
        var step = (TrainStep) new TrainStep().on(Net.W1, 1);
        step.setUp();
        int[] parts = new int[1];
        step.inParts().orElseThrow().accept(() -> parts[0]++);
        assertTrue(parts[0] > 20, parts[0] + " parts");
        step.close();
    }
}
