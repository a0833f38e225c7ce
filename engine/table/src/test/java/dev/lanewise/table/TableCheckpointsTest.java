package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that are stopped, saved and resumed. */
class TableCheckpointsTest {

    private record House(double rooms, String town, String street, double price) {
    }

    @TempDir
    private Path folder;

    private static Table houses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Table.ofRecords(IntStream.range(0, 160).mapToObj(i -> {
            int rooms = 1 + random.nextInt(8), town = random.nextInt(3);
            return new House(rooms, List.of("Ulm", "Bonn", "Jena").get(town), "street " + random.nextInt(12),
                    100 * rooms + 70 * town + random.nextInt(40));
        }).toList(), House.class);
    }

    private static TableTrainer trainer(TableNetwork network, int folds) {
        return TableTrainer.fast().network(network).target("price").folds(folds).threads(2);
    }

    /** Counts epochs of all networks, and says stop after some. */
    private static final class Stop implements StepListener {
        private final AtomicInteger epochs = new AtomicInteger();
        private final int after;

        Stop(int after) {
            this.after = after;
        }

        @Override
        public void onStep(long step, int samples, double meanLoss) {
            // epochs are counted
        }

        @Override
        public void onValidation(FitReport.Epoch epoch, boolean isBest) {
            epochs.incrementAndGet();
        }

        boolean isRaised() {
            return epochs.get() >= after;
        }
    }

    @ParameterizedTest(name = "{0}, {1} folds, stopped after {2} epochs")
    @CsvSource({"TABM, 1, 4", "TABM, 3, 60", "REALMLP_SIMPLE, 1, 3"})
    void endWithTheBitsOfATrainingThatWasNeverStopped(TableNetwork network, int folds, int after) {
        Table table = houses(1);
        TableReport whole = trainer(network, folds).run(table);
        Stop stop = new Stop(after);
        TableReport first = trainer(network, folds).checkpoints(folder, false).listener(stop).stop(stop::isRaised).run(table);
        assertTrue(first.epochs() < whole.epochs(), first.epochs() + " epochs");
        TableReport resumed = trainer(network, folds).checkpoints(folder, true).run(table);
        assertEquals(whole.model().sha256(), resumed.model().sha256());
        assertEquals(whole.bestEpoch(), resumed.bestEpoch());
        assertEquals(whole.epochs(), stop.epochs.get() + resumed.epochs());
        TableReport again = trainer(network, folds).checkpoints(folder, true).run(table);
        assertEquals(whole.model().sha256(), again.model().sha256());
        assertEquals(0, again.epochs());
        assertTrue(again.trainings().stream().allMatch(training -> training.lastEpoch().isEmpty()));
    }

    @Test
    void givesTheBestSoFarWhenItIsStopped() {
        Stop stop = new Stop(3);
        TableReport report = trainer(TableNetwork.TABM, 1).listener(stop).stop(stop::isRaised).run(houses(1));
        assertEquals(3, report.epochs());
        assertTrue(report.bestEpoch() <= 3);
        TableReport atOnce = trainer(TableNetwork.TABM, 3).threads(1).stop(() -> true).run(houses(1));
        assertEquals(1, atOnce.trainings().size());
        assertEquals(2, atOnce.skipped());
        assertEquals(1, atOnce.epochs());
    }

    @Test
    void refusesCheckpointsOfAnotherTraining() {
        Stop stop = new Stop(2);
        trainer(TableNetwork.TABM, 1).checkpoints(folder, false).listener(stop).stop(stop::isRaised).run(houses(1));
        assertTrue(Files.isDirectory(folder.resolve("network-1")));
        String other = assertThrows(IllegalArgumentException.class, () -> trainer(TableNetwork.TABM, 1).checkpoints(folder, true)
                .run(houses(2))).getMessage();
        assertTrue(other.endsWith(" was made with another table, or with other options or another seed"), other);
        String metric = assertThrows(IllegalArgumentException.class, () -> trainer(TableNetwork.TABM, 1).metric(TableMetric.MAE)
                .checkpoints(folder, true).run(houses(1))).getMessage();
        assertTrue(metric.endsWith("metric.txt expects the metric that chose epochs before, 'rmse', got 'mae'"), metric);
        String again = assertThrows(IllegalArgumentException.class, () -> trainer(TableNetwork.TABM, 1).checkpoints(folder, false)
                .run(houses(1))).getMessage();
        assertEquals(folder.resolve("network-1") + " has checkpoints: go on from them, or name another folder", again);
    }
}
