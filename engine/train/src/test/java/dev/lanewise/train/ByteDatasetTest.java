package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteDatasetTest {

    private static final int SAMPLES = 150;
    private static final int FEATURES = 53;
    private static final int CLASSES = 3;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES).dense(40, Activation.relu()).dense(20, Activation.tanh())
            .dense(CLASSES, Activation.softmax()).build();

    private final byte[] bytes = new byte[SAMPLES * FEATURES];
    private final int[] labels = new SplittableRandom(1).ints(SAMPLES, 0, CLASSES).toArray();

    ByteDatasetTest() {
        new SplittableRandom(2).nextBytes(bytes);
    }

    private Dataset asFloats() {
        float[] floats = new float[bytes.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = Byte.toUnsignedInt(bytes[i]) / 255f;
        }
        return Dataset.labelled(floats, FEATURES, labels, CLASSES);
    }

    /** Arrays of 1, 2, 3 ... rows. */
    private Dataset inManyArrays() {
        List<byte[]> arrays = new ArrayList<>();
        for (int row = 0, rows = 1; row < SAMPLES; row += rows++) {
            arrays.add(Arrays.copyOfRange(bytes, row * FEATURES, Math.min(SAMPLES, row + rows) * FEATURES));
        }
        return Dataset.labelledBytes(arrays, FEATURES, labels, CLASSES);
    }

    @ParameterizedTest(name = "batches of {0}")
    @ValueSource(ints = {1, 7, 32, 100})
    void learnsTheSameBitsAsFromFloats(int batch) {
        Dataset inOneArray = Dataset.labelledBytes(bytes, FEATURES, labels, CLASSES);
        List<String> bits = new ArrayList<>();
        for (Dataset samples : List.of(asFloats(), inOneArray, inManyArrays())) {
            try (Trainer trainer = Trainer.builder(SPEC).optimizer(new Optimizer.Adam(0.01f)).batch(batch).threads(2).seed(5).build()) {
                trainer.epoch(samples);
                trainer.epoch(samples.range(11, SAMPLES));
                bits.add(trainer.stateSha256() + " " + Evaluation.of(trainer.network(), Loss.softmaxCrossEntropy(), samples).meanLoss());
            }
        }
        assertEquals(bits.get(0), bits.get(1));
        assertEquals(bits.get(1), bits.get(2));
    }
}
