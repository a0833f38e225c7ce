package dev.lanewise.samples.tutorial;

import dev.lanewise.data.Dataset;
import it.unimi.dsi.fastutil.floats.FloatArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/** Digits of 8 x 8 pixels, as many as come. */
final class DigitRows {

    private final FloatArrayList pixels = new FloatArrayList();
    private final IntArrayList digits = new IntArrayList();

    void pixel(int value) {
        pixels.add(value);
    }

    void digit(int value) {
        digits.add(value);
    }

    int size() {
        return digits.size();
    }

    Dataset dataset() {
        return Dataset.labelled(pixels.toFloatArray(), DigitsCsv.PIXELS, digits.toIntArray(), DigitsCsv.CLASSES);
    }
}
