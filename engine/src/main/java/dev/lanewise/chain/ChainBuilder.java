package dev.lanewise.chain;

import dev.lanewise.kernel.KernelLoss;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Collects the stages of a chain, from the samples on. */
public final class ChainBuilder {

    private final Use use;
    private final List<Value> values = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private int layer;
    /** Rows of a sample in the values that come next. */
    private int members = 1;
    private boolean isEnsemble;
    /** The last value that a dense layer may read with a sample a row from sixteen samples on, too. */
    private Value lastInRows;

    /**
     * Begins with the samples.
     *
     * @param use    what the chain is for
     * @param inputs features of a sample
     */
    public ChainBuilder(Use use, int inputs) {
        this.use = use;
        lastInRows = value(inputs, Finish.NONE);
        stages.add(new InputStage(lastInRows, use != Use.PREDICT));
    }

    /** What follows belongs to the next layer of the network. */
    public void nextLayer() {
        layer++;
    }

    /**
     * What the chain is for.
     *
     * @return training, say
     */
    public Use use() {
        return use;
    }

    /**
     * What the last stage writes.
     *
     * @return the value that the next stage reads
     */
    public Value last() {
        return stages.getLast().out();
    }

    /**
     * A value that is still to be written.
     *
     * @param width  its features
     * @param finish what whoever writes it does to each strip
     * @return the value
     */
    public Value value(int width, Finish finish) {
        values.add(new Value(values.size(), width, layer, members, finish));
        return values.getLast();
    }

    /**
     * A value with as many features as the last one, still to be written; nothing is done to its strips.
     *
     * @return the value
     */
    public Value another() {
        return value(last().width(), Finish.NONE);
    }

    /**
     * Adds a stage.
     *
     * @param stage reads what the last one writes
     */
    public void add(Stage stage) {
        stages.add(stage);
    }

    /**
     * Adds a dense layer.
     *
     * @param weights P(in x out)
     * @param bias    P(1 x out), or null where there is none
     * @param finish  what is done to its sums
     * @param isLast  whether no other layer follows
     */
    public void dense(Tensor weights, Tensor bias, Finish finish, boolean isLast) {
        Value in = last();
        add(new DenseStage(in, value(weights.values().cols(), finish), weights, bias, in == lastInRows && readsRows(weights, isLast)));
    }

    /**
     * Adds rows of tables for the samples' features that are categories, behind their other features.
     *
     * @param codes  the features that are categories, in the order of the tables
     * @param tables P(categories x dims) each
     */
    public void embedding(int[] codes, List<Tensor> tables) {
        int width = last().width() - codes.length + tables.stream().mapToInt(table -> table.values().cols()).sum();
        addRows(width, (in, out) -> new EmbeddingStage(in, out, codes, tables));
    }

    /**
     * Adds a stage that writes its value with a sample a row first.
     *
     * @param width features that it writes
     * @param stage makes it, of what it reads and what it writes
     */
    public void addRows(int width, BiFunction<Value, Value, Stage> stage) {
        Value in = last();
        lastInRows = value(width, Finish.NONE);
        add(stage.apply(in, lastInRows));
    }

    /**
     * From here on a sample has a row for each member of an ensemble.
     *
     * @param factors P(members x features)
     */
    public void members(Tensor factors) {
        Value in = last();
        members = factors.values().rows();
        isEnsemble = true;
        add(new MembersStage(in, value(in.width(), Finish.NONE), factors));
    }

    /** The members of an ensemble, where there is one, become one again: their mean. */
    public void mean() {
        if (isEnsemble) {
            Value in = last();
            members = 1;
            add(new MemberMeanStage(in, value(in.width(), Finish.NONE)));
        }
    }

    private boolean readsRows(Tensor weights, boolean isLast) {
        return use == Use.PREDICT ? isLast || !leavesLanesEmpty(weights) : !weights.isStreamed();
    }

    /**
     * Whether a layer leaves as many lanes without an output as there are inputs, or more: then transposing the inputs costs less.
     * A network of one layer has too little to gain, and its miniature too few outputs to run the same kernels.
     */
    private static boolean leavesLanesEmpty(Tensor weights) {
        return weights.values().rows() <= Math.floorMod(-weights.values().cols(), Panels.LANES);
    }

    /**
     * Ends with the outputs.
     *
     * @param softmax whether a softmax follows
     * @return a chain of predictions
     */
    public Chain predictions(boolean softmax) {
        if (softmax) {
            softmax();
        }
        mean();
        last().wantLanes();
        return build();
    }

    /** Adds a softmax, in place. */
    public void softmax() {
        add(new SoftmaxStage(last()));
    }

    /**
     * Adds a loss.
     *
     * @param function the loss
     */
    public void loss(LossFunction function) {
        add(isEnsemble ? new MemberLossStage(last(), new KernelLoss(function), function, last().width())
                : new LossStage(last(), function, null, last().width()));
    }

    /**
     * Adds a loss that has loops of its own.
     *
     * @param loops   the loss
     * @param targets numbers in a row of targets
     */
    public void loss(LossLoops loops, int targets) {
        add(isEnsemble ? new MemberLossStage(last(), loops, loops.getClass(), targets)
                : new LossStage(last(), LossFunction.OWN, loops, targets));
    }

    /**
     * Ends with what is there.
     *
     * @return the chain
     */
    public Chain build() {
        return new Chain(use, values, stages);
    }

    /** Whether a sample has become the rows of an ensemble. */
    public boolean isEnsemble() {
        return isEnsemble;
    }
}
