package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.fixtures.Fixture;
import dev.lanewise.spec.NetworkSpec;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores of classes agree with scikit-learn, also where they would be 0 / 0. */
@Tag("once")
class ClassScoresTest {

    private static final Fixture FIXTURE = Fixture.load("metrics");

    private static ConfusionMatrix matrix(String name) {
        int[] labels = FIXTURE.ints(name + ".labels"), answers = FIXTURE.ints(name + ".answers");
        return ConfusionMatrix.of(1 + Math.max(max(labels), max(answers)), labels, answers);
    }

    private static int max(int[] numbers) {
        return Arrays.stream(numbers).max().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rare", "perfect", "constant", "one", "wrong"})
    void agreeWithScikitLearn(String name) {
        ConfusionMatrix matrix = matrix(name);
        ClassScores scores = matrix.scores();
        assertEquals(FIXTURE.value(name + ".accuracy"), scores.accuracy(), 1e-15);
        assertEquals(FIXTURE.value(name + ".balancedAccuracy"), scores.balancedAccuracy(), 1e-15);
        assertEquals(FIXTURE.value(name + ".matthews"), scores.matthews(), 1e-15);
        double[] confusion = FIXTURE.values(name + ".confusion");
        for (int i = 0; i < confusion.length; i++) {
            assertEquals(confusion[i], matrix.count(i / scores.classes(), i % scores.classes()));
        }
        for (int zero : new int[] {0, 1}) {
            for (Average average : List.of(Average.MACRO, Average.MICRO, Average.WEIGHTED)) {
                String line = "." + average.toText() + "." + zero;
                assertEquals(FIXTURE.value(name + ".precision" + line), scores.precision(average, zero), 1e-15, line);
                assertEquals(FIXTURE.value(name + ".recall" + line), scores.recall(average, zero), 1e-15, line);
                assertEquals(FIXTURE.value(name + ".f1" + line), scores.f1(average), 1e-15, line);
            }
            assertByClass(name + ".support." + zero, matrix, scores::support, zero);
            assertByClass(name + ".precision." + zero, matrix, scores::precision, zero);
            assertByClass(name + ".recall." + zero, matrix, scores::recall, zero);
            assertByClass(name + ".f1." + zero, matrix, scores::f1, zero);
        }
    }

    /** scikit-learn leaves out classes without samples and answers. */
    private static void assertByClass(String line, ConfusionMatrix matrix, IntToDoubleFunction score, double zero) {
        double[] seen = IntStream.range(0, matrix.classes()).filter(c -> IntStream.range(0, matrix.classes())
                .anyMatch(other -> matrix.count(c, other) + matrix.count(other, c) > 0)).mapToDouble(score)
                .map(value -> Double.isNaN(value) ? zero : value).toArray();
        assertArrayEquals(FIXTURE.values(line), seen, 1e-15, line);
    }

    @Test
    void areNotDefinedForClassesThatNobodyHasSeen() {
        ClassScores scores = matrix("rare").scores();
        assertEquals(Double.NaN, scores.precision(1));
        assertEquals(Double.NaN, scores.recall(1));
        assertEquals(Double.NaN, scores.f1(1));
        assertEquals(Double.NaN, scores.precision(3));
        assertEquals(Double.NaN, scores.recall(4));
        assertEquals(0, scores.f1(3));
        assertThrows(IndexOutOfBoundsException.class, () -> scores.recall(5));
        assertThrows(IndexOutOfBoundsException.class, () -> scores.precision(-1));
    }

    /** 8 samples of class 1, of which 6 are found; 2 of 12 others are taken for it. */
    @Test
    void areThoseOfClassOneForTheBinaryAverage() {
        ConfusionMatrix.Builder builder = ConfusionMatrix.builder(2);
        IntStream.range(0, 6).forEach(i -> builder.add(1, 1));
        IntStream.range(0, 2).forEach(i -> builder.add(1, 0).add(0, 1));
        IntStream.range(0, 10).forEach(i -> builder.add(0, 0));
        ClassScores scores = builder.build().scores();
        assertEquals(0.75, scores.precision(Average.BINARY));
        assertEquals(0.75, scores.recall(Average.BINARY));
        assertEquals(0.75, scores.f1(Average.BINARY));
        assertEquals("the binary average expects 2 classes, got 3", assertThrows(IllegalArgumentException.class,
                () -> matrix("perfect").scores().f1(Average.BINARY)).getMessage());
    }

    /** A sample without an answer is in no class's precision, but its class's recall, and a class of answers for Matthews. */
    @Test
    void countSamplesWithoutAnAnswerAsWrong() {
        ConfusionMatrix matrix = ConfusionMatrix.of(2, new int[] {0, 0, 1, 1}, new int[] {0, NetworkSpec.NO_CLASS, 1, 1});
        ClassScores scores = matrix.scores();
        assertEquals(0.75, scores.accuracy());
        assertEquals(0.75, scores.balancedAccuracy());
        assertEquals(1, scores.precision(Average.MICRO));
        assertEquals(0.75, scores.recall(Average.MICRO));
        assertEquals(2 * 3 / 7.0, scores.f1(Average.MICRO));
        assertEquals((4 * 3 - 2 * 1 - 2 * 2) / Math.sqrt((16 - 8) * (16 - 6)), scores.matthews(), 1e-15);
        assertEquals(1, matrix.count(0, NetworkSpec.NO_CLASS));
    }

    @Test
    void areExactlyZeroForMatthewsWhereWeightedAnswersAreAllTheSame() {
        ConfusionMatrix.Builder builder = ConfusionMatrix.builder(3);
        for (int i = 0; i < 50; i++) {
            builder.add(i % 3, 1, 0.1 + i / 7.0);
        }
        assertEquals(0, builder.build().scores().matthews());
    }

    @Test
    void areOfWeights() {
        ConfusionMatrix matrix = ConfusionMatrix.builder(2).add(0, 0, 0.1).add(0, 0, 0.2).add(0, 1, 0.3).add(1, 1, 0).build();
        assertEquals(0.30000000000000004, matrix.weight(0, 0));
        assertEquals(2, matrix.count(0, 0));
        assertEquals(0.5, matrix.recall(0), 1e-15);
        assertEquals(Double.NaN, matrix.recall(1));
        assertEquals(1, matrix.samples(1));
        assertEquals(0, matrix.weight(1, 0));
    }

    @Test
    void needSamples() {
        ClassScores none = ConfusionMatrix.builder(2).add(0, 0, 0).build().scores();
        for (Executable call : List.<Executable>of(none::accuracy,
                none::balancedAccuracy, none::matthews, () -> none.f1(Average.MACRO), () -> none.precision(Average.MICRO))) {
            assertEquals("scores of classes expect at least one sample with a weight above 0, got none",
                    assertThrows(IllegalStateException.class, call).getMessage());
        }
    }

    @Test
    void comeFromCountsThatMerge() {
        int[] labels = FIXTURE.ints("rare.labels"), answers = FIXTURE.ints("rare.answers");
        ConfusionMatrix.Builder first = ConfusionMatrix.builder(5), second = ConfusionMatrix.builder(5);
        for (int i = 0; i < labels.length; i++) {
            (i % 3 == 0 ? first : second).add(labels[i], answers[i]);
        }
        assertEquals(matrix("rare"), second.merge(first).build());
        assertEquals("samples of 4 classes cannot join those of 5 classes", assertThrows(IllegalArgumentException.class,
                () -> first.merge(ConfusionMatrix.builder(4))).getMessage());
        assertEquals("a confusion matrix expects a number of classes, got -1", assertThrows(IllegalArgumentException.class,
                () -> ConfusionMatrix.builder(-1)).getMessage());
        assertEquals("expected as many answers as samples, got 1 answers for 2 samples", assertThrows(IllegalArgumentException.class,
                () -> ConfusionMatrix.of(2, new int[2], new int[1])).getMessage());
    }
}
