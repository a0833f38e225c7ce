package dev.lanewise.bench.gate;

import dev.lanewise.bench.Allocations;
import dev.lanewise.bench.Work;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Measures a work beside the reference, once the compiler is done with both. */
final class Measurement {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

    /** A reference stands as near as this to every moment of a call that has parts. */
    private static final double REFERENCE_NANOS = 200_000;
    private static final double WINDOW_NANOS = 100e6;
    private static final double LEAST_WARM_UP_NANOS = 0.8e9;
    private static final int WINDOWS = 5;
    private static final double AGREED = 1.03;
    /** Compilers that have worked for longer in a window may have compiled a kernel. */
    private static final long COMPILED_MILLIS = 5;
    private static final double COUNTED_NANOS = 20e6;
    /** Of the time for a train in parts, what the calls as a whole have besides. */
    private static final double WHOLE = 0.3;

    private final Case which;
    private final Work work;
    private final Reference.Slices reference;
    private final double trainNanos;
    private final double mostWarmUpNanos;

    private Train train;
    private long mark;
    private long lastReference;

    /** Measures for some seconds, besides warming up. */
    Measurement(Case which, Work work, Reference.Slices reference, double seconds, double mostWarmUpSeconds) {
        this.which = which;
        this.work = work;
        this.reference = reference;
        trainNanos = seconds * 1e9;
        mostWarmUpNanos = mostWarmUpSeconds * 1e9;
    }

    /** The numbers of a work that has been set up. */
    Measured measured() {
        Consumer<Runnable> whole = afterPart -> work.call();
        Consumer<Runnable> inParts = work.inParts().orElse(whole);
        if (!work.isPublicCall() || inParts == whole) {
            int calls = warmUp(inParts);
            Train measured = train(inParts, calls, trainNanos);
            double meanNanos = measured.meanNanos() / calls;
            return Measured.of(which, measured, calls, meanNanos, bytes(meanNanos));
        }
        int calls = warmUp(whole);
        double meanNanos = train(whole, calls, WHOLE * trainNanos).meanNanos() / calls;
        double bytes = bytes(meanNanos);
        calls = warmUp(inParts);
        return Measured.of(which, train(inParts, calls, trainNanos), calls, meanNanos, bytes);
    }

    private double bytes(double callNanos) {
        int calls = (int) Math.max(2, COUNTED_NANOS / callNanos);
        return work.isPublicCall() ? Allocations.perCall(calls, work::call) : Double.NaN;
    }

    /**
     * Until some windows in a row agree in which next to nothing was compiled, and no call allocates, since a vector that is not compiled
     * is an object; the calls that fill a slice then.
     */
    private int warmUp(Consumer<Runnable> call) {
        Deque<Double> nanos = new ArrayDeque<>();
        long start = System.nanoTime(), compiled = 0;
        int calls = 1;
        boolean ready = false;
        while (!ready && System.nanoTime() - start < mostWarmUpNanos) {
            boolean allocates = Allocations.perCall(2, work::call) > 0;
            nanos.add(train(call, calls, WINDOW_NANOS).quietNanos() / calls);
            calls = (int) Math.max(1, work.sliceNanos() / nanos.getLast());
            long before = compiled;
            compiled = COMPILER.getTotalCompilationTime();
            if (allocates || compiled > before + COMPILED_MILLIS) {
                nanos.clear();
            } else if (nanos.size() > WINDOWS) {
                nanos.removeFirst();
            }
            ready = nanos.size() == WINDOWS && agree(nanos) && System.nanoTime() - start >= LEAST_WARM_UP_NANOS;
        }
        return calls;
    }

    private static boolean agree(Deque<Double> nanos) {
        var range = nanos.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        return range.getMax() <= AGREED * range.getMin();
    }

    /** At least a round. */
    private Train train(Consumer<Runnable> call, int calls, double nanos) {
        train = new Train(calls * which.flops());
        Runnable other = work.otherWay().orElse(null), endPart = this::endPart;
        takeReference();
        long start = mark;
        do {
            work.beginRound();
            if (other != null) {
                takeOther(other, calls);
            }
            round(call, calls, endPart);
        } while (mark - start < nanos);
        return train;
    }

    private void takeOther(Runnable other, int calls) {
        for (int i = 0; i < calls; i++) {
            other.run();
        }
        train.other(System.nanoTime() - mark);
        takeReference();
    }

    private void round(Consumer<Runnable> call, int calls, Runnable endPart) {
        for (int i = 0; i < calls; i++) {
            call.accept(endPart);
        }
        train.part(System.nanoTime() - mark);
        takeReference();
        train.endRound();
    }

    private void endPart() {
        long now = System.nanoTime();
        train.part(now - mark);
        if (now - lastReference > REFERENCE_NANOS) {
            takeReference();
        } else {
            mark = now;
        }
    }

    private void takeReference() {
        train.reference(reference.tileGflops(), reference.peakGflops());
        mark = System.nanoTime();
        lastReference = mark;
    }
}
