package dev.lanewise.chain;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.List;

/** A network as values and the stages between them, for one use; described once and bound for each number of samples. Immutable. */
public final class Chain {

    private final Use use;
    private final List<Dense> layers;
    private final boolean firstReadsRows;
    private final List<Value> values = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();

    private Chain(List<Dense> layers, Use use, LossFunction loss) {
        this.use = use;
        this.layers = layers;
        firstReadsRows = use == Use.PREDICT ? !leavesLanesEmpty(layers) : !layers.getFirst().isStreamed();
        boolean wantsGradient = use == Use.GRADIENTS;
        values.add(new Value(0, layers.getFirst().in(), Finish.NONE, use != Use.PREDICT || firstReadsRows, !firstReadsRows || wantsGradient,
                false, wantsGradient));
        stages.add(new InputStage(values.getFirst(), use != Use.PREDICT));
        for (int l = 0; l < layers.size(); l++) {
            values.add(output(l, loss));
            stages.add(new DenseStage(values.get(l), values.get(l + 1), layers.get(l), l == 0 && firstReadsRows));
        }
        if (loss != null) {
            stages.add(new LossStage(values.getLast(), loss));
        } else if (layers.getLast().softmax()) {
            stages.add(new SoftmaxStage(values.getLast()));
        }
    }

    /**
     * The chain of predictions.
     *
     * @param layers from the input to the output
     * @return outputs only
     */
    public static Chain of(List<Dense> layers) {
        return new Chain(layers, Use.PREDICT, null);
    }

    /**
     * The chain of a loss.
     *
     * @param layers from the input to the output
     * @param use    what for
     * @param loss   the loss
     * @return with losses at its end
     */
    public static Chain of(List<Dense> layers, Use use, LossFunction loss) {
        return new Chain(layers, use, loss);
    }

    /**
     * Whether the first layer leaves as many lanes without an output as there are inputs, or more: then transposing the inputs costs less.
     * A network of one layer has too little to gain, and its miniature too few outputs to run the same kernels.
     */
    private static boolean leavesLanesEmpty(List<Dense> layers) {
        Dense first = layers.getFirst();
        return layers.size() > 1 && first.in() <= Math.floorMod(-first.out(), Panels.LANES);
    }

    /** What a layer leaves. */
    private Value output(int l, LossFunction loss) {
        Dense layer = layers.get(l);
        boolean isLast = l + 1 == layers.size();
        boolean startsLoss = isLast && loss != null;
        Finish finish = startsLoss && loss.isFromLogits() ? Finish.NONE : new Finish(layer.f(), layer.slope());
        return new Value(l + 1, layer.out(), finish, l == 0 && firstReadsRows || isTrained() && !isLast, true,
                startsLoss || isLast && layer.softmax(), isTrained() || startsLoss);
    }

    /**
     * This chain on the memory of some samples, of which the rest is claimed.
     *
     * @param slots the memory; what stands with a sample a row has been claimed
     * @return what runs
     */
    public BoundChain bind(Slots slots) {
        slots.claimLanes();
        slots.claimGradients();
        BoundStage[] forward = stages.stream().map(stage -> stage.bind(slots)).toArray(BoundStage[]::new);
        List<BoundStage> back = List.of(forward).reversed().stream().filter(BoundStage::hasBackward).toList();
        return new BoundChain(forward, back.toArray(BoundStage[]::new), slots);
    }

    /**
     * This chain on memory of its own.
     *
     * @param samples how many there are
     * @param arena   where memory is taken from, or null to measure
     * @return what runs
     */
    public BoundChain bind(int samples, Arena arena) {
        return bind(new Slots(this, samples, arena).claimRows());
    }

    /**
     * Floats that {@link #bind(int, Arena)} takes from the arena.
     *
     * @param samples how many there are
     * @return their number
     */
    public long floats(int samples) {
        return bind(samples, null).slots().floats();
    }

    /**
     * Values from the samples to what the last layer leaves.
     *
     * @return one more than there are layers
     */
    public List<Value> values() {
        return values;
    }

    /**
     * The layers with parameters.
     *
     * @return from the input to the output
     */
    public List<Dense> layers() {
        return layers;
    }

    /**
     * Whether the first layer reads samples with a row a sample from sixteen samples on, too.
     *
     * @return whether it does
     */
    public boolean firstReadsRows() {
        return firstReadsRows;
    }

    Use use() {
        return use;
    }

    boolean isTrained() {
        return use == Use.TRAIN || use == Use.GRADIENTS;
    }
}
