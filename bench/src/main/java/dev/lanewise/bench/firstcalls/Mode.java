package dev.lanewise.bench.firstcalls;

import java.util.List;

/** Which kernels the calls run on. */
enum Mode {
    /** Scalar kernels from the first call to the last. */
    SCALAR("-Dlanewise.vectorBits=0"),
    /** Vector kernels from the first call on. */
    VECTOR("-Dlanewise.firstCalls=vector"),
    /** What the engine does unless it is told otherwise. */
    MIXED(),
    /** What the engine of the baseline does. */
    BASELINE();

    /** Flags of the JVM. */
    final List<String> flags;

    Mode(String... flags) {
        this.flags = List.of(flags);
    }
}
