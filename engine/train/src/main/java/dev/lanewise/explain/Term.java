package dev.lanewise.explain;

import java.util.List;

/** A derivative with its numbers, and how they come about. */
public sealed interface Term {

    /**
     * What it is.
     *
     * @return the derivative
     */
    Derivative derivative();

    /**
     * The number in float, by the operations of training.
     *
     * @return the value
     */
    float value();

    /**
     * The same worked out in double from the same parameters.
     *
     * @return the exact value, to some sixteen digits
     */
    double exact();

    /**
     * A derivative of one function by its own argument, read off its formula.
     *
     * @param derivative what it is
     * @param value      in float
     * @param exact      in double
     */
    record Factor(Derivative derivative, float value, double exact) implements Term {
    }

    /**
     * A chain of functions: the product of the derivatives, outer to inner.
     *
     * @param derivative what it is
     * @param value      in float
     * @param exact      in double
     * @param factors    at least two, outer to inner
     */
    record Product(Derivative derivative, float value, double exact, List<Term> factors) implements Term {
    }

    /**
     * Several ways from one node to the cost, one by each node of the next layer: the sum over them.
     *
     * @param derivative what it is
     * @param value      in float, summed over all ways in the order of nodes
     * @param exact      in double
     * @param ways       the ways that contribute most, in the order of nodes
     * @param others     how many ways there are besides
     * @param othersSum  what these contribute, in double
     */
    record PathSum(Derivative derivative, float value, double exact, List<Product> ways, int others, double othersSum) implements Term {
    }
}
