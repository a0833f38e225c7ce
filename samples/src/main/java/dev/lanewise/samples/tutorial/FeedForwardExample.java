package dev.lanewise.samples.tutorial;

import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;

/** The tutorial's feed-forward pass: one sample through a 3-3-1 network of sigmoids with given weights. */
final class FeedForwardExample {

    private static final float[] INPUT = {1.5f, 2.0f, 3.0f};
    private static final float[][] W1 = {{0.2f, 0.2f, 0.2f}, {0.4f, 0.4f, 0.4f}, {0.6f, 0.6f, 0.6f}};
    private static final float[] B1 = {0.8f, 0.8f, 0.8f};
    private static final float[][] W2 = {{0.5f, 0.5f, 0.5f}};
    private static final float[] B2 = {0.2f};

    private FeedForwardExample() {
    }

    /** The one output, h(3). */
    static float output() {
        NetworkSpec spec = NetworkSpec.inputs(3).dense(3, Activation.sigmoid()).dense(1, Activation.sigmoid()).build();
        return Network.of(spec, WeightOrder.OUT_IN, new float[][][] {W1, W2}, new float[][] {B1, B2}).predict(INPUT)[0];
    }
}
