package dev.lanewise.bench.gate;

/** How long a case is measured. */
enum Pace {
    /** Some five seconds for a case. */
    QUICK(1.2, 4),
    /** Some seven seconds for a case. */
    FULL(3, 10);

    /** Of a train. */
    final double seconds;
    private final double mostWarmUpSeconds;

    Pace(double seconds, double mostWarmUpSeconds) {
        this.seconds = seconds;
        this.mostWarmUpSeconds = mostWarmUpSeconds;
    }

    /** Each attempt may warm up for longer: on a busy machine the compiler needs its time. */
    double warmUpSeconds(int attempt) {
        return attempt * mostWarmUpSeconds;
    }
}
