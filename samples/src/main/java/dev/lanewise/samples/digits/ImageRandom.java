package dev.lanewise.samples.digits;

import dev.lanewise.data.CounterRandom;

/**
 * The random numbers of one image, in turn: functions of seed, purpose and the image's index, whichever thread asks.
 */
final class ImageRandom {

    private static final long DRAW = 0x64726177L;

    private final long key;
    private long drawn;

    ImageRandom(long seed, long purpose, long image) {
        key = CounterRandom.bits(seed, purpose, image);
    }

    int below(int bound) {
        return CounterRandom.below(key, DRAW, drawn++, bound);
    }

    float between(float low, float high) {
        return low + (high - low) * CounterRandom.uniform(key, DRAW, drawn++);
    }

    /** Around 0, at most {@code width} away, with a triangular density: bounded, unlike a normal distribution. */
    float around(float width) {
        return between(-0.5f, 0.5f) * width + between(-0.5f, 0.5f) * width;
    }
}
