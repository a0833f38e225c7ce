package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any spec at all: it trains, or it is refused when it is built. */
class SpecFuzzTest {

    private static final int STEPS = 3;
    private static final int MOST_SAMPLES = 50;
    private static final int[] STRANGE_SIZES = {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 30, 1 << 27, 1 << 16, 46341};

    /** What came of a random spec. */
    private enum Outcome { TRAINED, REFUSED, TOO_LARGE_TO_TRY }

    /** Random parts of a network, each of which may be strange, that is impossible or out of place, with some chance. */
    private record Parts(SplittableRandom random, double strangeness) {

        boolean strange() {
            return random.nextDouble() < strangeness;
        }

        int size() {
            return strange() ? STRANGE_SIZES[random.nextInt(STRANGE_SIZES.length)] : 1 + random.nextInt(random.nextInt(1, 40));
        }

        Activation activation() {
            return switch (random.nextInt(strange() ? 6 : 5)) {
                case 0 -> Activation.identity();
                case 1 -> Activation.sigmoid();
                case 2 -> Activation.tanh();
                case 3 -> Activation.relu();
                case 4 -> new Activation.LeakyRelu(strange() ? random.nextFloat(-1, 2) : random.nextFloat());
                default -> Activation.softmax();
            };
        }

        Initializer initializer() {
            return switch (random.nextInt(6)) {
                case 0 -> new Initializer.Zero();
                case 1 -> new Initializer.HeUniform();
                case 2 -> new Initializer.HeNormal();
                case 3 -> new Initializer.GlorotUniform();
                case 4 -> new Initializer.GlorotNormal();
                default -> new Initializer.Uniform(strange() ? 1f : -0.5f, strange() ? Float.POSITIVE_INFINITY : random.nextFloat());
            };
        }

        NetworkSpec spec(Loss loss) {
            NetworkSpec.Builder spec = NetworkSpec.inputs(size());
            for (int l = random.nextInt(7); l > 0; l--) {
                spec.layer(new Dense(size(), activation(), initializer(), initializer()));
            }
            Activation output = loss.outputActivation().filter(_ -> !strange()).orElseGet(this::activation);
            int outputs = size() * (loss instanceof QuantileLoss quantile ? quantile.levels().size() : 1);
            return strange() ? spec.build() : spec.layer(new Dense(outputs, output, initializer(), initializer())).build();
        }

        Dataset samples(int count, NetworkSpec spec, Loss loss) {
            int targets = loss.targetsFor(spec.outputs());
            return Dataset.withTargets(floats(count * spec.inputs()), spec.inputs(),
                    RandomCase.suiting(loss, floats(count * targets), targets), targets);
        }

        private float[] floats(int count) {
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = random.nextFloat();
            }
            return floats;
        }
    }

    static IntStream seeds() {
        return IntStream.range(0, 120);
    }

    /** So both twins, and all widths, have the same bits: each has those of the naive loops. */
    @ParameterizedTest
    @MethodSource("seeds")
    void trainsAnyValidSpecWithTheBitsOfTheSpecification(int seed) {
        var parts = new Parts(new SplittableRandom(seed), 0);
        Loss loss = RandomCase.LOSSES.get(seed % RandomCase.LOSSES.size());
        NetworkSpec spec = parts.spec(loss);
        Optimizer optimizer = new Optimizer.Adam(1e-3f);
        Dataset samples = parts.samples(1 + parts.random.nextInt(MOST_SAMPLES), spec, loss);
        var specification = new SpecificationTrainer(Network.create(spec, seed), loss, optimizer, TensorFactors.NONE,
                new Schedule.Constant(), seed);
        try (Trainer trainer = Trainer.builder(spec).loss(loss).optimizer(optimizer).batch(samples.size()).threads(1 + seed % 3)
                .seed(seed).onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            for (int step = 0; step < STEPS; step++) {
                assertEquals(Double.doubleToLongBits(specification.step(samples)), Double.doubleToLongBits(step(trainer, samples)));
                assertEquals(specification.network().sha256(), trainer.network().sha256(), spec + ", step " + step);
            }
        }
    }

    private static double step(Trainer trainer, Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        return trainer.step(batch);
    }

    @Test
    @Tag("once")
    void refusesTheOthersWhenTheyAreBuilt() {
        int[] outcomes = new int[Outcome.values().length];
        for (int seed = 0; seed < 10_000; seed++) {
            var parts = new Parts(new SplittableRandom(seed), 0.05);
            outcomes[outcome(parts, RandomCase.LOSSES.get(seed % RandomCase.LOSSES.size())).ordinal()]++;
        }
        for (Outcome outcome : Outcome.values()) {
            assertTrue(outcomes[outcome.ordinal()] > 50, outcome + " came up " + outcomes[outcome.ordinal()] + " times only");
        }
    }

    private static Outcome outcome(Parts parts, Loss loss) {
        Trainer trainer;
        NetworkSpec spec;
        int batch = parts.strange() ? parts.size() : 1 + parts.random.nextInt(MOST_SAMPLES);
        try {
            spec = parts.spec(loss);
            if (spec.parameterCount() > 1 << 16) {
                return Outcome.TOO_LARGE_TO_TRY;
            }
            trainer = Trainer.builder(spec).loss(loss).batch(batch).threads(parts.strange() ? -1 : 1)
                    .onNonFinite(NonFinitePolicy.CONTINUE).build();
        } catch (IllegalArgumentException e) {
            assertEquals(IllegalArgumentException.class, e.getClass());
            assertTrue(e.getMessage().matches("[^\\n]{20,250}"), e.getMessage());
            return Outcome.REFUSED;
        }
        try (trainer) {
            Dataset samples = parts.samples(Math.min(batch, MOST_SAMPLES), spec, loss);
            for (int step = 0; step < STEPS; step++) {
                step(trainer, samples);
            }
        }
        return Outcome.TRAINED;
    }
}
