package dev.lanewise.step;

import dev.lanewise.chain.StageCalls;
import dev.lanewise.kernel.ClassCopy;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import java.lang.invoke.MethodHandles;

/** What the second phase of a step asks of the kernels. Kernels of the first calls have a copy of it; see {@link StageCalls}. */
public abstract class KernelCalls {

    /** What they call. */
    final Kernels kernels;

    KernelCalls(Kernels kernels) {
        this.kernels = kernels;
    }

    /** Calls of given kernels: those of the last step, or null, where they are of these. */
    public static KernelCalls of(Kernels kernels, KernelCalls before) {
        if (before != null && before.kernels == kernels) {
            return before;
        }
        return kernels == KernelChoice.kernels() ? new DirectCalls(kernels) : Copy.CLASS.of(kernels);
    }

    /** Sums up the gradient of a tile of weights over the batch and updates them, and the biases that belong to it. */
    public abstract void update(Tile tile, UpdateRule rule);

    /** Sums up the gradient of a tile over a micro-batch; {@code goesOn} from what the micro-batches before have left. */
    public abstract void sum(Tile tile, boolean goesOn);

    /** Updates a tile of weights, and the biases that belong to it, by their gradients times a factor. */
    public abstract void apply(Tile tile, UpdateRule rule, float factor);

    /** Loaded when it is first wanted. */
    private static final class Copy {
        private static final ClassCopy<KernelCalls> CLASS = new ClassCopy<>(MethodHandles.lookup(), DirectCalls.class, KernelCalls.class);
    }
}
