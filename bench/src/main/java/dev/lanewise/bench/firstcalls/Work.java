package dev.lanewise.bench.firstcalls;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** What is called from the start of a JVM. */
enum Work {
    /** A prediction of one sample of W1. */
    PREDICT_W1("W1 predict 1", () -> prediction(Net.W1)),
    /** A prediction of one sample of W2. */
    PREDICT_W2("W2 predict 1", () -> prediction(Net.W2)),
    /** A step of W1. */
    STEP_W1("W1 step", () -> step(Net.W1)),
    /** A step of W4. */
    STEP_W4("W4 step", () -> step(Net.W4)),
    /** A step of W5. */
    STEP_W5("W5 step", () -> step(Net.W5)),
    /** A step of W6. */
    STEP_W6("W6 step", () -> step(Net.W6)),
    /** The example of the README: an epoch of four samples is one step. */
    README("README xor step", Work::xor);

    /** How tables name it. */
    final String title;
    private final Supplier<Runnable> objects;

    Work(String title, Supplier<Runnable> objects) {
        this.title = title;
        this.objects = objects;
    }

    /** Makes its objects, the trainers on one thread, so that there is nothing to be closed; what runs makes one call. */
    Runnable make() {
        return objects.get();
    }

    private static Runnable prediction(Net net) {
        var predictor = new Predictor(Network.create(net.spec(), 1), 1);
        float[] input = net.inputs(new SplittableRandom(42), 1), output = new float[net.sizes.getLast()];
        return () -> predictor.predict(input, output);
    }

    private static Runnable step(Net net) {
        Trainer trainer = net.trainer(1);
        Batch[] batches = net.batches();
        int[] next = new int[1];
        return () -> trainer.step(batches[next[0]++ % batches.length]);
    }

    private static Runnable xor() {
        Dataset xor = Dataset.withTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
        NetworkSpec spec = NetworkSpec.inputs(2).dense(4, Activation.tanh()).dense(1, Activation.sigmoid()).build();
        Trainer trainer = Trainer.builder(spec).optimizer(new Optimizer.Adam(0.05f)).batch(4).build();
        return () -> trainer.epoch(xor);
    }
}
