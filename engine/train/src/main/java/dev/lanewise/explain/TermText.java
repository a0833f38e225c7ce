package dev.lanewise.explain;

import java.util.List;

/**
 * Terms and their numbers as sentences and formulas have them.
 *
 * @param explanation whose terms
 * @param signs       how they are set
 */
record TermText(Explanation explanation, Symbols signs) {

    String derivative(Term term) {
        return signs.derivative(term.derivative());
    }

    /** A formula within a sentence. */
    String set(String formula) {
        return signs.script.inline(formula);
    }

    String inline(Term term) {
        return set(derivative(term));
    }

    String inline(Variable variable) {
        return signs.inline(variable);
    }

    String number(Term term) {
        return Numbers.text((double) term.value());
    }

    String number(Variable variable) {
        return Numbers.text(explanation.values().of(variable));
    }

    String product(Term.Product product) {
        return String.join(signs.script.times(), product.factors().stream().map(this::derivative).toList());
    }

    String numbers(List<Term> factors) {
        return String.join(signs.script.times(), factors.stream().map(this::number).toList());
    }

    String waysFormula(Term.PathSum ways) {
        List<String> parts = ways.ways().stream().limit(2).map(this::product).toList();
        boolean more = ways.ways().size() + ways.others() > parts.size();
        return String.join(" + ", parts) + (more ? " + ..." : "");
    }

    static IllegalArgumentException nothingTold(Variable by) {
        return new IllegalArgumentException("nothing is told of a derivative by " + by);
    }
}
