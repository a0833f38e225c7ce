package dev.lanewise.explain;

/**
 * A partial derivative.
 *
 * @param of what changes
 * @param by what is changed
 */
public record Derivative(Variable of, Variable by) {
}
