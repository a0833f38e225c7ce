package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * An explanation as sections of sentences, formulas and factors, in the order: what is it, why a product, each factor, the number,
 * the proofs, the step. A renderer sets the lines.
 */
final class ExplanationOutline {

    /**
     * A part of the answer.
     *
     * @param title its heading
     * @param lines what it says
     */
    record Section(String title, List<Line> lines) {
    }

    /** A line of a section. */
    sealed interface Line {
    }

    /**
     * A sentence.
     *
     * @param text with formulas set inline
     */
    record Sentence(String text) implements Line {
    }

    /**
     * A formula on a line of its own.
     *
     * @param text the formula
     */
    record Formula(String text) implements Line {
    }

    /**
     * A derivative, its formula, its number and what it says.
     *
     * @param sign     the derivative
     * @param formula  what it is by its formula, may be empty
     * @param number   its number
     * @param sentence what it says, may be empty
     */
    record FactorLine(String sign, String formula, String number, String sentence) implements Line {
    }

    private final Explanation e;
    private final Symbols signs;
    private final Notation notation;
    private final TermText text;
    private final List<Section> sections = new ArrayList<>();

    private ExplanationOutline(Explanation e, Notation notation, MathMarkup script) {
        this.e = e;
        this.notation = notation;
        signs = new Symbols(notation, script, e);
        text = new TermText(e, signs);
    }

    static String title(Explanation e, Notation notation, MathMarkup script) {
        Symbols signs = new Symbols(notation, script, e);
        String what = kind(e.by()) + " " + signs.inline(e.by());
        return "How does the cost " + script.inline(signs.cost()) + " change when " + what + " changes?";
    }

    private static String kind(Variable by) {
        return switch (by) {
            case Variable.Weight w -> "the weight";
            case Variable.Bias b -> "the bias";
            case Variable.Parameter p -> "the parameter";
            case Variable.Output o -> "the input";
            case Variable.Cost c -> "the cost";
            case Variable.PreActivation s -> "the sum";
        };
    }

    static List<Section> of(Explanation explanation, Notation notation, MathMarkup script) {
        ExplanationOutline story = new ExplanationOutline(explanation, notation, script);
        story.whatItIs();
        story.section("Why a product").addAll(ChainOutline.of(story.text, notation));
        story.section("Each factor").addAll(FactorOutline.of(story.text));
        story.theNumber();
        story.section("The proofs").addAll(ProofOutline.of(story.text));
        explanation.descent().ifPresent(story::theStep);
        return story.sections;
    }

    private void whatItIs() {
        List<Line> lines = section("What it is");
        String network = " of the network " + e.spec().shape() + ".", is = text.inline(e.by()) + " = " + text.number(e.by());
        String where = switch (e.by()) {
            case Variable.Weight(int layer, int to, int from) -> is + " leads from node " + from + " of layer " + layer + " to node " + to
                    + " of layer " + (layer + 1) + network;
            case Variable.Bias(int layer, int to) -> is + " is the bias of node " + to + " of layer " + (layer + 1) + network;
            case Variable.Parameter parameter -> is + " is " + nameInFiles(parameter) + network;
            case Variable.Output _ -> is + " is an input" + network;
            case Variable.Cost _, Variable.PreActivation _ -> throw TermText.nothingTold(e.by());
        };
        lines.add(new Sentence(where));
        signs.chain().notes().forEach(note -> lines.add(new Sentence(note)));
        float[] outputs = e.values().h()[e.values().h().length - 1];
        if (outputs.length == 1) {
            String output = text.inline(new Variable.Output(outputLayer(), 1)) + " = " + Numbers.text((double) outputs[0]);
            lines.add(new Sentence("The output is " + output + ", wanted is " + text.set(signs.target(1)) + " = "
                    + Numbers.text(e.target()[0]) + ", and the cost is"));
        } else {
            lines.add(new Sentence("The " + outputs.length + " outputs are compared with what is wanted; the cost is"));
        }
        lines.add(new Formula(signs.cost() + " = " + signs.costFormula() + " = " + Numbers.text((double) e.cost())));
    }

