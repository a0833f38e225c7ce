package dev.lanewise.model;

import java.util.Arrays;

/** Samples of zeros and ones, given by the inputs that are 1. One object, set anew for each call. */
final class RowsOfOnes {

    private int[] ones;
    private int[] ends;

    /** Refuses what is no such samples. */
    void set(int[] ones, int[] ends, int samples, int inputs) {
        if (ends.length < samples) {
            throw new IllegalArgumentException("ends: expected one for each of " + samples + " samples, got " + ends.length);
        }
        int from = 0;
        for (int sample = 0; sample < samples; sample++) {
            if (ends[sample] < from || ends[sample] > ones.length) {
                throw new IllegalArgumentException("ends: expected " + from + " to " + ones.length + " of sample " + sample + ", got "
                        + ends[sample]);
            }
            for (int i = from; i < ends[sample]; i++) {
                if (ones[i] < 0 || ones[i] >= inputs || i > from && ones[i] <= ones[i - 1]) {
                    throw new IllegalArgumentException("ones of sample " + sample + ": expected inputs from 0 to " + (inputs - 1)
                            + " in ascending order, got " + ones[i] + (i > from ? " behind " + ones[i - 1] : ""));
                }
            }
            from = ends[sample];
        }
        this.ones = ones;
        this.ends = ends;
    }

    int[] ones() {
        return ones;
    }

    int[] ends() {
        return ends;
    }

    /** The samples from one on as floats, row-major. */
    void write(int first, int samples, int inputs, float[] to) {
        for (int b = 0; b < samples; b++) {
            int sample = first + b;
            Arrays.fill(to, b * inputs, (b + 1) * inputs, 0f);
            for (int i = sample == 0 ? 0 : ends[sample - 1]; i < ends[sample]; i++) {
                to[b * inputs + ones[i]] = 1f;
            }
        }
    }
}
