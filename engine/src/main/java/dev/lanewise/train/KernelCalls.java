package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.ClassCopy;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * What steps, evaluations and gradients ask of the kernels, for a block of samples and for a tile of weights.
 *
 * <p>C2 compiles such a call for the kernels that it has seen there most, and steps of small networks take a fifth longer where these
 * were the scalar kernels of the first calls. So those have a copy of {@link DirectCalls}, with a profile of its own.
 */
abstract class KernelCalls {

    /** Calls of given kernels. */
    static KernelCalls of(Kernels kernels) {
        return kernels == KernelChoice.kernels() ? new DirectCalls(kernels) : Copy.CLASS.of(kernels);
    }

    abstract Kernels kernels();

    /** Gathers inputs and targets of a block and runs the layers. */
    abstract void forward(Block block, List<Dense> layers, LossKernel loss, Batch batch);

    /** Losses of the samples of a block and dz of the last layer, from what the forward pass left: P(out x block). */
    abstract void loss(LossKernel loss, Panels last, Panels y, float scale, Panels dz, float[] losses, int at);

    /** Leaves the losses of a block's samples, and h and dz of every layer in the matrices of the whole batch. */
    abstract void learn(TrainingBlock block, List<Dense> layers, LossKernel loss, Batch batch, float scale, float[] losses);

    /** Leaves the losses of a block's samples, and h and dz of every layer. */
    abstract void learn(RowBlock block, List<Dense> layers, LossKernel loss, Batch batch, float scale, float[] losses);

    /** Sums up the gradient of a tile of weights over the batch and updates them, and the biases that belong to it. */
    abstract void update(Tile tile, UpdateRule rule);

    /** Loaded when it is first wanted. */
    private static final class Copy {
        private static final ClassCopy<KernelCalls> CLASS = new ClassCopy<>(MethodHandles.lookup(), DirectCalls.class, KernelCalls.class);
    }
}
