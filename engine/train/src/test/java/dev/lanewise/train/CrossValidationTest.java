package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Splits;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class CrossValidationTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(8, Activation.tanh()).dense(2, Activation.softmax()).build();
    private static final FitOptions OPTIONS = FitOptions.epochs(5);

    private static Dataset samples() {
        SplittableRandom random = new SplittableRandom(8);
        float[][] rows = new float[60][2];
        int[] labels = new int[60];
        for (int i = 0; i < 60; i++) {
            rows[i] = new float[] {random.nextFloat() - 0.5f, random.nextFloat() - 0.5f};
            labels[i] = rows[i][0] * rows[i][1] > 0 ? 1 : 0;
        }
        return Dataset.labelled(rows, labels, 2);
    }

    private static Trainer.Builder builder(int fold) {
        return Trainer.builder(SPEC).optimizer(Optimizer.adam(0.02f)).batch(8).seed(fold);
    }

    private static List<String> hashes(CrossValidation folds) {
        return folds.reports().stream().map(report -> report.best().sha256()).toList();
    }

    @Test
    void hasTheBitsOfTrainingsOneByOneWithAnyNumberOfThreads() {
        List<Dataset.Split> splits = Splits.folds(samples(), 5, 1);
        CrossValidation one = CrossValidation.run(splits, CrossValidationTest::builder, OPTIONS, 1);
        for (int threads : new int[] {2, 3, 16}) {
            CrossValidation several = CrossValidation.run(splits, CrossValidationTest::builder, OPTIONS, threads);
            assertEquals(hashes(one), hashes(several));
            assertEquals(one.meanLoss(), several.meanLoss());
            assertArrayEquals(one.ensemble().predict(new float[] {0.2f, 0.1f}), several.ensemble().predict(new float[] {0.2f, 0.1f}));
        }
        double accuracies = 0;
        for (int fold = 0; fold < 5; fold++) {
            try (Trainer trainer = builder(fold).build()) {
                FitReport report = trainer.fit(splits.get(fold).train(), splits.get(fold).validation(), OPTIONS);
                assertEquals(report.best().sha256(), one.reports().get(fold).best().sha256());
                accuracies += report.validation().accuracy();
            }
        }
        assertEquals(accuracies / 5, one.meanAccuracy(), 1e-15);
        assertEquals(5, one.ensemble().networks().size());
    }

    @Test
    void averagesSeedsOfOneSplit() {
        Dataset.Split split = samples().split(0.25, 1);
        CrossValidation seeds = CrossValidation.run(Collections.nCopies(3, split), CrossValidationTest::builder, OPTIONS, 2);
        assertEquals(3, hashes(seeds).stream().distinct().count());
        float[] first = seeds.reports().getFirst().best().predict(new float[] {0.2f, 0.1f});
        assertNotEquals(first[0], seeds.ensemble().predict(new float[] {0.2f, 0.1f})[0]);
    }

    @Test
    void endsWithTheFailureOfATraining() {
        List<Dataset.Split> splits = Splits.folds(samples(), 5, 1);
        AtomicInteger begun = new AtomicInteger();
        assertEquals("fold 2", assertThrows(IllegalStateException.class, () -> CrossValidation.run(splits, fold -> {
            begun.incrementAndGet();
            if (fold == 2) {
                throw new IllegalStateException("fold " + fold);
            }
            return builder(fold);
        }, OPTIONS, 2)).getMessage());
        assertTrue(begun.get() >= 3);
        assertThrows(NonFiniteException.class, () -> CrossValidation.run(splits, fold -> builder(fold).optimizer(Optimizer.sgd(1e38f)),
                FitOptions.epochs(50), 2));
    }

    @Test
    void endsWhereItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        assertThrows(TrainingInterruptedException.class, () -> CrossValidation.run(Splits.folds(samples(), 2, 1),
                CrossValidationTest::builder, FitOptions.epochs(1_000_000), 2));
        assertTrue(Thread.interrupted());
    }

    @Test
    void saysWhatIsMissing() {
        assertEquals("a cross-validation needs at least 1 split, got none", assertThrows(IllegalArgumentException.class,
                () -> CrossValidation.run(List.of(), CrossValidationTest::builder, OPTIONS, 1)).getMessage());
        assertEquals("a cross-validation expects at least 1 thread, got 0", assertThrows(IllegalArgumentException.class,
                () -> CrossValidation.run(Splits.folds(samples(), 2, 1), CrossValidationTest::builder, OPTIONS, 0)).getMessage());
    }
}
