package dev.lanewise.chain;

import dev.lanewise.panel.Panels;

/** Where a value stands; null for what nobody wants. */
public final class Slot {

    Panels rows;
    Panels lanes;
    /** The lanes, with as many rows as whole panels of features have: what a transposition writes. */
    Panels writtenLanes;
    /** With a sample a lane. */
    Panels gradient;
    Panels gradientRows;

    Slot() {
    }

    /**
     * The value with a sample a row.
     *
     * @return P(samples x width), or null
     */
    public Panels rows() {
        return rows;
    }

    /**
     * The value with a sample a lane.
     *
     * @return P(width x samples), or null
     */
    public Panels lanes() {
        return lanes;
    }

    /**
     * The derivative of the loss by the value before it was finished, with a sample a row.
     *
     * @return P(samples x width), or null
     */
    public Panels gradientRows() {
        return gradientRows;
    }
}
