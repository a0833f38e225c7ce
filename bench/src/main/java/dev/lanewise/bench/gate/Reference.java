package dev.lanewise.bench.gate;

import dev.lanewise.bench.Allocations;
import dev.lanewise.kernel.KernelChoice;
import java.util.function.IntToDoubleFunction;

/**
 * What cases are held against: slices of a frozen tile, and slices of the peak, which is a loop in registers alone.
 *
 * @param tile runs so many calls of the tile; their floating-point operations
 * @param peak runs chains of such a length; their floating-point operations
 */
record Reference(IntToDoubleFunction tile, IntToDoubleFunction peak) {

    private static final double TILE_NANOS = 40_000;
    /** On several threads, so long that waking them hardly counts. */
    private static final double TILE_ON_THREADS_NANOS = 1_000_000;
    private static final double PEAK_NANOS = 15_000;
    private static final long WARM_UP_NANOS = 150_000_000, MOST_WARM_UP_NANOS = 5_000_000_000L;
    private static final double FASTER = 0.99;
    /** Some microseconds, so that the compiler sees many calls rather than a long one. */
    private static final int FEW_CALLS = 20, SHORT_CHAINS = 2_000;
    /** Before a slice is timed: some microseconds. */
    private static final int CALLS_THAT_READ = 6;

    /** The reference of the engine's vectors in this JVM, or of its scalar kernels. */
    static Reference ofThisJvm() {
        return KernelChoice.kernels().vectorBits() == 0 ? ScalarReference.make() : ReferenceTile.make();
    }

    /** Slices for a case on so many threads, 0 for all processors. */
    static Slices slicesOfThisJvm(int threads) {
        if (threads == 1) {
            return ofThisJvm().slices(TILE_NANOS, CALLS_THAT_READ);
        }
        int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return TileOnThreads.make(workers).slices(TILE_ON_THREADS_NANOS, 0);
    }

    /** Has it compiled, and finds out how much fills a slice. */
    Slices slices(double nanos, int callsThatRead) {
        double tileNanos = fastest(tile, FEW_CALLS), peakNanos = fastest(peak, SHORT_CHAINS);
        return new Slices(callsThatRead, (int) Math.ceil(nanos / tileNanos), (int) Math.ceil(PEAK_NANOS / peakNanos));
    }

    /** The least nanoseconds of a call, once it has not become faster for a while and allocates no vectors. */
    private static double fastest(IntToDoubleFunction work, int times) {
        long most = System.nanoTime() + MOST_WARM_UP_NANOS;
        boolean compiled;
        double nanos;
        do {
            compiled = Allocations.perCall(times, () -> work.applyAsDouble(1)) == 0;
            nanos = fastestForAWhile(work, times);
        } while (!compiled && System.nanoTime() < most);
        return nanos;
    }

    private static double fastestForAWhile(IntToDoubleFunction work, int times) {
        double least = Double.MAX_VALUE;
        for (long end = System.nanoTime() + WARM_UP_NANOS, now = 0; now < end;) {
            long start = System.nanoTime();
            work.applyAsDouble(times);
            now = System.nanoTime();
            double nanos = (now - start) / (double) times;
            if (nanos < FASTER * least) {
                least = nanos;
                end = now + WARM_UP_NANOS;
            }
        }
        return least;
    }

    /** Slices of a fixed length. */
    final class Slices {
        private final int callsThatRead;
        private final int calls;
        private final int length;

        private Slices(int callsThatRead, int calls, int length) {
            this.callsThatRead = callsThatRead;
            this.calls = calls;
            this.length = length;
        }

        /** GFLOP/s of a slice of the tile, whose operands the case has thrown out of the cache. */
        double tileGflops() {
            tile.applyAsDouble(callsThatRead);
            return gflops(tile, calls);
        }

        /** GFLOP/s of a slice of the peak. */
        double peakGflops() {
            return gflops(peak, length);
        }

        /** A train of nothing else. */
        Train alone(double seconds) {
            var train = new Train(0);
            for (double end = System.nanoTime() + seconds * 1e9; System.nanoTime() < end;) {
                train.reference(tileGflops(), peakGflops());
            }
            return train;
        }

        private static double gflops(IntToDoubleFunction work, int times) {
            long start = System.nanoTime();
            double flops = work.applyAsDouble(times);
            return flops / (System.nanoTime() - start);
        }
    }
}
