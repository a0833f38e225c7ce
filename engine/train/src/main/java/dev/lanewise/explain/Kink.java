package dev.lanewise.explain;

/**
 * A function that stands on its kink, where it has no derivative that holds on both sides.
 *
 * @param name  what the function is called in a sentence
 * @param taken the derivative that training takes
 */
record Kink(String name, float taken) {
}
