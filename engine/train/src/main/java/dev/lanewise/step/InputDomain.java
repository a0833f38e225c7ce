package dev.lanewise.step;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.panel.UnsignedBytes;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;

/** Which numbers are inputs of a network: all, unless its first layer takes some for categories. */
public final class InputDomain {

    private InputDomain() {
    }

    /** Looks at every sample of a data set. */
    public static void require(NetworkSpec spec, Dataset dataset) {
        Layer first = spec.layers().getFirst();
        for (int sample = 0; first.limitsInputs() && sample < dataset.size(); sample++) {
            first.requireInput(dataset.input(sample), 0, sample);
        }
    }

    /** Looks at every sample of a batch. */
    public static void require(NetworkSpec spec, Batch batch) {
        Layer first = spec.layers().getFirst();
        for (int sample = 0; first.limitsInputs() && sample < batch.size(); sample++) {
            if (batch.isOfBytes()) {
                first.requireInput(floats(batch, sample), 0, sample);
            } else {
                first.requireInput(batch.inputs()[sample], batch.inputAt()[sample], sample);
            }
        }
    }

    private static float[] floats(Batch batch, int sample) {
        float[] input = new float[batch.features()];
        for (int i = 0; i < input.length; i++) {
            input[i] = UnsignedBytes.toFloat(batch.inputBytes()[sample][batch.inputAt()[sample] + i]);
        }
        return input;
    }
}
