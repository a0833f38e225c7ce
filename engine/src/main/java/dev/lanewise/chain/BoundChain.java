package dev.lanewise.chain;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.TableLoops;
import java.util.Arrays;
import java.util.stream.Stream;

/** A chain on the memory of some samples, to be run by {@link StageCalls}; running it allocates nothing. */
public final class BoundChain {

    final BoundStage[] forward;
    final BoundStage[] backward;
    /** Null where there is none. */
    final BoundStage.Loss loss;
    /** Stages that read all of their weights transposed on the way back. */
    final BoundStage.OfDense[] transposing;
    private final Slots slots;

    BoundChain(BoundStage[] forward, BoundStage[] backward, Slots slots) {
        this.forward = forward;
        this.backward = backward;
        loss = only(BoundStage.Loss.class, forward).findFirst().orElse(null);
        transposing = only(BoundStage.OfDense.class, backward).filter(stage -> stage.transposes).toArray(BoundStage.OfDense[]::new);
        this.slots = slots;
    }

    private static <T extends BoundStage> Stream<T> only(Class<T> kind, BoundStage[] stages) {
        return Arrays.stream(stages).filter(kind::isInstance).map(kind::cast);
    }

    /**
     * Whether the first layer is a dense one of floats that reads a row a sample, so that {@link #sumFirstLayer} may take its place.
     *
     * @return whether it is
     */
    public boolean beginsWithRows() {
        return forward.length > 1 && forward[1] instanceof BoundStage.OfDense first && first.readsRows;
    }

    /**
     * This chain without the samples and the first layer.
     *
     * @return on the same memory
     */
    public BoundChain behindFirstLayer() {
        return new BoundChain(Arrays.copyOfRange(forward, 2, forward.length), backward, slots);
    }

    /**
     * The first layer for samples of zeros and ones: where zeros add nothing, the sums of its chains.
     *
     * @param kernels of the activation
     * @param ones    for each sample the inputs that are 1, in ascending order
     * @param ends    for each sample where its ones end, where those of the next begin
     * @param first   the first sample of {@code ends}
     */
    public void sumFirstLayer(Kernels kernels, int[] ones, int[] ends, int first) {
        BoundStage.OfDense layer = (BoundStage.OfDense) forward[1];
        for (int b = 0, sample = first; b < layer.z.rows(); b++, sample++) {
            TableLoops.sumRows(layer.w, ones, sample == 0 ? 0 : ends[sample - 1], ends[sample], layer.bias, layer.z, b);
        }
        kernels.activate(layer.z, layer.f, layer.slope);
        if (layer.zTransposed != null) {
            kernels.transpose(layer.z, layer.zTransposed);
        }
    }

    /**
     * Where the values stand.
     *
     * @return the memory
     */
    public Slots slots() {
        return slots;
    }
}
