package dev.lanewise.train;

import dev.lanewise.platform.Overrides;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.step.TrainingKind;

/**
 * Makes the JVM compile the kernels of a trainer before its first batch.
 *
 * <p>Until they are compiled, each vector in them is an object, and a step takes a hundred times as long as later. So a trainer begins with
 * scalar kernels. A small network with layers of the same kinds has vectors compiled sooner than a large one, since what counts is how
 * often a kernel has run. {@link dev.lanewise.model.Predictor#warmUp} does the same for predictions.
 */
public final class WarmUp {

    private WarmUp() {
    }

    /**
     * Prepares trainers with the usual number of threads; see {@link #run(NetworkSpec, Loss, Optimizer, int, int)}.
     *
     * @param spec      what the network will look like
     * @param loss      what it will make small
     * @param optimizer how it will learn
     * @param samples   samples in a step, at least 1
     * @throws IllegalArgumentException if the loss does not go with the network or samples is below 1
     */
    public static void run(NetworkSpec spec, Loss loss, Optimizer optimizer, int samples) {
        run(spec, loss, optimizer, samples, Overrides.threads(1));
    }

    /**
     * Takes steps of a small network on the calling thread, for some 0.5 to 1 seconds, or 2 where layers of a megabyte and more stand
     * beside smaller ones: best on a thread of its own while data is loaded. Trainers of this kind then run vectors from their first step.
     * What they compute is the same, to the last bit.
     *
     * @param spec      what the network will look like
     * @param loss      what it will make small
     * @param optimizer how it will learn
     * @param samples   samples in a step, at least 1
     * @param threads   of the trainer, at least 1
     * @throws IllegalArgumentException if the loss does not go with the network, or samples or threads are below 1
     */
    public static void run(NetworkSpec spec, Loss loss, Optimizer optimizer, int samples, int threads) {
        run(spec, loss, optimizer, GradientOptions.NONE, samples, threads);
    }

    /**
     * Prepares trainers with penalties, clipping or limits; see {@link #run(NetworkSpec, Loss, Optimizer, int, int)}.
     *
     * @param spec      what the network will look like
     * @param loss      what it will make small
     * @param optimizer how it will learn
     * @param gradient  what an update does beside the optimizer
     * @param samples   samples in a step, at least 1
     * @param threads   of the trainer, at least 1
     * @throws IllegalArgumentException if the loss does not go with the network, or samples or threads are below 1
     */
    public static void run(NetworkSpec spec, Loss loss, Optimizer optimizer, GradientOptions gradient, int samples, int threads) {
        run(spec, loss, optimizer, gradient, samples, samples, threads);
    }

    /**
     * Prepares trainers with micro-batches; see {@link #run(NetworkSpec, Loss, Optimizer, int, int)}.
     *
     * @param spec       what the network will look like
     * @param loss       what it will make small
     * @param optimizer  how it will learn
     * @param gradient   what an update does beside the optimizer
     * @param samples    samples in a step, at least 1
     * @param microBatch samples in a micro-batch, at least 1
     * @param threads    of the trainer, at least 1
     * @throws IllegalArgumentException if the loss does not go with the network, or one of the numbers is below 1
     */
    public static void run(NetworkSpec spec, Loss loss, Optimizer optimizer, GradientOptions gradient, int samples, int microBatch,
            int threads) {
        if (samples < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 sample, got " + samples);
        }
        if (microBatch < 1) {
            throw new IllegalArgumentException("a micro-batch needs at least 1 sample, got " + microBatch);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("training needs at least 1 thread, got " + threads);
        }
        TrainingKind kind = new TrainingKind(spec, loss, optimizer, gradient, Math.min(samples, microBatch), microBatch < samples,
                threads > 1);
        kind.implementation().warmUp(kind);
    }
}
