package dev.lanewise.bench;

import java.util.Optional;
import java.util.function.Consumer;

/** What is measured: something that is called again and again, on one thread. */
public interface Work {

    /** Nanoseconds of calls between two looks at the clock, unless a call takes longer: short beside what disturbs a core. */
    double SLICE_NANOS = 100_000;

    /** Makes the objects and checks the answer. */
    void setUp();

    /** One call. */
    void call();

    /**
     * A call in parts, for one that takes long: it runs what it is given after each part but the last.
     *
     * @return the call, or empty where it has no parts
     */
    default Optional<Consumer<Runnable>> inParts() {
        return Optional.empty();
    }

    /**
     * Another way of doing the same, or other work that a call is held against.
     *
     * @return one call of it, or empty where there is none
     */
    default Optional<Runnable> otherWay() {
        return Optional.empty();
    }

    /**
     * The least time between two looks at the clock.
     *
     * @return nanoseconds
     */
    default double sliceNanos() {
        return SLICE_NANOS;
    }

    /**
     * Whether a call is one of the engine's public methods, which allocate nothing; parts are then measured besides.
     *
     * @return whether it is
     */
    default boolean isPublicCall() {
        return false;
    }

    /** Called before each slice of the other way and the slice of calls behind it. */
    default void beginRound() {
    }

    /** Ends threads. */
    default void close() {
    }
}
