package dev.lanewise.explain;

import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import java.util.stream.IntStream;

/**
 * One sample forward and back through naive references, node by node in plain loops: in float with the operations of training in the order
 * of training, and in double with a bound beside every number. What it shares with the kernels are the elementary functions, so that
 * agreement with the kernels is a proof of both; those are proved by tests against double.
 */
final class ReferencePass {

    final DenseReference[] dense;
    final ActivationReference[] activations;
    final LossReference loss;
    /** h[l] and z[l] as in {@link Explanation.Values}. */
    final Traced[] h;
    final Traced[] z;
    /** dJ by z[l]. */
    final Traced[] dz;
    /** dJ by h[l]; null in the last layer where J is from logits, and so is differentiated by the sums at once. */
    final Traced[] dh;
    final float cost;

    ReferencePass(Network network, Loss loss, float[] input, float[] target) {
        int layers = network.spec().layers().size();
        this.loss = new LossReference(loss, target);
        dense = new DenseReference[layers];
        activations = new ActivationReference[layers];
        h = new Traced[layers + 1];
        z = new Traced[layers];
        dz = new Traced[layers];
        dh = new Traced[layers + 1];
        h[0] = Traced.of(input);
        for (int l = 0; l < layers; l++) {
            dense[l] = new DenseReference(network.weights(l), network.biases(l));
            activations[l] = new ActivationReference(network.spec().layers().get(l).activation());
            z[l] = dense[l].forward(h[l]);
            h[l + 1] = activations[l].forward(z[l]);
        }
        cost = this.loss.cost(z[layers - 1].floats(), h[layers].floats());
        backward();
    }

    private void backward() {
        int last = z.length - 1;
        Traced gradient = loss.backward(h[last + 1]);
        boolean isFromLogits = loss.loss().isFromLogits();
        dh[last + 1] = isFromLogits ? null : gradient;
        for (int l = last; l >= 0; l--) {
            dz[l] = l == last && isFromLogits ? gradient : activations[l].backward(dh[l + 1], z[l], h[l + 1]);
            dh[l] = dense[l].backward(dz[l]);
        }
    }

    /** The floats of h or z. */
    static float[][] floats(Traced[] values) {
        return IntStream.range(0, values.length).mapToObj(l -> values[l].floats()).toArray(float[][]::new);
    }
}
