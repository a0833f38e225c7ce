package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.filled;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.update.AdadeltaLoops;
import dev.lanewise.update.AdagradLoops;
import dev.lanewise.update.AmsGradLoops;
import dev.lanewise.update.CenteredRmsPropLoops;
import dev.lanewise.update.LionLoops;
import dev.lanewise.update.NesterovLoops;
import dev.lanewise.update.OptimizerLoops;
import dev.lanewise.update.RmsPropLoops;
import dev.lanewise.update.RmsPropMomentumLoops;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerLoopsTest {

    private static final long STEP = 3;
    private static final float LR = 0.3f;
    private static final int MOST_WEIGHTS = 10_000, MOST_SHAPES = 30;

    /** What the rate multiplies, in double. */
    @FunctionalInterface
    private interface Direction {
        double of(double g, double w, double[] kept);
    }

    /**
     * An optimizer and what it is held against.
     *
     * @param terms roundings that enter what the rate multiplies, and what is kept; each of 2^-24 of the same formula with absolute values
     * @param least of the first slot where bounds are looked at; the others are from 0 to 1
     */
    private record Case(Optimizer optimizer, OptimizerLoops loops, Direction direction, int terms, int least) {

        Case(Optimizer optimizer, OptimizerLoops loops, Direction direction, int terms) {
            this(optimizer, loops, direction, terms, 0);
        }

        Panels[] usualSlots(SplittableRandom random, int rows, int cols) {
            Panels[] slots = slots(() -> (float) random.nextDouble(), rows, cols);
            slots[0] = filled(rows, cols, () -> (float) random.nextDouble(least, least + 1));
            return slots;
        }

        Panels[] slots(TestMatrices.Floats floats, int rows, int cols) {
            int slots = new OptimizerSpecification(optimizer, 1).slots();
            return IntStream.range(0, slots).mapToObj(_ -> filled(rows, cols, floats)).toArray(Panels[]::new);
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(Optimizer.nesterov(LR), new NesterovLoops(0.9f), (g, w, kept) -> {
                kept[0] = 0.9f * kept[0] + g;
                return 0.9f * kept[0] + g;
            }, 3),
            new Case(Optimizer.rmsProp(LR), new RmsPropLoops(0.99f, 1e-8f), (g, w, kept) -> {
                kept[0] = 0.99f * kept[0] + (1 - 0.99f) * g * g;
                return g / (Math.sqrt(kept[0]) + 1e-8f);
            }, 5),
            new Case(Optimizer.rmsProp(LR, 0.9f), new RmsPropMomentumLoops(0.99f, 1e-8f, 0.9f), (g, w, kept) -> {
                kept[0] = 0.99f * kept[0] + (1 - 0.99f) * g * g;
                kept[1] = 0.9f * kept[1] + g / (Math.sqrt(kept[0]) + 1e-8f);
                return kept[1];
            }, 6),
            new Case(Optimizer.centeredRmsProp(LR, 0.9f), new CenteredRmsPropLoops(0.99f, 1e-8f, 0.9f), (g, w, kept) -> {
                kept[0] = 0.99f * kept[0] + (1 - 0.99f) * g * g;
                kept[1] = 0.99f * kept[1] + (1 - 0.99f) * g;
                kept[2] = 0.9f * kept[2] + g / (Math.sqrt(kept[0] - kept[1] * kept[1]) + 1e-8f);
                return kept[2];
            }, 16, 2),
            new Case(Optimizer.adagrad(LR), new AdagradLoops(1e-10f), (g, w, kept) -> {
                kept[0] += g * g;
                return g / (Math.sqrt(kept[0]) + 1e-10f);
            }, 4),
            new Case(Optimizer.adadelta(), new AdadeltaLoops(0.9f, 1e-6f), (g, w, kept) -> {
                kept[0] = 0.9f * kept[0] + (1 - 0.9f) * g * g;
                double d = Math.sqrt(kept[1] + 1e-6f) / Math.sqrt(kept[0] + 1e-6f) * g;
                kept[1] = 0.9f * kept[1] + (1 - 0.9f) * d * d;
                return d;
            }, 16),
            new Case(Optimizer.amsGrad(LR), new AmsGradLoops(0.9f, 0.999f, 1e-8f), (g, w, kept) -> {
                kept[0] = 0.9f * kept[0] + (1 - 0.9f) * g;
                kept[1] = 0.999f * kept[1] + (1 - 0.999f) * g * g;
                kept[2] = Math.max(kept[1], kept[2]);
                double mean = kept[0] / (1 - Math.pow(0.9f, STEP)), square = kept[2] / (1 - Math.pow(0.999f, STEP));
                return mean / (Math.sqrt(square) + 1e-8f);
            }, 10),
            new Case(Optimizer.lion(LR, 0.1f), new LionLoops(0.9f, 0.99f, 0.1f), (g, w, kept) -> {
                double c = 0.9f * kept[0] + (1 - 0.9f) * g;
                kept[0] = 0.99f * kept[0] + (1 - 0.99f) * g;
                return Math.signum(c) + 0.1f * w;
            }, 3));

    static Stream<Arguments> shapes() {
        List<int[]> small = TestMatrices.shapes().stream().filter(s -> s[0] * s[1] <= MOST_WEIGHTS).limit(MOST_SHAPES).toList();
        return CASES.stream().flatMap(c -> TestMatrices.twins().stream().flatMap(kernels -> small.stream()
                .map(s -> Arguments.of(c.optimizer.name(), kernels.vectorBits(), s[0], s[1], kernels, c))));
    }

    /** A tile with its slots on one array. */
    private static Panels[] together(Panels w, Panels[] slots) {
        return TestMatrices.together(Stream.concat(Stream.of(w), Stream.of(slots)).toArray(Panels[]::new)).toArray(Panels[]::new);
    }

    private static void run(Case c, Kernels kernels, Panels g, Panels[] tile) {
        c.loops.beginStep(STEP, LR, 1);
        c.loops.run(kernels, g, tile[0], Stream.of(tile).skip(1).toArray(Panels[]::new));
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecification(String name, int bits, int rows, int cols, Kernels kernels, Case c) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels g = special(rows, cols, random), w = random(rows, cols, random);
        assertUpdates(c, kernels, g, w, c.slots(() -> (float) random.nextDouble(), rows, cols));
        assertUpdates(c, kernels, g, w, c.slots(() -> (float) random.nextDouble(-1, 1), rows, cols));
        assertUpdates(c, kernels, g, special(rows, cols, random), c.slots(() -> 0f, rows, cols));
    }

    private static void assertUpdates(Case c, Kernels kernels, Panels g, Panels w, Panels[] slots) {
        Panels[] before = together(w, slots), tile = together(w, slots);

        run(c, kernels, g, tile);

        assertIsUpdated(c, g, before, tile);
        assertCanariesUntouched(tile);
    }

    private static void assertIsUpdated(Case c, Panels g, Panels[] before, Panels[] tile) {
        var specification = new OptimizerSpecification(c.optimizer, 1);
        float[] kept = new float[tile.length - 1];
        for (int row = 0; row < g.rows(); row++) {
            for (int col = 0; col < g.cols(); col++) {
                for (int slot = 0; slot < kept.length; slot++) {
                    kept[slot] = before[slot + 1].at(row, col);
                }
                float updated = specification.updated(LR, STEP, g.at(row, col), before[0].at(row, col), kept);
                assertSameBits(updated, tile[0].at(row, col), "parameter " + row + ", " + col);
                for (int slot = 0; slot < kept.length; slot++) {
                    assertSameBits(kept[slot], tile[slot + 1].at(row, col), "slot " + slot + " of " + row + ", " + col);
                }
            }
        }
    }

    /** Weights and gradients have it at +0.0. */
    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void leavesPaddingZero(String name, int bits, int rows, int cols, Kernels kernels, Case c) {
        Panels g = random(rows, cols, new SplittableRandom(1)), w = random(rows, cols, new SplittableRandom(2));
        Panels[] tile = together(w, c.slots(() -> 0.5f, rows, cols));

        run(c, kernels, g, tile);
        run(c, kernels, g, tile);

        Stream.of(tile).forEach(TestMatrices::assertPaddingZero);
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void isWithinItsBoundOfTheStepInDouble(String name, int bits, int rows, int cols, Kernels kernels, Case c) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels g = random(rows, cols, random), w = random(rows, cols, random);
        Panels[] slots = c.usualSlots(random, rows, cols), before = together(w, slots), tile = together(w, slots);

        run(c, kernels, g, tile);

        for (int row = 0; row < rows; row++) {
            for (int col = 0; col < cols; col++) {
                assertWithinBound(c, g.at(row, col), row, col, before, tile);
            }
        }
    }

    private static void assertWithinBound(Case c, float g, int row, int col, Panels[] before, Panels[] tile) {
        double w = before[0].at(row, col), unit = 0x1p-24;
        double[] kept = Stream.of(before).skip(1).mapToDouble(slot -> slot.at(row, col)).toArray(), sizes = kept.clone();
        double exact = w - LR * c.direction.of(g, w, kept), size = LR * c.direction.of(Math.abs(g), Math.abs(w), sizes);
        assertNear(exact, tile[0].at(row, col), unit * (Math.abs(exact) + (c.terms + 1) * size));
        for (int slot = 0; slot < kept.length; slot++) {
            assertNear(kept[slot], tile[slot + 1].at(row, col), unit * (c.terms + 1) * sizes[slot]);
        }
    }

    private static void assertNear(double exact, float actual, double bound) {
        assertTrue(Math.abs(actual - exact) <= bound + Float.MIN_VALUE, actual + " is not within " + bound + " of " + exact);
    }
}
