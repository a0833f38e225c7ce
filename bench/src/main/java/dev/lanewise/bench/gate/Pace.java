package dev.lanewise.bench.gate;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long a case is measured. */
enum Pace {
    /** Some five seconds for a case. */
    QUICK(5, 500, 4, 300),
    /** Some eight seconds for a case. */
    FULL(5, 700, 5, 600);

    private final int warmups;
    private final int warmupMillis;
    private final int iterations;
    private final int millis;

    Pace(int warmups, int warmupMillis, int iterations, int millis) {
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
        this.millis = millis;
    }

    /** Each attempt warms up for longer: on a busy machine the compiler needs its time. */
    ChainedOptionsBuilder on(ChainedOptionsBuilder options, int attempt) {
        return options.warmupIterations(attempt * warmups).warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(iterations).measurementTime(TimeValue.milliseconds(millis));
    }
}
