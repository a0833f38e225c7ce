package dev.lanewise.samples;

import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;

/** Rows of an array as a network takes them. */
final class ArrayRows {

    private static final int IMAGE_DIMENSIONS = 3;
    private static final int TOGETHER = 1024;

    private ArrayRows() {
    }

    /** Whether an array has images of bytes, whose numbers a network sees as b / 255: unsigned bytes, with rows and columns of each. */
    static boolean areImages(NumberArray array) {
        return areImages(array.type(), array.shape().size());
    }

    /** The same, of an array that is not read yet. */
    static boolean areImages(NumberType type, int dimensions) {
        return type == NumberType.U8 && dimensions >= IMAGE_DIMENSIONS;
    }

    /** The numbers of all rows. */
    static float[] floats(NumberArray array) {
        float[] floats = array.floats();
        if (areImages(array)) {
            for (int i = 0; i < floats.length; i++) {
                floats[i] /= 255f;
            }
        }
        return floats;
    }

    /** The outputs for all rows, row-major. */
    static float[] predict(Network network, NumberArray inputs) {
        return predict(network, floats(inputs));
    }

    /** The outputs for rows that stand one behind the other. */
    static float[] predict(Network network, float[] inputs) {
        int rows = inputs.length / network.spec().inputs();
        float[] outputs = new float[Math.multiplyExact(rows, network.spec().outputs())];
        Predictor predictor = network.predictor(Math.clamp(rows, 1, TOGETHER));
        for (int row = 0; row < rows; row += TOGETHER) {
            predictor.predict(inputs, row * network.spec().inputs(), Math.min(TOGETHER, rows - row), outputs,
                    row * network.spec().outputs());
        }
        return outputs;
    }
}
