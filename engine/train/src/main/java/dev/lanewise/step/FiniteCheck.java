package dev.lanewise.step;

import dev.lanewise.chain.Parameters;
import dev.lanewise.panel.Panels;

/** The largest absolute values of matrices; NaN counts as larger than any number. Padding counts, too, and is finite. */
public final class FiniteCheck {

    private static final int SIGN = 0x8000_0000;

    private FiniteCheck() {
    }

    /** Of a matrix whose padding columns are finite where its other columns are. */
    static float largest(Panels matrix) {
        int largest = 0;
        for (int p = 0; p < matrix.panels(); p++) {
            int from = matrix.offset() + p * matrix.stride();
            largest = Math.max(largest, largest(matrix.data(), from, from + matrix.rows() * Panels.LANES));
        }
        return Float.intBitsToFloat(largest);
    }

    /** A maximum of integers, which C2 turns into vectors; bits of floats without their sign are ordered like their values. */
    private static int largest(float[] data, int from, int to) {
        int largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Float.floatToRawIntBits(data[i]) & ~SIGN);
        }
        return largest;
    }

    /** Of all parameters. */
    static float largest(Parameters parameters) {
        float largest = 0;
        for (int t = 0; t < parameters.tensors().tensors().size(); t++) {
            largest = Math.max(largest, largest(parameters.tensors().values(t)));
        }
        return largest;
    }

    /** The number of the first layer, from 1, with a parameter that is not finite; 0 if there is none. */
    public static int firstNonFinite(Parameters parameters) {
        for (int t = 0; t < parameters.tensors().tensors().size(); t++) {
            if (!Float.isFinite(largest(parameters.tensors().values(t)))) {
                return parameters.layerOf(t) + 1;
            }
        }
        return 0;
    }
}
