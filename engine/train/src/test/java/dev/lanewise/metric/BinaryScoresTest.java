package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.fixtures.Fixture;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class BinaryScoresTest {

    private static final Fixture FIXTURE = Fixture.load("metrics");

    private static BinaryScores of(float[] scores, int[] labels, double[] weights) {
        BinaryScores all = new BinaryScores();
        for (int i = 0; i < scores.length; i++) {
            all.add(scores[i], labels[i] == 1, weights[i]);
        }
        return all;
    }

    private static double[] ones(int count) {
        return IntStream.range(0, count).mapToDouble(i -> 1).toArray();
    }

    private static BinaryScores of(String name) {
        String set = name.replace(".weighted", "");
        float[] scores = set.equals("two") ? column(FIXTURE.rows("two.outputs")) : FIXTURE.floats(set + ".scores");
        return of(scores, FIXTURE.ints(set + ".labels"), set.equals(name) ? ones(scores.length) : FIXTURE.values(set + ".weights"));
    }

    private static float[] column(float[][] rows) {
        float[] column = new float[rows.length];
        IntStream.range(0, rows.length).forEach(i -> column[i] = rows[i][1]);
        return column;
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "two.weighted", "ties", "ties.weighted"})
    void agreeWithScikitLearn(String name) {
        BinaryScores scores = of(name);
        assertEquals(FIXTURE.value(name + ".rocAuc"), scores.rocAuc(), 1e-14);
        assertEquals(FIXTURE.value(name + ".averagePrecision"), scores.averagePrecision(), 1e-14);
        Threshold best = scores.bestF1(), youden = scores.youden(), precise = scores.forPrecision(0.75).orElseThrow();
        assertArrayEquals(FIXTURE.values(name + ".bestF1"), new double[] {best.value(), best.f1()}, 1e-14);
        assertArrayEquals(FIXTURE.values(name + ".youden"), new double[] {youden.value(), youden.recall() + youden.specificity() - 1},
                1e-14);
        assertArrayEquals(FIXTURE.values(name + ".precision75"), new double[] {precise.value(), precise.precision(), precise.recall()},
                1e-14);
    }

    /** Every positive sample against every negative one. */
    @Test
    void haveTheAreaOfItsDefinition() {
        var random = new SplittableRandom(5);
        for (int samples = 2; samples < 60; samples++) {
            float[] scores = new float[samples];
            int[] labels = new int[samples];
            double[] weights = new double[samples];
            for (int i = 0; i < samples; i++) {
                scores[i] = random.nextInt(-6, 7) / 3f;
                labels[i] = i < 2 ? i : random.nextInt(2);
                weights[i] = random.nextInt(5) / 4.0 + (i < 2 ? 1 : 0);
            }
            double won = 0, all = 0;
            for (int i = 0; i < samples; i++) {
                for (int j = 0; j < samples; j++) {
                    if (labels[i] == 1 && labels[j] == 0) {
                        won += weights[i] * weights[j] * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
                        all += weights[i] * weights[j];
                    }
                }
            }
            assertEquals(won / all, of(scores, labels, weights).rocAuc(), 1e-14);
        }
    }

    @Test
    void takeBothZerosForEqualAndNegativeScoresInOrder() {
        assertEquals(0.5, of(new float[] {0f, -0f}, new int[] {1, 0}, ones(2)).rocAuc());
        assertEquals(0.5, of(new float[] {-0f, 0f}, new int[] {1, 0}, ones(2)).rocAuc());
        assertEquals(1, of(new float[] {-1f, -2f, -Float.MIN_VALUE, -Float.MAX_VALUE}, new int[] {1, 0, 1, 0}, ones(4)).rocAuc());
        assertEquals(0, of(new float[] {Float.MIN_VALUE, Float.MAX_VALUE}, new int[] {1, 0}, ones(2)).rocAuc());
    }

    @Test
    void doNotDependOnTheOrderAndOnMerging() {
        float[] scores = FIXTURE.floats("ties.scores");
        int[] labels = FIXTURE.ints("ties.labels");
        double[] weights = Arrays.stream(FIXTURE.values("ties.weights")).map(weight -> weight / 3).toArray();
        double area = of(scores, labels, weights).rocAuc(), precision = of(scores, labels, weights).averagePrecision();
        BinaryScores even = new BinaryScores(), odd = new BinaryScores();
        for (int i = scores.length - 1; i >= 0; i--) {
            (i % 2 == 0 ? even : odd).add(scores[i], labels[i] == 1, weights[i]);
        }
        odd.merge(even);
        assertEquals(area, odd.rocAuc());
        assertEquals(precision, odd.averagePrecision());
        assertEquals(scores.length, odd.samples());
    }

    @Test
    void areExactForManySamples() {
        BinaryScores scores = new BinaryScores();
        for (int i = 0; i < 200_000; i++) {
            scores.add(i, i % 2 == 1);
        }
        assertEquals(0.5 + 0.5 / 100_000, scores.rocAuc());
    }

    @Test
    void areDefinedAsScikitLearnDoesWhereAKindIsMissing() {
        float[] scores = {0.25f, 0.5f, 0.75f};
        BinaryScores negative = of(scores, new int[3], ones(3)), positive = of(scores, new int[] {1, 1, 1}, ones(3));
        assertEquals(FIXTURE.value("noPositives.averagePrecision"), negative.averagePrecision(), 0);
        assertEquals(FIXTURE.value("noNegatives.averagePrecision"), positive.averagePrecision(), 0);
        assertEquals(Double.NaN, negative.rocAuc());
        assertEquals(Double.NaN, positive.rocAuc());
        assertEquals("a threshold expects at least one positive sample, got none", message(negative::bestF1));
        assertEquals("a threshold expects at least one positive sample, got none", message(() -> negative.forPrecision(0.5)));
        assertEquals("a threshold expects at least one negative sample, got none", message(positive::youden));
        assertEquals("a threshold expects at least one positive sample, got none", message(new BinaryScores()::youden));
        assertEquals(0.25f, positive.bestF1().value());
    }

    private static String message(Executable call) {
        return assertThrows(IllegalStateException.class, call).getMessage();
    }

    @Test
    void giveTheThresholdOfAPrecisionOrNothing() {
        BinaryScores scores = of(new float[] {4, 3, 2, 1}, new int[] {0, 1, 1, 0}, ones(4));
        assertEquals(Optional.of(new Threshold(2, 2, 1, 0, 1)), scores.forPrecision(0.6));
        assertEquals(Optional.empty(), scores.forPrecision(0.7));
        assertEquals(new Threshold(2, 2, 1, 0, 1), scores.forPrecision(0).orElseThrow());
        assertThrows(IllegalArgumentException.class, () -> scores.forPrecision(1.1));
        assertThrows(IllegalArgumentException.class, () -> scores.forPrecision(Double.NaN));
    }

    @Test
    void refuseScoresThatAreNoNumbers() {
        BinaryScores scores = new BinaryScores();
        scores.add(1, true, 0);
        assertEquals("sample 1: expected finite numbers, but the score is NaN",
                assertThrows(IllegalArgumentException.class, () -> scores.add(Float.NaN, true)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> scores.add(1, true, -0.5));
    }
}
