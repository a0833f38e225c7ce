package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import org.junit.jupiter.api.Test;

/**
 * The 3-3-1 network of "Neural Networks Tutorial - A Pathway to Deep Learning", adventuresinmachinelearning.com, sections 4.1
 * to 4.5; the target is ours. The expected numbers are worked out by hand from the chain rule.
 */
class TutorialNetworkTest {

    private static final float[][] WEIGHTS = {{.2f, .2f, .2f, .4f, .4f, .4f, .6f, .6f, .6f}, {.5f, .5f, .5f}};
    private static final float[][] BIASES = {{.8f, .8f, .8f}, {.2f}};
    private static final float[] INPUT = {1.5f, 2f, 3f};
    private static final Network NETWORK = RowMajor.network(
            NetworkSpec.inputs(3).dense(3, Activation.sigmoid()).dense(1, Activation.sigmoid()).build(), WEIGHTS, BIASES);

    @Test
    void outputIsTheTutorials() {
        assertEquals(0.835456f, NETWORK.predict(INPUT)[0], 1e-6f);
    }

    @Test
    void gradientsAreTheProductsOfTheChainRule() {
        float rate = 0x1p20f;
        try (Trainer trainer = Trainer.builder(NETWORK).optimizer(new Optimizer.Sgd(rate)).build()) {
            double loss = trainer.step(Batch.withTargets(INPUT, 3, new float[] {1f}, 1));
            Network after = trainer.network();

            assertEquals(0.0135374, loss, 1e-7);
            assertEquals(-0.16454434 * 0.13746950 * 0.96770454, gradient(after, 1, 1, rate), 1e-8);
            assertEquals(-0.0218893, gradient(after, 1, 1, rate), 1e-7);
            assertEquals(-0.0021985, gradient(after, 0, 1, rate), 1e-7);
        }
    }

    private static double gradient(Network after, int layer, int weight, float rate) {
        return (WEIGHTS[layer][weight] - (double) after.tensor(NetworkSpec.nameOf(layer + 1) + ".weight")[weight]) / rate;
    }
}
