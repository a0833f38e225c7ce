package dev.lanewise.bench.gate;

import dev.lanewise.bench.Work;
import java.util.function.Supplier;

/**
 * Something that the gate measures.
 *
 * @param name    of its row, for example {@code W1 product forward 1}
 * @param twin    the JVM that it runs in
 * @param work    makes what is called
 * @param flops   floating-point operations of a call
 * @param samples of a call
 * @param threads of the engine
 * @param judged  what has a floor
 */
record Case(String name, JvmVariant twin, Supplier<Work> work, double flops, int samples, int threads, Judged judged) {

    /** What is judged: the share of the peak, or a ratio. */
    enum Judged {
        /** GFLOP/s against the peak of a core and against the reference. */
        SHARE,
        /** The same, and the time of reading the weights once against the time of a call. */
        SHARE_AND_READING,
        /** The time on one thread against the time on several. */
        THREADS,
        /** The share of the slowest of ten fresh JVMs against that of the fastest. */
        FRESH_JVMS
    }

    String title() {
        return name + twin.suffix;
    }

    Case in(JvmVariant other) {
        return new Case(name, other, work, flops, samples, threads, judged);
    }
}
