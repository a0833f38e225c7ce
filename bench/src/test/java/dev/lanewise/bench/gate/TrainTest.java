package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TrainTest {

    private static final double EXACT = 1e-12;

    @Test
    void holdsARoundAgainstTheReferencesBesideIt() {
        var train = new Train(6000);
        train.reference(80, 100);
        train.part(100);
        train.reference(40, 60);
        train.endRound();

        assertEquals(6000 / (100 * 60.0), train.ratio(), EXACT);
        assertEquals(60, train.quietGflops(), EXACT);
        assertEquals(100, train.meanNanos(), EXACT);
    }

    @Test
    void holdsEachPartAgainstTheReferencesNextToIt() {
        var train = new Train(6000);
        train.reference(100, 100);
        train.part(10);
        train.part(30);
        train.reference(50, 50);
        train.part(60);
        train.reference(50, 50);
        train.endRound();

        assertEquals(6000 / (40 * 75.0 + 60 * 50), train.ratio(), EXACT);
    }

    @Test
    void takesTheQuietTimeOfEachPartWhereverItWas() {
        var train = new Train(1000);
        train.reference(100, 100);
        for (int round = 0; round < 20; round++) {
            train.part(round % 2 == 0 ? 10 : 20);
            train.part(round % 2 == 0 ? 30 : 10);
            train.reference(100, 100);
            train.endRound();
        }
        assertEquals(20, train.quietNanos(), EXACT);
        assertEquals(35, train.meanNanos(), EXACT);
    }

    @Test
    void leavesOutTheFastestTwentiethOfThePeakAndOfTheCase() {
        var train = new Train(100);
        train.reference(1, 1);
        for (int round = 1; round <= 100; round++) {
            train.part(round);
            train.reference(round, round);
            train.endRound();
        }
        assertEquals(95, train.peakGflops(), 1);
        assertEquals(5, train.quietNanos(), 1);
        assertEquals(1, train.referenceShare(), EXACT);
    }

    @Test
    void comparesWithTheOtherWay() {
        var train = new Train(0);
        train.reference(1, 1);
        for (double other : new double[] {30, 20, 20, 20, 30}) {
            train.other(other);
            train.reference(1, 1);
            train.part(10);
            train.reference(1, 1);
            train.endRound();
        }
        assertEquals(2, train.ratioToOther(), EXACT);
    }

    @Test
    void saysHowMuchOfACoreThereWas() {
        var train = new Train(1);
        for (double speed : new double[] {100, 97, 96.9, 90, 89, 70, 69, 60, 59, 1}) {
            train.reference(speed, 100);
        }
        assertArrayEquals(new int[] {2, 2, 2, 2, 2}, train.histogram().counts());
        assertEquals("reference: 10 slices; of the speed of the best one they had 0.97 or more 20.0 %, 0.9 to 0.97 20.0 %, "
                + "0.7 to 0.9 20.0 %, 0.6 to 0.7 20.0 %, less 20.0 %", train.histogram().line());
        assertTrue(new Histogram(4, 96, 0, 0, 0).isTooBusy(1));
        assertTrue(Histogram.none().isTooBusy(1));
        assertEquals(30, train.histogram().and(new Histogram(1, 2, 3, 4, 10)).slices());
    }
}
