package dev.lanewise.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two ways of doing the same work in turns, and how many times as fast the second is: the best turn against the best turn. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Turns {

    private double first;
    private double second;

    /** Forgets the turns of the iteration before. */
    @Setup(Level.Iteration)
    public void begin() {
        first = Double.MAX_VALUE;
        second = Double.MAX_VALUE;
    }

    /** Each way once. */
    void take(Runnable firstWay, Runnable secondWay) {
        first = Math.min(first, nanos(firstWay));
        second = Math.min(second, nanos(secondWay));
    }

    private static double nanos(Runnable way) {
        long start = System.nanoTime();
        way.run();
        return System.nanoTime() - start;
    }

    /**
     * How many times as fast the second way is.
     *
     * @return time of the first / time of the second
     */
    public double timesAsFast() {
        return first / second;
    }
}
