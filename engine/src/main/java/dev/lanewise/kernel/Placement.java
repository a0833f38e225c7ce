package dev.lanewise.kernel;

import dev.lanewise.platform.Overrides;

/**
 * Where weights are when a product or an update wants them. It is decided here and nowhere else, from sizes alone; bits do not depend on
 * it.
 */
public enum Placement {

    /** They stay in a core's cache from one step to the next. */
    IN_CACHE,
    /** They come from beyond it each time: from memory, or from the cache of another core. */
    STREAMED;

    /** Floats that a common second-level cache of 1 MiB holds. */
    public static final int CACHE_FLOATS = 256 * 1024;

    /** What is smaller stays in cache. */
    private static final int STREAMED_FROM = Overrides.size("nearFloats", CACHE_FLOATS, 1);

    /**
     * Of the weights of a layer.
     *
     * @param floats of these weights, padding included, and of the moments beside them, which the same step reads
     * @return in cache where they leave some of it to others
     */
    public static Placement of(long floats) {
        return floats < STREAMED_FROM ? IN_CACHE : STREAMED;
    }

    /**
     * Of a tile of weights in an update.
     *
     * @param workers that share the update; where there are several, weights pass from core to core
     * @return streamed for several workers, else where the weights are
     */
    public Placement updatedBy(int workers) {
        return workers > 1 ? STREAMED : this;
    }
}
