package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The network that TabM-mini is for the columns of a table, and how it starts and learns. */
class TabMLearnerTest {

    private static final TabMLearner SMALL = new TabMLearner(3, 5, 2, 4, 2);

    /** A one-hot of two values, a number with its position, a code of ten values, a number alone. */
    private static final List<EncodedInput> INPUTS = List.of(
            new EncodedInput("town", EncodedInput.Kind.ONE_HOT, 0, 2, 0),
            new EncodedInput("rooms", EncodedInput.Kind.NUMBER, 2, 1, 0), new EncodedInput("rooms", EncodedInput.Kind.POSITION, 3, 1, 4),
            new EncodedInput("street", EncodedInput.Kind.CODE, 4, 1, 10), new EncodedInput("garden", EncodedInput.Kind.NUMBER, 5, 1, 0));

    private static Dataset samples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[count][], targets = new float[count][1];
        for (int i = 0; i < count; i++) {
            float town = random.nextInt(2), rooms = random.nextFloat();
            rows[i] = new float[] {town, 1 - town, rooms, 4 * rooms, random.nextInt(10), random.nextFloat()};
            targets[i][0] = (float) Math.sin(6 * rooms) + town;
        }
        return Dataset.withTargets(rows, targets);
    }

    private static FitReport fit(TabMLearner learner, int epochs, int threads) {
        return learner.fit(new Learner.Lesson(samples(400, 1), samples(100, 2), INPUTS, Task.REGRESSION, 0, FitOptions.epochs(epochs), 7,
                threads));
    }

    @Test
    void embedsCodesThenNumbersWithAPosition() {
        Features features = Features.of(INPUTS, 2);
        assertEquals(List.of("embedding(4:10x5) normal(0.0,1.0)", "piecewise_linear(2:3x4) 2 uniform(-0.70710677,0.70710677)"),
                features.layers().stream().map(layer -> layer.toText()).toList());
        assertEquals(List.of(0, 0, 4, 3, 3, 3, 3, 3, 1, 1), features.origins());
    }

    @Test
    void endsWithAHeadForEachMember() {
        assertEquals(List.of("embedding(4:10x5) normal(0.0,1.0)", "piecewise_linear(2:3x4) 2 uniform(-0.70710677,0.70710677)",
                "members(3) normal(0.0,1.0)", "5 relu uniform(-0.31622776,0.31622776) uniform(-0.31622776,0.31622776)", "dropout(0.1)",
                "5 relu uniform(-0.4472136,0.4472136) uniform(-0.4472136,0.4472136)", "dropout(0.1)", "heads(3) 1 identity"),
                fit(SMALL, 1, 1).best().spec().layers().stream().map(layer -> layer.toText()).toList());
    }

    @Test
    void startsWithOneFactorForTheInputsOfAColumn() {
        Network network = SMALL.start(new Learner.Lesson(samples(400, 1), samples(100, 2), INPUTS, Task.REGRESSION, 0,
                FitOptions.epochs(1), 7, 1));
        float[] factors = network.tensor("layer3.members");
        List<Float> drawn = new ArrayList<>();
        for (int member = 0; member < 3; member++) {
            float[] own = Arrays.copyOfRange(factors, member * 10, member * 10 + 10);
            assertArrayEquals(new float[] {own[0], own[0], own[2], own[3], own[3], own[3], own[3], own[3], own[8], own[8]}, own);
            drawn.addAll(List.of(own[0], own[2], own[3], own[8]));
        }
        assertEquals(12, drawn.stream().distinct().count());
    }

    @Test
    void learnsACurveWithTheSameBitsOnAnyThreads() {
        FitReport one = fit(SMALL, 60, 1), two = fit(SMALL, 60, 2);
        assertTrue(one.history().getLast().validation().meanLoss() < 0.05, one.history().getLast().toString());
        assertEquals(one.best().sha256(), two.best().sha256());
        assertNotEquals(one.best().sha256(), fit(SMALL, 5, 1).best().sha256());
    }
}
