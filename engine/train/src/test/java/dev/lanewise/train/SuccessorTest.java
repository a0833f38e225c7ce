package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any number of threads predict on a network while a trainer trains its successor: each answer is that of one version, to the bit. */
@Tag("once")
class SuccessorTest {

    private static final int FEATURES = 24;
    private static final int CLASSES = 7;
    private static final int SAMPLES = 40;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES).dense(40, Activation.relu()).dense(CLASSES, Activation.softmax())
            .build();

    private final float[] inputs = floats(SAMPLES * FEATURES);
    private final int[] labels = new SplittableRandom(2).ints(SAMPLES, 0, CLASSES).toArray();
    private final Dataset samples = Dataset.labelled(inputs, FEATURES, labels, CLASSES);

    /**
     * A network that is handed out, and its answers as they were before anybody else saw it.
     *
     * @param network what all threads share
     * @param answers [samples x classes]
     */
    private record Version(Network network, float[] answers) {
    }

    private static float[] floats(int count) {
        var random = new SplittableRandom(1);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    private Version version(Trainer trainer) {
        Network network = trainer.network();
        float[] answers = new float[SAMPLES * CLASSES];
        new Predictor(network, SAMPLES).predict(inputs, SAMPLES, answers);
        return new Version(network, answers);
    }

    private void trainAndPredict(int threads, long seconds) throws Exception {
        AtomicReference<Version> current = new AtomicReference<>();
        List<Future<Long>> predictions = new ArrayList<>();
        long versions = 0;
        try (Trainer trainer = Trainer.builder(SPEC).batch(16).threads(2).build();
                ExecutorService executor = Executors.newCachedThreadPool()) {
            current.set(version(trainer));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            for (int thread = 0; thread < threads; thread++) {
                int seed = thread;
                predictions.add(executor.submit(() -> predictUntil(end, current, seed)));
            }
            for (; System.nanoTime() < end; versions++) {
                trainer.epoch(samples);
                current.set(version(trainer));
            }
        }
        for (Future<Long> count : predictions) {
            assertTrue(count.get() > 0, "a thread that never came to predict");
        }
        assertTrue(versions > 10, versions + " versions");
    }

    private long predictUntil(long end, AtomicReference<Version> current, int seed) {
        var random = new SplittableRandom(seed);
        long count = 0;
        for (; System.nanoTime() < end; count++) {
            Version version = current.get();
            int sample = random.nextInt(SAMPLES);
            float[] input = Arrays.copyOfRange(inputs, sample * FEATURES, (sample + 1) * FEATURES);
            float[] expected = Arrays.copyOfRange(version.answers(), sample * CLASSES, (sample + 1) * CLASSES);
            assertEquals(0, Arrays.compare(expected, version.network().predict(input)), "sample " + sample);
            float[] answers = new float[SAMPLES * CLASSES];
            new Predictor(version.network(), SAMPLES).predict(inputs, SAMPLES, answers);
            assertEquals(0, Arrays.compare(version.answers(), answers), "all samples");
        }
        return count;
    }

    @Test
    void leavesEveryPredictionToOneVersion() throws Exception {
        trainAndPredict(6, 2);
    }

    @Test
    @Tag("long")
    void leavesEveryPredictionToOneVersionForMinutes() throws Exception {
        trainAndPredict(16, 180);
    }
}
