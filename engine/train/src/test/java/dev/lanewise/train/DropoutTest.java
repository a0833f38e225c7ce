package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dropout is there in training, and nowhere else. */
@Tag("once")
class DropoutTest {

    private static final NetworkSpec WITHOUT = NetworkSpec.inputs(3).dense(40, Activation.tanh()).dense(2, Activation.softmax()).build();

    private static NetworkSpec with(double rate) {
        return NetworkSpec.inputs(3).dense(40, Activation.tanh()).layer(Layer.dropout(rate)).dense(2, Activation.softmax()).build();
    }

    private static final Dataset SAMPLES = Dataset.labelled(new float[] {1, 2, 3, -1, 0, 2, 0.5f, 0.25f, -2}, 3, new int[] {0, 1, 1}, 2);

    /** Named tensors count layers, so those of the last layer have another name behind dropout. */
    private static Network network(NetworkSpec spec) {
        Network plain = Network.create(WITHOUT, 5);
        return Network.of(spec, tensor -> plain.tensor(tensor.name().replace("layer3", "layer2")));
    }

    @Test
    void leavesPredictionsAndGradientsAsTheyAreWithoutIt() {
        Network plain = network(WITHOUT), dropped = network(with(0.5));
        float[] input = SAMPLES.input(0);
        assertArrayEquals(plain.predict(input), dropped.predict(input));
        Batch batch = Batch.of(SAMPLES, 3);
        SAMPLES.fill(batch, 0, 3);
        Gradients a = Gradients.of(plain, Loss.softmaxCrossEntropy(), batch), b = Gradients.of(dropped, Loss.softmaxCrossEntropy(), batch);
        assertEquals(a.meanLoss(), b.meanLoss());
        assertEquals(a.at(0, 7), b.at(0, 7));
        assertEquals(a.at(3, 1), b.at(3, 1));
    }

    @Test
    void trainsAsWithoutItAtRateZeroAlone() {
        String plain = trained(WITHOUT, 1).parameterSha256();
        assertEquals(plain, trained(with(0), 1).parameterSha256());
        assertNotEquals(plain, trained(with(0.5), 1).parameterSha256());
    }

    @Test
    void dropsOtherOutputsForAnotherSeed() {
        assertEquals(trained(with(0.5), 1).parameterSha256(), trained(with(0.5), 1).parameterSha256());
        assertNotEquals(trained(with(0.5), 1).parameterSha256(), trained(with(0.5), 2).parameterSha256());
    }

    private static Network trained(NetworkSpec spec, long seed) {
        try (Trainer trainer = Trainer.builder(network(spec)).batch(3).seed(seed).build()) {
            Batch batch = Batch.of(SAMPLES, 3);
            SAMPLES.fill(batch, 0, 3);
            for (int step = 0; step < 3; step++) {
                trainer.step(batch);
            }
            return trainer.network();
        }
    }

    @Test
    void saysWhichRatesAreAllowed() {
        for (double rate : new double[] {-0.1, 1, Double.NaN}) {
            assertEquals("dropout expects a rate from 0 to below 1, got " + rate,
                    assertThrows(IllegalArgumentException.class, () -> new Dropout(rate)).getMessage());
        }
        assertEquals(Layer.dropout(0.25), Layer.parse("Dropout(0.25)"));
    }
}
