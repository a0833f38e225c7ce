package dev.lanewise.samples;

import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Schedules;
import dev.lanewise.train.NonFinitePolicy;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingMemory;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say what is trained, how, and for how long. */
final class TrainingOptions {

    @Mixin
    private HiddenLayers layers;

    @Mixin
    private TrainingLoss loss;

    @Mixin
    private LearningRule rule;

    @Mixin
    private UpdateLimits limits;

    @Mixin
    private ScheduleOptions schedules;

    @Mixin
    private ValidationOptions validation;

    @Mixin
    private Recipe recipe;

    @Option(names = "--epochs", defaultValue = "10", paramLabel = "N", description = "Passes over the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "128",
            description = "Samples in a step; all images where there are fewer. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the start parameters and the order of samples. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the result does not depend on them. Default: all processors")
    private Integer threads;

    @Option(names = "--target-accuracy", paramLabel = "SHARE",
            description = "Test after each epoch and stop when this share, such as 0.98, is right. Default: test at the end only")
    private Double targetAccuracy;

    @Option(names = "--on-nonfinite", defaultValue = "stop", paramLabel = "NAME",
            description = "What to do about a loss or parameter that is infinite or not a number: stop, skip the batch, or continue. "
                    + "Default: ${DEFAULT-VALUE}")
    private NonFinitePolicy onNonFinite;

    /** Whatever can be wrong with the options is wrong before a long run, not after it. */
    void requireUsable(CommandSpec command) {
        recipe.requireUsable(command);
        Usage.require(command, epochs >= 1, "--epochs expects a whole number of at least 1, got " + epochs);
        Usage.require(command, batch >= 1, "--batch expects a whole number of at least 1, got " + batch);
        Usage.require(command, threads() >= 1 && threads() <= WorkerTeam.MAX_THREADS,
                "--threads expects a whole number from 1 to " + WorkerTeam.MAX_THREADS + ", got " + threads);
        Usage.require(command, targetAccuracy == null || targetAccuracy > 0 && targetAccuracy <= 1,
                "--target-accuracy expects a share above 0 and at most 1, such as 0.98, got " + targetAccuracy);
        Usage.checked(command, () -> layers.behind(1).dense(1, Activation.softmax()).build());
        Usage.checked(command, loss::usable);
        limits.requireUsable(command);
        rule.requireUsable(command, limits);
        Usage.checked(command, () -> schedules.of(1));
        validation.requireUsable(command, epochs, targetAccuracy != null, schedules.needValidation());
    }

    /** Adds how to train a network on {@code samples} samples. */
    Trainer.Builder applyTo(Trainer.Builder trainer, NetworkSpec network, int samples) {
        Schedules all = schedules.of((long) epochs * Math.ceilDiv(samples, batch(samples)));
        return trainer.loss(loss.loss(network)).optimizer(rule.optimizer()).factors(rule.factors())
                .gradientOptions(limits.gradient()).schedule(all.rate()).dropoutSchedule(all.dropout()).decaySchedule(all.decay())
                .batch(batch(samples)).microBatch(limits.microBatch(batch(samples))).threads(threads()).seed(seed).onNonFinite(onNonFinite);
    }

    ScheduleOptions schedules() {
        return schedules;
    }

    ValidationOptions validation() {
        return validation;
    }

    HiddenLayers layers() {
        return layers;
    }

    TrainingLoss loss() {
        return loss;
    }

    LearningRule rule() {
        return rule;
    }

    UpdateLimits limits() {
        return limits;
    }

    /** Memory of training a network on {@code samples} samples. */
    TrainingMemory memory(NetworkSpec network, int samples) {
        int most = batch(samples);
        return TrainingMemory.of(network, loss.loss(network), rule.optimizer(), limits.gradient(), most, limits.microBatch(most),
                threads());
    }

    int epochs() {
        return epochs;
    }

    int batch() {
        return batch;
    }

    /** Samples in a step where there are so many in all. */
    int batch(int samples) {
        return Math.min(batch, samples);
    }

    long seed() {
        return seed;
    }

    int threads() {
        return threads == null ? InfoCommand.threads() : threads;
    }

    /** The share of test images that is enough, null where none was named. */
    Double targetAccuracy() {
        return targetAccuracy;
    }
}
