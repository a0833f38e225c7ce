package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.spec.TensorSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StepTest {

    private static final int[] BATCHES = {1, 2, 3, 8, 15, 16, 17, 31, 32, 33, 48, 64, 70, 100, 257};
    private static final int CASES = 90;

    static Stream<Arguments> cases() {
        return IntStream.range(0, CASES).mapToObj(seed -> Arguments.of(seed, BATCHES[seed % BATCHES.length], 1 + seed % 4));
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

    /** Each tensor is in several groups, those of its role and of names. */
    @ParameterizedTest(name = "case {0}, batch {1}, {2} threads")
    @MethodSource("cases")
    void agreesWithFactorsForGroupsOfTensors(long seed, int batch, int threads) {
        RandomCase c = RandomCase.ofAllKinds(seed, batch + Math.max(1, batch / 2));
        assertAgrees(c, factors(c.spec(), new SplittableRandom(seed)), seed, batch, threads);
    }

    private static TensorFactors factors(NetworkSpec spec, SplittableRandom random) {
        List<TensorSpec> tensors = spec.tensors();
        String name = tensors.get(random.nextInt(tensors.size())).name(), first = tensors.getFirst().name();
        List<TensorGroup> groups = List.of(TensorGroup.weights(), TensorGroup.biases(), TensorGroup.activations(), TensorGroup.norms(),
                TensorGroup.embeddings(), TensorGroup.heads(), TensorGroup.named(name),
                TensorGroup.named(first.substring(0, first.indexOf('.'))));
        TensorFactors factors = TensorFactors.NONE;
        for (TensorGroup group : groups) {
            for (TensorFactors.Target target : TensorFactors.Target.values()) {
                float factor = random.nextInt(4) == 0 ? 0 : 2 * random.nextFloat();
                factors = factors.with(new TensorFactors.Factor(target, group, factor));
            }
        }
        return factors;
    }

    /** So that the comparison above is one of every role, frozen and not. */
    @ParameterizedTest
    @EnumSource
    void drawsTensorsOfEveryRoleWithAndWithoutAFactorOfZero(TensorSpec.Role role) {
        Set<Boolean> frozen = new HashSet<>();
        for (long seed = 0; seed < CASES; seed++) {
            NetworkSpec spec = RandomCase.ofAllKinds(seed, 1).spec();
            TensorFactors factors = factors(spec, new SplittableRandom(seed));
            spec.tensors().stream().filter(tensor -> tensor.role() == role)
                    .forEach(tensor -> frozen.add(factors.of(TensorFactors.Target.LEARNING_RATE, tensor) == 0));
        }
        assertEquals(Set.of(false, true), frozen);
    }

    private static void assertAgrees(RandomCase c, long seed, int batch, int threads) {
        assertAgrees(c, TensorFactors.NONE, seed, batch, threads);
    }

    /** Rates are drawn, too: a case that explodes does so in both. */
    private static void assertAgrees(RandomCase c, TensorFactors factors, long seed, int batch, int threads) {
        var specification = new SpecificationTrainer(Network.create(c.spec(), seed), c.loss(), c.optimizer(), factors, c.schedule(), seed);
        try (Trainer trainer = Trainer.builder(c.spec()).loss(c.loss()).optimizer(c.optimizer()).schedule(c.schedule()).batch(batch)
                .threads(threads).seed(seed).factors(factors).onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            for (int step = 0; step < 4; step++) {
                // every second batch is a short one, so that the workspace is laid out anew
                Dataset part = step % 2 == 0 ? c.samples().range(0, batch) : c.samples().range(batch, c.samples().size());
                Batch samples = Batch.of(part, batch);
                part.fill(samples, 0, part.size());

                double expected = specification.step(part), loss = trainer.step(samples);

                assertEquals(Double.doubleToLongBits(expected), Double.doubleToLongBits(loss), "loss of step " + (step + 1));
                assertEquals(specification.network().sha256(), trainer.network().sha256(), "parameters after step " + (step + 1));
            }
            assertSameMoments(specification, trainer.checkpoint());
        }
    }

    private static void assertSameMoments(SpecificationTrainer specification, Checkpoint checkpoint) {
        for (int slot = 0; slot < checkpoint.moments().size(); slot++) {
            Network moments = checkpoint.moments().get(slot);
            for (int tensor = 0; tensor < moments.tensors().size(); tensor++) {
                assertArrayEquals(specification.moments(slot, tensor), moments.tensor(tensor), moments.tensors().get(tensor).name());
            }
        }
    }
}
