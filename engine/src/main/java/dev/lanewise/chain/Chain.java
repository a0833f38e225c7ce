package dev.lanewise.chain;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A network as values and the stages between them, for one use; described once by a {@link ChainBuilder} and bound for each number of
 * samples. Immutable.
 */
public final class Chain {

    private final Use use;
    private final List<Value> values;
    private final List<Stage> stages;
    private final List<TensorGradient> gradients;
    private final long multiplyAdds;
    private final int members;

    Chain(Use use, List<Value> values, List<Stage> stages) {
        this.use = use;
        this.values = List.copyOf(values);
        this.stages = List.copyOf(stages);
        gradients = stages.stream().flatMap(stage -> stage.gradients().stream()).toList();
        multiplyAdds = stages.stream().mapToLong(stage -> stage.multiplyAdds() * stage.out().members()).sum();
        members = values.stream().mapToInt(Value::members).max().orElseThrow();
        if (use.isTrained()) {
            trainValues();
        }
        stages.forEach(stage -> stage.plan(use));
    }

    /** A value is trained where there is a parameter below it, or where the gradient of the samples is wanted. */
    private void trainValues() {
        for (Stage stage : stages) {
            if (use == Use.GRADIENTS || stage.in().isTrained() || !stage.gradients().isEmpty()) {
                stage.out().train();
            }
        }
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
     * All values, also those that are written on the way back for the second phase alone.
     *
     * @return the samples first
     */
    public List<Value> values() {
        return values;
    }

    /**
     * What is written on the way forward.
     *
     * @return the samples, then what each stage writes
     */
    public List<Value> forwardValues() {
        return stages.stream().map(Stage::out).distinct().toList();
    }

    /**
     * What is gathered.
     *
     * @return the samples
     */
    public Value input() {
        return stages.getFirst().out();
    }

    /**
     * What the last layer leaves.
     *
     * @return its outputs, or its sums where a loss starts from these
     */
    public Value output() {
        return stages.getLast().out();
    }

    /**
     * What the gradients of all tensors are made of.
     *
     * @return from the first stage to the last
     */
    public List<TensorGradient> gradients() {
        return gradients;
    }

    /**
     * Rows of a sample.
     *
     * @return members of the ensemble; 1 where there is none
     */
    public int members() {
        return members;
    }

    /**
     * Rows of some samples.
     *
     * @param samples how many there are
     * @return their number where each sample has most of them
     * @throws IllegalArgumentException if an int does not count them
     */
    public int rows(int samples) {
        if ((long) samples * members > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(samples + " samples, each with a row for " + members + " members, are more rows than a"
                    + " matrix has, which are at most " + Integer.MAX_VALUE);
        }
        return samples * members;
    }

    /**
     * Whether a lane is an output and not a row.
     *
     * @param samples of a call or step
     * @return whether they have fewer rows than a panel has columns
     */
    public boolean isFew(int samples) {
        return samples < Math.ceilDiv(Panels.LANES, members);
    }

    /**
     * The most samples of calls with up to some that are few.
     *
     * @param samples of the largest call
     * @return their number, 0 where not even one sample has few rows
     */
    public int mostFew(int samples) {
        return Math.min(samples, Math.ceilDiv(Panels.LANES, members) - 1);
    }

    /**
     * Multiply-adds of one sample forward.
     *
     * @return those of products
     */
    public long multiplyAdds() {
        return multiplyAdds;
    }

    /**
     * Floats of the weights that products read.
     *
     * @return their number, padding included
     */
    public long weightFloats() {
        return productWeights().mapToLong(Tensor::floats).sum();
    }

    /**
     * Where the weights are that products read.
     *
     * @return each place once
     */
    public Set<Placement> placements() {
        return productWeights().map(Tensor::placement).collect(Collectors.toCollection(() -> EnumSet.noneOf(Placement.class)));
    }

    private Stream<Tensor> productWeights() {
        return gradients.stream().flatMap(gradient -> switch (gradient) {
            case TensorGradient.OfProduct product -> Stream.of(product.weights());
            case TensorGradient.OfColumns _, TensorGradient.OfTable _, TensorGradient.OfMembers _ -> Stream.empty();
        });
    }

    /**
     * What decides which kernels run it, sizes aside.
     *
     * @return kinds of its stages
     */
    public Set<Object> kinds() {
        Set<Object> kinds = new HashSet<>();
        stages.forEach(stage -> kinds.addAll(stage.kinds()));
        return kinds;
    }

    Use use() {
        return use;
    }

    /** From the samples on. */
    List<Stage> stages() {
        return stages;
    }
}
