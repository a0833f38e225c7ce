package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.List;

/** Why a derivative is a product: the functions between the variable and the cost. */
final class ChainOutline {

    private final Explanation e;
    private final Notation notation;
    private final Symbols signs;
    private final TermText text;
    private final List<ExplanationOutline.Line> lines = new ArrayList<>();

    private ChainOutline(TermText text, Notation notation) {
        this.text = text;
        this.notation = notation;
        e = text.explanation();
        signs = text.signs();
    }

    static List<ExplanationOutline.Line> of(TermText text, Notation notation) {
        ChainOutline story = new ChainOutline(text, notation);
        switch (story.e.root()) {
            case Term.PathSum ways -> story.waysAddUp(ways);
            case Term.Product product -> story.chain(product);
            case Term.Factor _ -> story.sentence(story.inline() + " does not enter " + text.set(story.signs.cost())
                    + " with this sample: a little more or less of it changes nothing.");
        }
        return story.lines;
    }

    private void sentence(String sentence) {
        lines.add(new ExplanationOutline.Sentence(sentence));
    }

    private void formula(String formula) {
        lines.add(new ExplanationOutline.Formula(formula));
    }

    private String inline() {
        return text.inline(e.by());
    }

    private void waysAddUp(Term.PathSum ways) {
        int count = ways.ways().size() + ways.others(), layer = nodeOf(ways.ways().getFirst().factors().getLast()).layer();
        boolean every = count == e.values().h()[layer - 1].length;
        sentence(inline() + " reaches " + text.set(signs.cost()) + " by " + (every ? "every node" : count + " nodes") + " of layer " + layer
                + ": the ways add up, and along each way the chain rule multiplies.");
        formula(text.derivative(ways) + " = " + text.waysFormula(ways));
    }

    /** The node whose output a factor is about, or that its sum enters. */
    private static Variable.Output nodeOf(Term factor) {
        return switch (factor.derivative().of()) {
            case Variable.Output output -> output;
            case Variable.PreActivation sum -> sum.output();
            case Variable.Learned _, Variable.Cost _ -> throw TermText.nothingTold(factor.derivative().by());
        };
    }

    private void chain(Term.Product product) {
        List<Variable.Node> nodes = nodes(product);
        sentence(text.set(signs.cost()) + " depends on " + inline() + " only by way of "
                + String.join(", and of ", nodes.stream().map(this::described).toList()) + ":");
        nodes.forEach(node -> formula(signs.symbol(node) + " = " + function(node)));
        sentence("It is a function" + " of a function".repeat(nodes.size())
                + ": its derivative is the product of theirs, outer to inner:");
        formula(text.derivative(product) + " = " + text.product(product));
        if (notation == Notation.MATRIX && !signs.isEnsemble()) {
            matrices();
        }
    }

    private String function(Variable.Node node) {
        Variable.PreActivation place = Variable.PreActivation.of(node);
        return signs.chain().writerOf(node).function(place.layer(), place.node(), e.by(), signs);
    }

    /** What follows on the variable, one after the other, as far as there is one node each; a sum with the output that is made of it. */
    private static List<Variable.Node> nodes(Term.Product product) {
        List<Variable.Node> nodes = new ArrayList<>();
        for (Term factor : product.factors().reversed()) {
            switch (factor.derivative().of()) {
                case Variable.Node node -> nodes.add(node);
                case Variable.Cost _, Variable.Learned _ -> { }
            }
        }
        switch (nodes.getLast()) {
            case Variable.PreActivation sum -> nodes.add(sum.output());
            case Variable.Output _ -> { }
        }
        return nodes;
    }

    private String described(Variable.Node node) {
        return switch (node) {
            case Variable.PreActivation sum -> text.inline(sum) + ", the sum that enters node " + sum.node() + " of layer " + sum.output()
                    .layer();
            case Variable.Output _ -> text.inline(node);
        };
    }

    private void matrices() {
        switch (e.by()) {
            case Variable.Weight weight -> matrices("dW", weight.layer(), " " + signs.script.raised(signs.script.indexed("h",
                    weight.layer()), "T"));
            case Variable.Bias bias -> matrices("db", bias.layer(), "");
            case Variable.Parameter _, Variable.Output _, Variable.Cost _, Variable.PreActivation _ -> { }
        }
    }

    private void matrices(String gradient, int layer, String inputs) {
        MathMarkup script = signs.script;
        sentence("As matrices, with " + text.set(script.entrywise().strip()) + " for the product entry by entry and "
                + text.set(script.raised("", "T")) + " for the transpose:");
        String dz = script.indexed("dz", layer), slope = script.raised("f", "'") + "(" + script.indexed("z", layer) + ")";
        formula(script.indexed(gradient, layer) + " = " + dz + inputs + ",  " + dz + " = " + script.indexed("dh", layer + 1)
                + script.entrywise() + slope);
    }
}
