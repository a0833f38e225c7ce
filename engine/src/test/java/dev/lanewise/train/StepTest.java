package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepTest {

    private static final int[] BATCHES = {1, 2, 3, 8, 15, 16, 17, 31, 32, 33, 48, 64, 70, 100, 257};

    static Stream<Arguments> cases() {
        return IntStream.range(0, 90).mapToObj(seed -> Arguments.of(seed, BATCHES[seed % BATCHES.length], 1 + seed % 4));
    }

    @ParameterizedTest(name = "case {0}, batch {1}, {2} threads")
    @MethodSource("cases")
    void agreesBitForBitWithTheSpecification(long seed, int batch, int threads) {
        assertAgrees(RandomCase.of(seed, batch + Math.max(1, batch / 2)), seed, batch, threads);
    }

    @ParameterizedTest(name = "case {0}, batch {1}, {2} threads")
    @MethodSource("cases")
    void agreesForEveryKindOfLayer(long seed, int batch, int threads) {
        assertAgrees(RandomCase.ofAllKinds(seed, batch + Math.max(1, batch / 2)), seed, batch, threads);
    }

    /** Rates are drawn, too: a case that explodes does so in both. */
    private static void assertAgrees(RandomCase c, long seed, int batch, int threads) {
        var specification = new SpecificationTrainer(Network.create(c.spec(), seed), c.loss(), c.optimizer(), c.schedule(), seed);
        try (Trainer trainer = Trainer.builder(c.spec()).loss(c.loss()).optimizer(c.optimizer()).schedule(c.schedule()).batch(batch)
                .threads(threads).seed(seed).onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            for (int step = 0; step < 4; step++) {
                // every second batch is a short one, so that the workspace is laid out anew
                Dataset part = step % 2 == 0 ? c.samples().range(0, batch) : c.samples().range(batch, c.samples().size());
                Batch samples = Batch.of(part, batch);
                part.fill(samples, 0, part.size());

                double expected = specification.step(part), loss = trainer.step(samples);

                assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(loss), "loss of step " + (step + 1));
                assertEquals(specification.network().sha256(), trainer.network().sha256(), "parameters after step " + (step + 1));
            }
        }
    }
}
