package dev.lanewise.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.Trainer;
import java.util.List;

/** Learns from encoded rows: a recipe of a network with its training. Its network gives probabilities of classes, or scaled numbers. */
interface Learner {

    /** What people call it. */
    String name();

    /** How it wants numbers and categories. */
    NumberForm form();

    /** Epochs at most. */
    default int epochs() {
        return 1000;
    }

    /** Epochs that are no better than the best one before training ends; {@link Integer#MAX_VALUE} for no such end. */
    default int patience() {
        return 16;
    }

    FitReport fit(Lesson lesson);

    /**
     * What to learn.
     *
     * @param train      rows to learn from
     * @param validation rows that choose the epoch
     * @param inputs     what the inputs are
     * @param task       classes or a number
     * @param smoothing  of labels
     * @param options    how long
     * @param seed       of everything that is random
     * @param threads    the caller's included; they change no bit
     * @param course     runs the trainer
     */
    record Lesson(Dataset train, Dataset validation, List<EncodedInput> inputs, Task task, float smoothing, FitOptions options, long seed,
            int threads, Course course) {

        /** A training that is saved nowhere. */
        Lesson(Dataset train, Dataset validation, List<EncodedInput> inputs, Task task, float smoothing, FitOptions options, long seed,
                int threads) {
            this(train, validation, inputs, task, smoothing, options, seed, threads, Trainer::fit);
        }

        FitReport fit(Trainer trainer, FitOptions limits) {
            return course.fit(trainer, train, validation, limits);
        }

        /** What is minimized. */
        Loss loss() {
            return task == Task.CLASSIFICATION ? Loss.softmaxCrossEntropy(smoothing) : Loss.squaredError();
        }
    }

    /** How a trainer is run: from the beginning, or from where it was saved. */
    @FunctionalInterface
    interface Course {
        FitReport fit(Trainer trainer, Dataset train, Dataset validation, FitOptions options);
    }
}
