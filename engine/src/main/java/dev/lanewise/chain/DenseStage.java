package dev.lanewise.chain;

import dev.lanewise.kernel.Dense;

/**
 * A dense layer: {@code out = f(W in + b)}.
 *
 * @param in        its inputs
 * @param out       its outputs
 * @param layer     weights and biases
 * @param readsRows whether it reads its inputs with a sample a row from sixteen samples on, too
 */
record DenseStage(Value in, Value out, Dense layer, boolean readsRows) implements Stage {

    @Override
    public BoundStage bind(Slots slots) {
        return new BoundStage.OfDense(this, slots);
    }
}
