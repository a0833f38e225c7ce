package dev.lanewise.samples.page;

import dev.lanewise.explain.Derivative;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Variable;
import java.util.Locale;

/** The signs of one explanation in its notation, as plain text. */
record Signs(Explanation explanation, Notation notation) {

    String of(Variable variable) {
        return notation.symbol(variable, explanation);
    }

    String of(Derivative derivative) {
        return notation.derivative(derivative, explanation);
    }

    String formula(Derivative derivative) {
        return notation.formula(derivative, explanation);
    }

    /** The formula with numbers in place of its signs; empty where it is a number or one sign. */
    String numbers(Derivative derivative) {
        return Notation.substituted(derivative, explanation, Numbers::text);
    }

    /** A sentence with a capital and a full stop. */
    String sentence(Derivative derivative) {
        String sentence = notation.sentence(derivative, explanation);
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + ".";
    }

    String cost() {
        return of(new Variable.Cost());
    }

    String target(int node) {
        return (notation == Notation.DELTA ? "t" : "y") + node;
    }

    String rate() {
        return notation == Notation.DELTA ? "eta" : "alpha";
    }
}
