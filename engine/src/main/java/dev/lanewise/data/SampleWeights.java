package dev.lanewise.data;

import dev.lanewise.text.Phrases;

/** What weights of samples must be. */
final class SampleWeights {

    private SampleWeights() {
    }

    /** Refuses weights that are not one for each sample, at least 0 and finite, and not all 0. */
    static void require(float[] weights, int samples) {
        if (weights.length != samples) {
            throw new IllegalArgumentException("expected a weight for each of " + Phrases.count(samples, "sample") + ", got "
                    + weights.length);
        }
        boolean hasOne = false;
        for (int sample = 0; sample < samples; sample++) {
            if (!(weights[sample] >= 0 && weights[sample] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("sample " + sample + " has the weight " + weights[sample]
                        + ", but weights are finite numbers of at least 0");
            }
            hasOne |= weights[sample] > 0;
        }
        if (!hasOne) {
            throw new IllegalArgumentException("expected at least one weight above 0, but the weights of all "
                    + Phrases.count(samples, "sample") + " are 0");
        }
    }
}
