package dev.lanewise.bench.compare;

/** How long a case is measured. */
enum Effort {
    /** Two seconds in every attempt; for the compiler six at most. */
    QUICK(2e9, 6_000_000_000L, false),
    /** Six seconds, then twelve and eighteen; for the compiler twenty at most. */
    FULL(6e9, 20_000_000_000L, true);

    /** Nanoseconds of all turns of both builds, and most nanoseconds before them. */
    final double nanos;
    final long mostWarmUpNanos;
    private final boolean isPatient;

    Effort(double nanos, long mostWarmUpNanos, boolean isPatient) {
        this.nanos = nanos;
        this.mostWarmUpNanos = mostWarmUpNanos;
        this.isPatient = isPatient;
    }

    /** How often an attempt loads both builds, as a multiple of the first attempt. */
    int timesAsOften(int attempt) {
        return isPatient ? attempt : 1;
    }
}
