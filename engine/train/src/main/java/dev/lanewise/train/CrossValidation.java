package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Ensemble;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

/**
 * A training for each of several splits, such as the folds of {@link dev.lanewise.data.Splits}, or for each of several seeds on one split.
 * What comes out depends on the splits and the trainers alone: any number of threads gives the same bits.
 *
 * {@snippet lang=java :
 * Dataset flowers = Dataset.labelled(new float[60], 2, new int[30], 3);
 * NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();
 * CrossValidation folds = CrossValidation.run(Splits.folds(flowers, 5, 1), fold -> Trainer.builder(spec).seed(fold),
 *         FitOptions.epochs(3), 2);
 * double meanAccuracy = folds.meanAccuracy();
 * float[] probabilities = folds.ensemble().predict(new float[] {5.1f, 3.5f});
 * }
 *
 * @param reports of each split, in their order
 */
public record CrossValidation(List<FitReport> reports) {

    /**
     * Copies the reports.
     *
     * @throws IllegalArgumentException if there are none
     */
    public CrossValidation {
        reports = List.copyOf(reports);
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("a cross-validation needs at least 1 split, got none");
        }
    }

    /**
     * Trains on each split.
     *
     * @param splits   what to learn from and what to try with
     * @param trainers the trainer of a split by its number, from 0, with {@code threads(1)}: a new builder each time; called on several
     *                 threads
     * @param options  of each training; a listener hears of several at once, on several threads
     * @param threads  trainings at the same time, at least 1
     * @return the reports
     * @throws IllegalArgumentException if there are no splits or threads, or samples do not fit a network
     * @throws NonFiniteException       if a loss or parameter of a training is not finite; that of the first such split
     * @throws TrainingInterruptedException if the thread is interrupted; trainings that have begun end with their next step
     */
    public static CrossValidation run(List<Dataset.Split> splits, IntFunction<Trainer.Builder> trainers, FitOptions options, int threads) {
        Objects.requireNonNull(trainers, "trainers");
        Objects.requireNonNull(options, "options");
        if (threads < 1) {
            throw new IllegalArgumentException("a cross-validation expects at least 1 thread, got " + threads);
        }
        if (splits.isEmpty()) {
            throw new IllegalArgumentException("a cross-validation needs at least 1 split, got none");
        }
        return new CrossValidation(ParallelTrainings.run(splits.size(),
                split -> train(splits.get(split), trainers.apply(split), options), threads));
    }

    private static FitReport train(Dataset.Split split, Trainer.Builder builder, FitOptions options) {
        try (Trainer trainer = builder.build()) {
            return trainer.fit(split.train(), split.validation(), options);
        }
    }

    /**
     * The best networks of all splits as one predictor.
     *
     * @return whose outputs are the means of theirs
     */
    public Ensemble ensemble() {
        return Ensemble.of(reports.stream().map(FitReport::best).toList());
    }

    /**
     * How well the best networks did on their validation sets.
     *
     * @return the mean of the mean losses, each split counting once
     */
    public double meanLoss() {
        return reports.stream().mapToDouble(report -> report.validation().meanLoss()).average().orElseThrow();
    }

    /**
     * How well the best networks did on their validation sets.
     *
     * @return the mean of the accuracies, each split counting once; NaN where there are no classes
     */
    public double meanAccuracy() {
        return reports.stream().mapToDouble(report -> report.validation().accuracy()).average().orElseThrow();
    }

    @Override
    public String toString() {
        return Phrases.count(reports.size(), "split") + ", mean loss " + meanLoss() + ", mean accuracy " + meanAccuracy();
    }
}
