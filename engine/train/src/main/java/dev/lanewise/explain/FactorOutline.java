package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What each factor says, with its formula and number; of sums over ways, along the largest way. */
final class FactorOutline {

    private final Explanation e;
    private final Symbols signs;
    private final TermText text;
    private final List<ExplanationOutline.Line> lines = new ArrayList<>();
    private final List<Term> later = new ArrayList<>();

    private FactorOutline(TermText text) {
        this.text = text;
        e = text.explanation();
        signs = text.signs();
    }

    static List<ExplanationOutline.Line> of(TermText text) {
        FactorOutline story = new FactorOutline(text);
        story.tellAll();
        return story.lines;
    }

    private void tellAll() {
        Set<Variable> told = new HashSet<>();
        switch (e.root()) {
            case Term.Product product -> product.factors().forEach(this::tell);
            case Term.Factor _, Term.PathSum _ -> tell(e.root());
        }
        // along the largest way only: the others are told by their numbers
        for (int i = 0; i < later.size(); i++) {
            Term term = later.get(i);
            if (told.add(term.derivative().by())) {
                tellWhere(term);
            }
        }
        derivation();
    }

    private void add(String sign, String formula, String number, String sentence) {
        lines.add(new ExplanationOutline.FactorLine(sign, formula, number, sentence));
    }

    private void tell(Term term) {
        switch (term) {
            case Term.Factor f ->
                add(text.inline(f), text.set(signs.formula(f.derivative())), text.number(f), signs.sentence(f.derivative()));
            case Term.Product p -> add(text.inline(p), text.set(text.product(p)), text.number(p), "");
            case Term.PathSum ways -> tellWays(ways);
        }
    }

    private void tellWays(Term.PathSum ways) {
        int all = ways.ways().size() + ways.others();
        String nodes = all == 1 ? "1 node" : all + " nodes, and the ways add up";
        add(text.inline(ways), text.set(text.waysFormula(ways)), text.number(ways), "how " + text.set(signs.cost())
                + " changes when " + text.inline(ways.derivative().by()) + " changes: it goes on to " + nodes);
        Term.Product largest = ways.ways().getFirst();
        for (Term.Product way : ways.ways()) {
            String by = signs.symbol(way.factors().getFirst().derivative().by());
            add("  by " + text.set(by), text.set(text.numbers(way.factors())), text.number(way), "");
            largest = Math.abs(way.exact()) > Math.abs(largest.exact()) ? way : largest;
        }
        if (ways.others() > 0) {
            add("  and " + ways.others() + " others", "sum", Numbers.text(ways.othersSum()), "");
        }
        later.add(largest.factors().getFirst());
    }

    private void tellWhere(Term term) {
        switch (term) {
            case Term.Product product -> {
                add("where " + text.inline(product), text.set(text.product(product)), text.number(product), "");
                product.factors().forEach(this::tell);
            }
            case Term.Factor _, Term.PathSum _ -> tell(term);
        }
    }

    /** For a loss from logits, why its derivative is one factor, and the same in double by way of the outputs. */
    private void derivation() {
        LossReference loss = signs.loss();
        String why = loss.derivation(text.set(signs.cost()));
        if (!why.isEmpty()) {
            lines.add(new ExplanationOutline.Sentence("Why " + loss.slopeFormula(1, "y", "h", MathMarkup.PLAIN) + ": " + why));
            float[] z = e.values().z()[e.values().z().length - 1];
            double[] h = signs.chain().stages.getLast().forward(Traced.widened(z), Move.NONE);
            lines.add(new ExplanationOutline.Sentence("Checked in double for node 1: " + Numbers.text(loss.derivedByOutputs(h))
                    + " by the product, "
                    + Numbers.text(loss.derivedAtOnce(h)) + " by the difference."));
        }
    }
}
