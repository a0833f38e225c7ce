package dev.lanewise.bench.compare;

/** How long a case is measured. */
enum Effort {
    /** Two seconds. */
    QUICK(2e9),
    /** Six seconds. */
    FULL(6e9);

    /** Nanoseconds of all turns of both builds. */
    final double nanos;

    Effort(double nanos) {
        this.nanos = nanos;
    }
}
