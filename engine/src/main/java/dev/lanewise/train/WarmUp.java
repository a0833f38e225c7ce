package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Layer;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import java.util.Arrays;

/**
 * Makes the JVM compile the kernels of a trainer before its first batch.
 *
 * <p>Until they are compiled, each vector in them is an object, and a step takes a hundred times as long as later. A small
 * network with layers of the same kinds gets there sooner than a large one, since what counts is how often a kernel has run.
 */
public final class WarmUp {

    /** Sizes from here on are made small, but keep their remainder: the last rows and panels take kernels of their own. */
    private static final int LARGE = 64;
    /** The JVM compiles for good what has run five thousand times; a step runs each kernel several times. */
    private static final int STEPS = 600;

    private WarmUp() {
    }

    /**
     * Takes some hundred steps of a small network on the calling thread, below a second: best on a thread of its own while data
     * is loaded. What trainers compute is the same with it, to the last bit.
     *
     * @param spec      what the network will look like
     * @param loss      what it will make small
     * @param optimizer how it will learn
     * @param samples   samples in a step, at least 1
     * @throws IllegalArgumentException if the loss does not go with the network or samples is below 1
     */
    public static void run(NetworkSpec spec, Loss loss, Optimizer optimizer, int samples) {
        NetworkSpec small = small(spec);
        try (Trainer trainer = Trainer.builder(small).loss(loss).optimizer(optimizer).batch(small(samples)).threads(1)
                .onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            Batch batch = batch(small, small(samples));
            for (int step = 0; step < STEPS; step++) {
                trainer.step(batch);
            }
        }
    }

    private static int small(int size) {
        return size < LARGE ? size : LARGE / 2 + size % (LARGE / 2);
    }

    private static NetworkSpec small(NetworkSpec spec) {
        NetworkSpec.Builder small = NetworkSpec.inputs(small(spec.inputs()));
        for (Layer layer : spec.layers()) {
            small.dense(small(layer.outputs()), layer.activation());
        }
        return small.build();
    }

    private static Batch batch(NetworkSpec spec, int samples) {
        float[] inputs = new float[samples * spec.inputs()], targets = new float[samples * spec.outputs()];
        Arrays.fill(inputs, 0.5f);
        for (int b = 0; b < samples; b++) {
            targets[b * spec.outputs() + b % spec.outputs()] = 1f;
        }
        return Batch.withTargets(inputs, spec.inputs(), targets, spec.outputs());
    }
}
