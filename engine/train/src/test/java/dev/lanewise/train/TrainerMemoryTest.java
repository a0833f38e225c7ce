package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a trainer takes of memory: for the samples and epochs that come, not for those that somebody has asked for. */
class TrainerMemoryTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(8).dense(12, Activation.tanh()).dense(3, Activation.softmax()).build();
    private static final int MIB = 1 << 20;

    private static Dataset samples(int count) {
        float[] inputs = new float[count * 8];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i * 37 % 101 / 101f;
            labels[i / 8] = i / 8 % 3;
        }
        return Dataset.labelled(inputs, 8, labels, 3);
    }

    private static long allocatedBytes() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /** All samples in one step is what somebody means who names a number above any data set's. */
    @Test
    @Tag("once")
    void takesNoMemoryForABatchThatNeverComes() {
        Dataset samples = samples(100);
        try (Trainer first = Trainer.builder(SPEC).batch(100).build()) {
            // loading classes allocates, too, and no other test may have done it
            first.network().sha256();
            first.epoch(samples);
        }
        long before = allocatedBytes();
        try (Trainer trainer = Trainer.builder(SPEC).batch(1_000_000_000).build();
                Trainer whole = Trainer.builder(SPEC).batch(100).build()) {
            EpochReport report = trainer.epoch(samples);
            assertEquals(1, report.steps());
            assertEquals(whole.epoch(samples).meanLoss(), report.meanLoss());
            assertEquals(whole.network().sha256(), trainer.network().sha256());
        }
        assertTrue(allocatedBytes() - before < 4 * MIB, "allocated " + (allocatedBytes() - before));
    }

    /** Every number of samples comes twice, so that both a new layout and one that is kept are met after growing. */
    @Test
    void growsWithItsBatchesWithTheBitsOfRoomFromTheStart() {
        Dataset samples = samples(130);
        try (Trainer growing = Trainer.builder(SPEC).batch(130).threads(2).build();
                Trainer large = Trainer.builder(SPEC).batch(130).threads(2).build()) {
            Batch batch = Batch.of(samples, 130);
            samples.fill(batch, 0, 130);
            Trainer[] both = {growing, large};
            double[] losses = new double[2];
            String before = large.stateSha256();
            assertEquals(before, growing.stateSha256());
            large.resume(afterALargeStep(large, batch));
            for (int size : new int[] {1, 20, 3, 64, 20, 129, 1, 130, 64, 129}) {
                samples.fill(batch, 0, size);
                for (int t = 0; t < 2; t++) {
                    losses[t] = both[t].step(batch);
                }
                assertEquals(losses[1], losses[0], "batch of " + size);
            }
            assertEquals(large.stateSha256(), growing.stateSha256());
        }
    }

    /** The state before a step with the largest batch, which leaves its room behind. */
    private static Checkpoint afterALargeStep(Trainer trainer, Batch batch) {
        Checkpoint before = trainer.checkpoint();
        trainer.step(batch);
        return before;
    }

    @Test
    @Tag("once")
    void refusesABatchThatFitsNoArrayBeforeAnythingHasChanged() {
        NetworkSpec wide = NetworkSpec.inputs(1).dense(20_000, Activation.identity()).build();
        Dataset many = Dataset.labelled(new float[110_000], 1, new int[110_000], 20_000);
        try (Trainer trainer = Trainer.builder(wide).batch(Integer.MAX_VALUE).build()) {
            String before = trainer.stateSha256();
            assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.epoch(many)).getMessage()
                    .matches("a batch of 110000 needs \\d+ floats, but an array holds at most 2147483627"));
            assertEquals(before, trainer.stateSha256());
            assertEquals(0, trainer.epochs());
            assertEquals(1, trainer.epoch(many.range(0, 10)).steps());
        }
    }

    /** A picture for every epoch, all of them held: their reports share one array in ten thousand. */
    @Test
    @Tag("once")
    void takesAPictureOfItsProgressWithoutCopyingTheReports() {
        Dataset one = samples(1);
        List<Progress> pictures = new ArrayList<>();
        try (Trainer trainer = Trainer.builder(NetworkSpec.inputs(8).dense(3, Activation.softmax()).build()).build()) {
            for (int epoch = 1; epoch <= 25_000; epoch++) {
                trainer.epoch(one);
                pictures.add(trainer.progress());
            }
            long before = allocatedBytes();
            trainer.progress();
            assertTrue(allocatedBytes() - before < 1000, "a picture allocates " + (allocatedBytes() - before));
        }
        for (int i = 0; i < pictures.size(); i += 999) {
            Progress picture = pictures.get(i);
            assertEquals(i + 1, picture.epochs());
            assertEquals(Math.min(Progress.REPORTS_KEPT, i + 1), picture.reports().size());
            assertEquals(i + 1, picture.reports().getLast().epoch());
            assertEquals(i + 2 - picture.reports().size(), picture.reports().getFirst().epoch());
            assertEquals(picture, new Progress(picture.steps(), 0, Progress.EpochProgress.NONE, List.copyOf(picture.reports())));
        }
    }

    @Test
    @Tag("once")
    void goesOnFromAPictureWithTheReportsOfARunThatWasNotCut() {
        Dataset one = samples(1);
        Trainer.Builder builder = Trainer.builder(NetworkSpec.inputs(8).dense(3, Activation.softmax()).build());
        try (Trainer uncut = builder.build(); Trainer resumed = builder.build()) {
            for (int epoch = 0; epoch < Progress.REPORTS_KEPT - 5; epoch++) {
                uncut.epoch(one);
            }
            Checkpoint cut = uncut.checkpoint();
            List<EpochReport> before = List.copyOf(cut.progress().reports());
            resumed.resume(cut);
            for (int epoch = 0; epoch < 20; epoch++) {
                assertEquals(uncut.epoch(one).meanLoss(), resumed.epoch(one).meanLoss());
            }
            assertEquals(before, cut.progress().reports());
            assertEquals(losses(uncut), losses(resumed));
            assertEquals(uncut.stateSha256(), resumed.stateSha256());
        }
    }

    private static List<List<Number>> losses(Trainer trainer) {
        return trainer.progress().reports().stream().map(report -> List.<Number>of(report.epoch(), report.meanLoss())).toList();
    }
}
