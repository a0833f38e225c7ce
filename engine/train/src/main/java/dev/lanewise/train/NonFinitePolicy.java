package dev.lanewise.train;

/** What training does about a loss or a parameter that is infinite or not a number. */
public enum NonFinitePolicy {
    /** It stops with a {@link NonFiniteException}; a batch with such a loss has changed nothing. */
    STOP,
    /**
     * A batch with such a loss is left out: it changes nothing and counts as no step. Training stops as with {@link #STOP} where a
     * parameter is not finite, since no batch can mend that.
     */
    SKIP,
    /** It goes on as if nothing had happened. */
    CONTINUE
}
