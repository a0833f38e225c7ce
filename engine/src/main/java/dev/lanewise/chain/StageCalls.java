package dev.lanewise.chain;

import dev.lanewise.kernel.ClassCopy;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import java.lang.invoke.MethodHandles;

/**
 * Runs bound chains on kernels.
 *
 * <p>C2 compiles a call for the kernels that it has seen there most, and steps of small networks take a fifth longer where these
 * were the scalar kernels of the first calls. So those have a copy of {@link DirectStageCalls}, with a profile of its own.
 */
public abstract class StageCalls {

    /** What they call. */
    final Kernels kernels;

    StageCalls(Kernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Calls of given kernels.
     *
     * @param kernels the kernels
     * @param before  the calls of the last run, or null
     * @return those, where they are of these kernels
     */
    public static StageCalls of(Kernels kernels, StageCalls before) {
        if (before != null && before.kernels == kernels) {
            return before;
        }
        return kernels == KernelChoice.kernels() ? new DirectStageCalls(kernels) : Copy.CLASS.of(kernels);
    }

    /**
     * All stages forward, then those back that gradients pass through.
     *
     * @param chain the stages
     * @param run   what they are run with
     */
    public abstract void run(BoundChain chain, Run run);

    /** Loaded when it is first wanted. */
    private static final class Copy {
        private static final ClassCopy<StageCalls> CLASS =
                new ClassCopy<>(MethodHandles.lookup(), DirectStageCalls.class, StageCalls.class);
    }
}
