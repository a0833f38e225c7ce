package dev.lanewise.train;

import com.sun.management.ThreadMXBean;
import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Predictor;
import dev.lanewise.model.WeightFormat;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.TensorGroup;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A program of its own, so that no thread of a test runner allocates beside it: prints what all threads of the JVM allocated in
 * 10,000 steps, or predictions. It tries again while the compilers are at work, since vectors are objects until C2 has compiled.
 */
public final class AllocationProbe {

    static final int REPEATS = 10_000;
    private static final int ATTEMPTS = 30;
    private static final int FEATURES = 40;
    private static final int CLASSES = 10;
    private static final String MEMBERS = "members(3)";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private AllocationProbe() {
    }

    /**
     * Measures each case, and prints it with its bytes.
     *
     * @param cases batch size, threads, output activation, loss, and "bytes" where samples are bytes, "weights" where they have weights,
     *              "factors" where tensors have rates and decays of their own, "optimizers" for a training with each, and some with
     *              penalties, clipping, limits and micro-batches, or another layer; or batch size and "predict", or "buffers" for
     *              predictions and classes with buffers of all kinds; "compact" with a format of weights
     */
    public static void main(String[] cases) {
        for (String words : cases) {
            System.out.println(words + ": " + bytes(words.split(" ")));
        }
    }

    private static long bytes(String[] words) {
        int size = Integer.parseInt(words[0]);
        String output = words.length > 2 ? words[2] : "softmax";
        String more = words.length > 4 ? words[4] : "";
        NetworkSpec.Builder layers = NetworkSpec.inputs(FEATURES).dense(100, Activation.relu());
        switch (more) {
            case "", "bytes", "weights", "factors", "optimizers", "compact" -> { }
            default -> layers.layer(Layer.parse(String.join(" ", Arrays.asList(words).subList(4, words.length))));
        }
        Activation last = Activation.parse(output);
        NetworkSpec spec = layers.dense(33, Activation.tanh()).dense(20, Activation.sigmoid())
                .layer(more.equals(MEMBERS) ? Layer.heads(3, CLASSES, last) : Layer.dense(CLASSES, last)).build();
        Trainer.Builder builder = Trainer.builder(spec).optimizer(new Optimizer.Adam(1e-4f)).batch(size);
        if (words[1].equals("predict")) {
            WeightFormat format = more.equals("compact") ? WeightFormat.valueOf(words[5]) : WeightFormat.FLOAT32;
            Predictor predictor = new Predictor(builder.build().network().compact(format), size);
            float[] inputs = new float[size * FEATURES], outputs = new float[size * CLASSES];
            return least(() -> predict(predictor, inputs, size, outputs));
        }
        if (words[1].equals("buffers")) {
            Predictor predictor = new Predictor(builder.build().network(), size);
            float[] inputs = new float[size * FEATURES];
            double[] doubles = new double[size * FEATURES], outputs = new double[size * CLASSES];
            MemorySegment from = MemorySegment.ofArray(inputs), to = MemorySegment.ofArray(new float[size * CLASSES]);
            int[] classes = new int[size];
            return least(() -> predict(predictor, inputs, doubles, from, size, outputs, to, classes));
        }
        if (more.equals("factors")) {
            builder.optimizer(new Optimizer.AdamW(1e-4f, 0.1f)).learningRateFactor(TensorGroup.layer(2), 2)
                    .decayFactor(TensorGroup.biases(), 0);
        }
        // the last one is short, so that the workspace is laid out anew
        Loss loss = Loss.parse(words[3]);
        int classes = loss.targetsFor(CLASSES);
        Batch[] batches = {batch(size, classes, 1), batch(size, classes, 2), batch(Math.max(1, size - 3), classes, 3)};
        builder.loss(loss).threads(Integer.parseInt(words[1]));
        if (more.equals("optimizers")) {
            long plain = OptimizerExamples.ALL.stream().mapToLong(optimizer -> least(builder.optimizer(optimizer), batches)).sum();
            long optioned = least(builder.optimizer(Optimizer.momentum(0.01f)).l1(1e-6f).l2(1e-6f).clipValue(1f), batches);
            long limited = least(builder.maxNorm(1f), batches), clipped = least(builder.clipNorm(0.01f), batches);
            return plain + optioned + limited + clipped + least(builder.microBatch(Math.ceilDiv(size, 3)), batches);
        }
        if (!more.equals("bytes") && !more.equals("weights")) {
            return least(builder, batches);
        }
        Dataset samples = more.equals("bytes") ? bytes(3 * size) : weighted(bytes(3 * size));
        Batch reused = Batch.of(samples, size);
        try (Trainer trainer = builder.build()) {
            return least(() -> train(trainer, samples, reused));
        }
    }

    private static long least(Trainer.Builder builder, Batch... batches) {
        try (Trainer trainer = builder.onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            return least(() -> train(trainer, batches));
        }
    }

    private static long least(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < ATTEMPTS && least > 0; attempt++) {
            long before = THREADS.getTotalThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getTotalThreadAllocatedBytes() - before);
        }
        return least;
    }

    private static void train(Trainer trainer, Batch[] batches) {
        for (int i = 0; i < REPEATS; i++) {
            trainer.step(batches[i % batches.length]);
        }
    }

    private static void train(Trainer trainer, Dataset samples, Batch batch) {
        for (int i = 0; i < REPEATS; i++) {
            int from = i % 3 * batch.capacity();
            samples.fill(batch, from, from + batch.capacity());
            trainer.step(batch);
        }
    }

    private static void predict(Predictor predictor, float[] inputs, int size, float[] outputs) {
        for (int i = 0; i < REPEATS; i++) {
            predictor.predict(inputs, size, outputs);
        }
    }

    private static void predict(Predictor predictor, float[] inputs, double[] doubles, MemorySegment from, int size, double[] outputs,
            MemorySegment to, int[] classes) {
        for (int i = 0; i < REPEATS; i++) {
            predictor.predict(doubles, size, outputs);
            predictor.predict(from, size, to);
            predictor.classify(inputs, size, classes);
        }
    }

    /** In two arrays, the second of them short. */
    private static Dataset bytes(int size) {
        var random = new SplittableRandom(4);
        byte[] first = new byte[(size - 1) * FEATURES], second = new byte[FEATURES];
        random.nextBytes(first);
        random.nextBytes(second);
        return Dataset.labelledBytes(List.of(first, second), FEATURES, random.ints(size, 0, CLASSES).toArray(), CLASSES);
    }

    private static Dataset weighted(Dataset samples) {
        float[] weights = new float[samples.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i % 3;
        }
        return samples.withWeights(weights);
    }

    private static Batch batch(int size, int classes, long seed) {
        var random = new SplittableRandom(seed);
        float[] inputs = new float[size * FEATURES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        return Batch.labelled(inputs, FEATURES, random.ints(size, 0, classes).toArray(), classes);
    }
}
