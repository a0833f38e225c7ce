package dev.lanewise.chain;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A dense layer: {@code out = f(W in + b)}, where f is what finishes the value that it writes. */
final class DenseStage extends Stage {

    private final Tensor weights;
    private final Tensor bias;
    private final boolean readsRows;

    /**
     * A dense layer between two values.
     *
     * @param in        its inputs
     * @param out       its outputs
     * @param weights   P(in x out)
     * @param bias      P(1 x out), or null where there is none
     * @param readsRows whether it reads its inputs with a sample a row from sixteen samples on, too
     */
    DenseStage(Value in, Value out, Tensor weights, Tensor bias, boolean readsRows) {
        super(in, out);
        this.weights = weights;
        this.bias = bias;
        this.readsRows = readsRows;
    }

    @Override
    void plan(Use use) {
        if (readsRows) {
            in().wantRows();
            out().wantRows();
        } else {
            in().wantLanes();
        }
        out().wantLanes();
        if (use.isTrained()) {
            in().wantRows();
            out().wantGradientRows();
        }
        if (in().isTrained()) {
            in().wantLanes();
            in().wantGradient();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return weights.compact() == null ? new BoundStage.OfDense(this, slots) : new CompactDense(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return List.of(new TensorGradient.OfProduct(in(), out(), weights, bias));
    }

    @Override
    long multiplyAdds() {
        return (long) in().width() * out().width();
    }

    @Override
    Set<?> kinds() {
        Set<Object> kinds = new HashSet<>(Set.of(out().finish().function()));
        if (readsRows) {
            kinds.add(Form.ROWS);
        }
        if (weights.compact() != null) {
            kinds.add(weights.compact().scales() == null ? Form.BF16 : Form.INT8);
        }
        return kinds;
    }

    /** How it reads its inputs, and its weights where they are compact. */
    private enum Form { ROWS, BF16, INT8 }

    Tensor weights() {
        return weights;
    }

    /** Null where there is none. */
    Tensor bias() {
        return bias;
    }

    boolean readsRows() {
        return readsRows;
    }
}
