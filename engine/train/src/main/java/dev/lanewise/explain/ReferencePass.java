package dev.lanewise.explain;

import org.jspecify.annotations.Nullable;

/**
 * One sample forward and back through naive references, node by node in plain loops: in float with the operations of training in the order
 * of training, and in double with a bound beside every number. What it shares with the kernels are the elementary functions, so that
 * agreement with the kernels is a proof of both; those are proved by tests against double.
 */
final class ReferencePass {

    final ReferenceChain chain;
    final LossReference loss;
    /** The values of the {@link ReferenceChain}. */
    final Traced[] values;
    /** dJ by them; null for the last where J is from logits, and so is differentiated by the sums at once. */
    final @Nullable Traced[] gradients;
    final float cost;

    ReferencePass(ReferenceChain chain, LossReference loss, float[] input) {
        int stages = chain.stages.size();
        this.chain = chain;
        this.loss = loss;
        values = new Traced[stages + 1];
        gradients = new Traced[stages + 1];
        values[0] = Traced.of(input);
        for (int s = 0; s < stages; s++) {
            values[s + 1] = chain.stages.get(s).forward(values[s]);
        }
        cost = loss.cost(values[firstGradient()].floats(), values[stages].floats());
        backward();
    }

    /** The value by which J is differentiated at once. */
    int firstGradient() {
        return values.length - (loss.isFromLogits() ? 2 : 1);
    }

    private void backward() {
        gradients[firstGradient()] = loss.backward(values[firstGradient()], values[values.length - 1]);
        for (int s = firstGradient() - 1; s >= 0; s--) {
            gradients[s] = chain.stages.get(s).backward(gradients[s + 1], values[s], values[s + 1]);
        }
    }
}
