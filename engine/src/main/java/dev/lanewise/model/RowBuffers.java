package dev.lanewise.model;

import dev.lanewise.spec.Layer;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Rows of floats between a predictor and what a caller has: {@code float[]}, {@code double[]}, a {@link MemorySegment} of floats, or
 * {@link RowsOfOnes}.
 */
final class RowBuffers {

    private final int capacity;
    private final int inputs;
    private final int outputs;
    private float[] inputRows;
    private float[] outputRows;

    /** Buffers for up to {@code capacity} samples, allocated when they are first wanted. */
    RowBuffers(int capacity, int inputs, int outputs) {
        this.capacity = capacity;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** Numbers that a caller's buffer has room for. */
    static long length(Object buffer) {
        if (buffer instanceof float[] floats) {
            return floats.length;
        }
        return buffer instanceof double[] doubles ? doubles.length : ((MemorySegment) buffer).byteSize() / Float.BYTES;
    }

    /** Samples of a caller's buffer as floats, from index 0 on. */
    float[] read(Object from, long at, int samples) {
        if (inputRows == null) {
            inputRows = new float[capacity * inputs];
        }
        int count = samples * inputs;
        if (from instanceof double[] doubles) {
            for (int i = 0; i < count; i++) {
                inputRows[i] = (float) doubles[(int) at + i];
            }
        } else if (from instanceof float[] floats) {
            System.arraycopy(floats, (int) at, inputRows, 0, count);
        } else if (from instanceof RowsOfOnes ones) {
            ones.write((int) (at / inputs), samples, inputs, inputRows);
        } else {
            MemorySegment.copy((MemorySegment) from, ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, inputRows, 0, count);
        }
        return inputRows;
    }

    void allocateOutputs() {
        if (outputRows == null) {
            outputRows = new float[capacity * outputs];
        }
    }

    /** Outputs of up to {@code capacity} samples. */
    float[] outputs() {
        return outputRows;
    }

    /** The first samples of {@link #outputs} to a caller's buffer that holds no {@code float[]}. */
    void write(int samples, Object to, long at) {
        int count = samples * outputs;
        if (to instanceof double[] doubles) {
            for (int i = 0; i < count; i++) {
                doubles[(int) at + i] = outputRows[i];
            }
        } else {
            MemorySegment.copy(outputRows, 0, (MemorySegment) to, ValueLayout.JAVA_FLOAT_UNALIGNED, at * Float.BYTES, count);
        }
    }

    /** Refuses samples that are none for the first layer, before anything has been predicted. */
    void requireInputs(Layer first, Object from, long at, int samples) {
        for (int sample = 0; sample < samples; sample++) {
            first.requireInput(read(from, at + (long) sample * inputs, 1), 0, sample);
        }
    }
}