    private String nameInFiles(Variable.Parameter parameter) {
        TensorPlace place = TensorPlace.of(parameter, signs.chain().tensorSpecs);
        return signs.chain().tensorSpecs.get(place.tensor()).at(place.element());
    }

    private int outputLayer() {
        return e.spec().layers().size() + 1;
    }

    private void theNumber() {
        List<Line> lines = section("The number");
        switch (e.root()) {
            case Term.Product product -> {
                lines.add(new Formula(text.derivative(product) + " = " + text.numbers(product.factors()) + " = " + text.number(product)));
                if (notation == Notation.DELTA) {
                    delta(lines, product);
                }
            }
            case Term.Factor _, Term.PathSum _ -> lines.add(new Formula(text.derivative(e.root()) + " = " + text.number(e.root())));
        }
        lines.add(new Sentence(meaning()));
    }

    /** Mitchell's way to say it, for weights and biases: delta is the error of a node, turned round. */
    private void delta(List<Line> lines, Term.Product product) {
        switch (e.by()) {
            case Variable.Weight(int layer, int to, int from) ->
                delta(lines, product, new Variable.PreActivation(layer, to), " " + signs.symbol(new Variable.Output(layer, from)));
            case Variable.Bias(int layer, int to) -> delta(lines, product, new Variable.PreActivation(layer, to), "");
            case Variable.Parameter _, Variable.Output _, Variable.Cost _, Variable.PreActivation _ -> { }
        }
    }

    private void delta(List<Line> lines, Term.Product product, Variable.PreActivation sum, String signOfInner) {
        float inner = product.factors().getLast().value();
        String delta = signs.delta(sum);
        double value = inner == 0 ? 0 : -product.exact() / inner;
        lines.add(new Formula(delta + " = -" + signs.script.partial(signs.cost(), signs.symbol(sum)) + " = " + Numbers.text(value)));
        lines.add(new Formula(signs.script.named("Delta") + " " + signs.symbol(e.by()) + " = " + signs.rate() + " " + delta + signOfInner));
    }

    private String meaning() {
        float value = e.root().value();
        String j = text.set(signs.cost());
        if (value == 0f) {
            return "It is zero: " + whyZero() + ".";
        }
        return "Where " + text.inline(e.by()) + " grows a little, " + j + (value > 0 ? " grows " : " falls ")
                + Numbers.text(Math.abs((double) value)) + " times as much.";
    }

    private String whyZero() {
        return switch (e.root()) {
            case Term.Product product -> product.factors().stream().filter(factor -> factor.value() == 0f).findFirst()
                    .map(factor -> "the factor " + text.inline(factor) + " is zero").orElse("the product is too small for a float");
            case Term.PathSum _ -> "all ways are zero or cancel out";
            case Term.Factor _ -> "nothing depends on " + text.inline(e.by()) + " with this sample";
        };
    }

    private void theStep(Explanation.Descent d) {
        List<Line> lines = section("The step");
        lines.add(new Sentence("Steepest descent goes against the gradient, here by " + text.set(signs.rate()) + " = "
                + Numbers.text(d.alpha()) + " times as much."));
        String by = text.inline(e.by()), cost = text.set(signs.cost());
        lines.add(new Sentence("This alone: " + by + " goes from " + Numbers.text(d.before()) + " to " + Numbers.text((double) d.after())
                + ", " + cost + " from " + Numbers.text(d.cost()) + " to " + Numbers.text(d.costAlone()) + "."));
        lines.add(new Sentence("All " + e.learned() + ": " + cost + " goes from " + Numbers.text(d.cost()) + " to "
                + Numbers.text(d.costAll()) + "."));
    }

    private List<Line> section(String title) {
        List<Line> lines = new ArrayList<>();
        sections.add(new Section(title, lines));
        return lines;
    }
}
