package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Training of a network of any size: ReLU, softmax cross-entropy, momentum.
 *
 * @param sizes inputs, then the outputs of each layer
 * @param batch samples of a step
 */
public record Workload(List<Integer> sizes, int batch) {

    /**
     * Reads what {@link #toString} writes.
     *
     * @param text for example {@code 784-128-10 x 64}
     * @return the workload
     */
    public static Workload parse(String text) {
        String[] parts = text.split(" x ");
        return new Workload(Arrays.stream(parts[0].split("-")).map(Integer::valueOf).toList(), Integer.parseInt(parts[1]));
    }

    /**
     * What the network looks like.
     *
     * @return dense layers
     */
    public NetworkSpec spec() {
        NetworkSpec.Builder spec = NetworkSpec.inputs(sizes.getFirst());
        for (int l = 1; l < sizes.size(); l++) {
            spec.dense(sizes.get(l), l < sizes.size() - 1 ? Activation.relu() : Activation.softmax());
        }
        return spec.build();
    }

    /**
     * A trainer with momentum.
     *
     * @param threads of the trainer
     * @return the trainer, to be closed
     */
    public Trainer trainer(int threads) {
        return Trainer.builder(spec()).optimizer(Net.OPTIMIZER).batch(batch).threads(threads).build();
    }

    /**
     * A batch, dense in (0, 1].
     *
     * @return the same at every call
     */
    public Batch samples() {
        var random = new SplittableRandom(42);
        float[] inputs = new float[batch * sizes.getFirst()];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = 1f - random.nextFloat();
        }
        return Batch.labelled(inputs, sizes.getFirst(), random.ints(batch, 0, sizes.getLast()).toArray(), sizes.getLast());
    }

    /**
     * Weights of all layers, without biases and padding.
     *
     * @return their number
     */
    public long weights() {
        long sum = 0;
        for (int l = 0; l + 1 < sizes.size(); l++) {
            sum += (long) sizes.get(l) * sizes.get(l + 1);
        }
        return sum;
    }

    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining("-")) + " x " + batch;
    }
}
