package dev.lanewise.explain;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * An explanation as sections of sentences, formulas and factors, in the order: what is it, why a product, each factor, the number,
 * the proofs, the step. A renderer sets the lines.
 */
final class Story {

    /** Terms of a sum that are written out before three dots take the place of the others. */
    private static final int TERMS_SHOWN = 4;

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
    private final Signs signs;
    private final Notation notation;
    private final List<Section> sections = new ArrayList<>();

    private Story(Explanation e, Notation notation, Script script) {
        this.e = e;
        this.notation = notation;
        signs = new Signs(notation, script, e);
    }

    static String title(Explanation e, Notation notation, Script script) {
        Signs signs = new Signs(notation, script, e);
        String what = kind(e.by()) + " " + signs.inline(e.by());
        return "How does the cost " + script.inline(signs.cost()) + " change when " + what + " changes?";
    }

    private static String kind(Variable by) {
        return switch (by) {
            case Variable.Weight w -> "the weight";
            case Variable.Bias b -> "the bias";
            case Variable.Output o -> "the input";
            case Variable.Cost c -> "the cost";
            case Variable.Sum s -> "the sum";
        };
    }

    static List<Section> of(Explanation explanation, Notation notation, Script script) {
        Story story = new Story(explanation, notation, script);
        story.whatItIs();
        story.whyAProduct();
        story.eachFactor();
        story.theNumber();
        story.theProofs();
        if (explanation.descent() != null) {
            story.theStep();
        }
        return story.sections;
    }

    private void whatItIs() {
        List<Line> lines = section("What it is");
        String where = switch (e.by()) {
            case Variable.Weight(int layer, int to, int from) -> inline(e.by()) + " = " + number(e.by()) + " leads from node " + from
                    + " of layer " + layer + " to node " + to + " of layer " + (layer + 1) + " of the network " + e.spec().sizes() + ".";
            case Variable.Bias(int layer, int to) -> inline(e.by()) + " = " + number(e.by()) + " is the bias of node " + to + " of layer "
                    + (layer + 1) + " of the network " + e.spec().sizes() + ".";
            case Variable.Output o -> inline(o) + " = " + number(o) + " is an input of the network " + e.spec().sizes() + ".";
            case Variable.Cost c -> throw nothingTold(c);
            case Variable.Sum s -> throw nothingTold(s);
        };
        lines.add(new Sentence(where));
        float[] outputs = e.values().h()[e.values().h().length - 1];
        if (outputs.length == 1) {
            String output = inline(new Variable.Output(outputLayer(), 1)) + " = " + Numbers.text((double) outputs[0]);
            lines.add(new Sentence("The output is " + output + ", wanted is " + set(signs.target(1)) + " = "
                    + Numbers.text(e.target()[0]) + ", and the cost is"));
        } else {
            lines.add(new Sentence("The " + outputs.length + " outputs are compared with what is wanted; the cost is"));
        }
        lines.add(new Formula(signs.cost() + " = " + signs.costFormula() + " = " + Numbers.text((double) e.cost())));
    }

    private static IllegalArgumentException nothingTold(Variable by) {
        return new IllegalArgumentException("nothing is told of a derivative by " + by);
    }

    private int outputLayer() {
        return e.spec().layers().size() + 1;
    }

    private void whyAProduct() {
        List<Line> lines = section("Why a product");
        switch (e.root()) {
            case Term.Ways ways -> waysAddUp(lines, ways);
            case Term.Product product -> chain(lines, product);
            case Term.Factor _ -> throw nothingTold(e.by());
        }
    }

    private void waysAddUp(List<Line> lines, Term.Ways ways) {
        lines.add(new Sentence(inline(e.by()) + " reaches " + set(signs.cost()) + " by every node of layer 2: the ways"
                + " add up, and along each way the chain rule multiplies."));
        lines.add(new Formula(derivative(ways) + " = " + waysFormula(ways)));
    }

    private void chain(List<Line> lines, Term.Product product) {
        Variable.Sum sum = sumOf(e.by());
        Variable.Output output = outputOf(sum);
        lines.add(new Sentence(set(signs.cost()) + " depends on " + inline(e.by()) + " only by way of " + inline(sum)
                + ", the sum that enters node " + sum.node() + " of layer " + output.layer() + ", and of " + inline(output) + ":"));
        lines.add(new Formula(sumFormula(sum)));
        lines.add(new Formula(signs.symbol(output) + " = " + activationFormula(sum)));
        lines.add(new Sentence("It is a function of a function of a function: its derivative is the product of theirs, outer to inner:"));
        lines.add(new Formula(derivative(product) + " = " + product(product)));
        if (notation == Notation.MATRIX) {
            lines.add(new Sentence("As matrices, with " + set(signs.script.entrywise().strip())
                    + " for the product entry by entry and " + set(signs.script.raised("", "T")) + " for the transpose:"));
            lines.add(new Formula(matrices(sum.layer())));
        }
    }

    private String matrices(int layer) {
        Script script = signs.script;
        String dz = script.indexed("dz", layer), z = script.indexed("z", layer), h = script.indexed("h", layer);
        String gradient = switch (e.by()) {
            case Variable.Weight _ -> script.indexed("dW", layer) + " = " + dz + " " + script.raised(h, "T");
            case Variable.Bias _ -> script.indexed("db", layer) + " = " + dz;
            case Variable.Output _, Variable.Cost _, Variable.Sum _ -> throw nothingTold(e.by());
        };
        String dh = script.indexed("dh", layer + 1), slope = script.raised("f", "'") + "(" + z + ")";
        return gradient + ",  " + dz + " = " + dh + script.entrywise() + slope;
    }

    private static Variable.Output outputOf(Variable.Sum sum) {
        return new Variable.Output(sum.layer() + 1, sum.node());
    }

    private static Variable.Sum sumOf(Variable by) {
        return switch (by) {
            case Variable.Weight(int layer, int to, int from) -> new Variable.Sum(layer, to);
            case Variable.Bias(int layer, int to) -> new Variable.Sum(layer, to);
            case Variable.Output _, Variable.Cost _, Variable.Sum _ -> throw new IllegalArgumentException(by + " enters no single sum");
        };
    }

    private String activationFormula(Variable.Sum sum) {
        return switch (e.spec().layers().get(sum.layer() - 1).activation()) {
            case Activation.Softmax _ -> "softmax of all sums of layer " + (sum.layer() + 1);
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.Relu _, Activation.LeakyRelu _ ->
                "f(" + signs.symbol(sum) + ")";
        };
    }

    /** The sum with the term that matters among the first few. */
    private String sumFormula(Variable.Sum sum) {
        int nodes = e.spec().inputsOf(sum.layer() - 1);
        StringBuilder text = new StringBuilder(signs.symbol(sum)).append(" = ");
        int own = switch (e.by()) {
            case Variable.Weight(int layer, int to, int from) -> from;
            case Variable.Bias _, Variable.Output _, Variable.Cost _, Variable.Sum _ -> 0;
        };
        boolean cut = nodes > TERMS_SHOWN;
        for (int i = 1; i <= nodes; i++) {
            if (cut && i > 2 && i < nodes && i != own) {
                text.append(i == 3 || i == own + 1 ? "... + " : "");
                continue;
            }
            text.append(signs.symbol(new Variable.Weight(sum.layer(), sum.node(), i))).append(' ')
                    .append(signs.symbol(new Variable.Output(sum.layer(), i))).append(" + ");
        }
        return text.append(signs.symbol(new Variable.Bias(sum.layer(), sum.node()))).toString();
    }

    private void eachFactor() {
        List<Line> lines = section("Each factor");
        Set<Variable> told = new HashSet<>();
        List<Term> later = new ArrayList<>();
        switch (e.root()) {
            case Term.Product product -> product.factors().forEach(factor -> tell(lines, factor, later));
            case Term.Factor _, Term.Ways _ -> tell(lines, e.root(), later);
        }
        // along the largest way only: the others are told by their numbers
        for (int i = 0; i < later.size(); i++) {
            Term term = later.get(i);
            if (told.add(term.derivative().by())) {
                tellWhere(lines, term, later);
            }
        }
        derivation(lines);
    }

    private void tell(List<Line> lines, Term term, List<Term> later) {
        switch (term) {
            case Term.Factor f -> lines.add(new FactorLine(set(derivative(f)), set(signs.formula(f.derivative())), number(f),
                    signs.sentence(f.derivative())));
            case Term.Product p -> lines.add(new FactorLine(set(derivative(p)), set(product(p)), number(p), ""));
            case Term.Ways ways -> tellWays(lines, ways, later);
        }
    }

    private void tellWays(List<Line> lines, Term.Ways ways, List<Term> later) {
        int all = ways.ways().size() + ways.others();
        Variable.Output node = (Variable.Output) ways.derivative().by();
        String nodes = all == 1 ? "1 node" : all + " nodes, and the ways add up";
        lines.add(new FactorLine(set(derivative(ways)), set(waysFormula(ways)), number(ways),
                "how " + set(signs.cost()) + " changes when " + inline(node) + " changes: it goes on to " + nodes));
        Term.Product largest = ways.ways().getFirst();
        for (Term.Product way : ways.ways()) {
            String by = signs.symbol(way.factors().getFirst().derivative().by());
            lines.add(new FactorLine("  by " + set(by), set(numbers(way.factors())), number(way), ""));
            largest = Math.abs(way.exact()) > Math.abs(largest.exact()) ? way : largest;
        }
        if (ways.others() > 0) {
            lines.add(new FactorLine("  and " + ways.others() + " others", "sum", Numbers.text(ways.othersSum()), ""));
        }
        later.add(largest.factors().getFirst());
    }

    private void tellWhere(List<Line> lines, Term term, List<Term> later) {
        switch (term) {
            case Term.Product product -> {
                lines.add(new FactorLine("where " + set(derivative(product)), set(product(product)), number(product), ""));
                product.factors().forEach(factor -> tell(lines, factor, later));
            }
            case Term.Factor _, Term.Ways _ -> tell(lines, term, later);
        }
    }

    /** For a loss from logits, why h - y is one factor, and the same in double by way of the outputs. */
    private void derivation(List<Line> lines) {
        String j = set(signs.cost());
        switch (e.loss()) {
            case Loss.SquaredError _ -> { }
            case Loss.SoftmaxCrossEntropy _ -> derivation(lines, j + " = -sum y_k log(h_k), so it changes with h_k by -y_k/h_k; h_k changes"
                    + " with z_i by h_k (1 - h_i) where k = i, else by -h_k h_i. The sum over k of the products is h_i (sum of y) - y_i ="
                    + " h_i - y_i, since the y sum to 1.", this::softmaxProduct);
            case Loss.SigmoidCrossEntropy _ -> derivation(lines, j + " changes with h by (h - y) / (h (1 - h)), and h with z by h (1 - h);"
                    + " the product is h - y.", h -> (h[0] - e.target()[0]) / (h[0] * (1 - h[0])) * (h[0] * (1 - h[0])));
        }
    }

    private void derivation(List<Line> lines, String why, ToDoubleFunction<double[]> product) {
        lines.add(new Sentence("Why h - y: " + why));
        int last = e.values().h().length - 1;
        double[] h = new ActivationReference(e.spec().layers().getLast().activation()).doubles(Traced.widened(e.values().z()[last - 1]));
        lines.add(new Sentence("Checked in double for node 1: " + Numbers.text(product.applyAsDouble(h)) + " by the product, "
                + Numbers.text(h[0] - e.target()[0]) + " by the difference."));
    }

    private double softmaxProduct(double[] h) {
        double sum = 0;
        for (int k = 0; k < h.length; k++) {
            sum += -e.target()[k] / h[k] * (k == 0 ? h[k] * (1 - h[0]) : -h[k] * h[0]);
        }
        return sum;
    }

    private void theNumber() {
        List<Line> lines = section("The number");
        switch (e.root()) {
            case Term.Product product -> {
                lines.add(new Formula(derivative(product) + " = " + numbers(product.factors()) + " = " + number(product)));
                if (notation == Notation.DELTA) {
                    delta(lines, product);
                }
            }
            case Term.Factor _, Term.Ways _ -> lines.add(new Formula(derivative(e.root()) + " = " + number(e.root())));
        }
        lines.add(new Sentence(meaning()));
    }

    /** Mitchell's way to say it: delta is the error of a node, turned round. */
    private void delta(List<Line> lines, Term.Product product) {
        Variable.Sum sum = sumOf(e.by());
        float inner = product.factors().getLast().value();
        String signOfInner = switch (e.by()) {
            case Variable.Weight(int layer, int to, int from) -> " " + signs.symbol(new Variable.Output(layer, from));
            case Variable.Bias _, Variable.Output _, Variable.Cost _, Variable.Sum _ -> "";
        };
        String delta = signs.delta(sum);
        double value = inner == 0 ? 0 : -product.exact() / inner;
        lines.add(new Formula(delta + " = -" + signs.script.partial(signs.cost(), signs.symbol(sum)) + " = " + Numbers.text(value)));
        lines.add(new Formula(signs.script.named("Delta") + " " + signs.symbol(e.by()) + " = " + signs.rate() + " " + delta + signOfInner));
    }

    private String meaning() {
        float value = e.root().value();
        String j = set(signs.cost());
        if (value == 0f) {
            return "It is zero: " + whyZero() + ".";
        }
        return "Where " + inline(e.by()) + " grows a little, " + j + (value > 0 ? " grows " : " falls ")
                + Numbers.text(Math.abs((double) value)) + " times as much.";
    }

    private String whyZero() {
        return switch (e.root()) {
            case Term.Product product -> product.factors().stream().filter(factor -> factor.value() == 0f).findFirst()
                    .map(factor -> "the factor " + set(derivative(factor)) + " is zero").orElse("the product is too small for a float");
            case Term.Ways _ -> "all ways are zero or cancel out";
            case Term.Factor _ -> throw nothingTold(e.by());
        };
    }

    private void theProofs() {
        List<Line> lines = section("The proofs");
        Explanation.Proofs p = e.proofs();
        float value = e.root().value();
        boolean same = Float.floatToIntBits(value) == Float.floatToIntBits(p.backward());
        lines.add(new FactorLine("backward pass", same ? "the same bits" : "OTHER BITS", Numbers.text((double) p.backward()),
                "what training works out for this sample"));
        lines.add(proof("factors in double", value - p.exact(), p.bound(), p.exact(), "rounding in float"));
        if (Double.isInfinite(p.differenceBound())) {
            lines.add(new FactorLine("difference of " + signs.cost(), "none", "-", kinks()));
            return;
        }
        lines.add(proof("difference of " + signs.cost(), p.difference() - p.exact(), p.differenceBound(), p.difference(),
                "a little more and less of " + inline(e.by()) + ", in double"));
    }

    /** What training takes for a derivative that does not exist, said once for all nodes of which it is true. */
    private String kinks() {
        return DoubleNetwork.of(e).kinks(e.by()).stream().map(this::kink).distinct().collect(Collectors.joining("; "));
    }

    private String kink(Variable.Sum sum) {
        Activation activation = e.spec().layers().get(sum.layer() - 1).activation();
        float taken = new ActivationReference(activation).derivative(e.values().of(sum), e.values().of(outputOf(sum)));
        return "a " + Signs.name(activation) + " stands on its kink: no derivative, training takes " + Numbers.text((double) taken);
    }

    private static FactorLine proof(String what, double off, double bound, double number, String how) {
        boolean within = Math.abs(off) <= bound;
        return new FactorLine(what, (within ? "within " : "BEYOND ") + Numbers.size(bound), Numbers.text(number),
                how + ": " + Numbers.size(Math.abs(off)) + " apart");
    }

    private void theStep() {
        List<Line> lines = section("The step");
        Explanation.Descent d = e.descent();
        lines.add(new Sentence("Steepest descent goes against the gradient, here by " + set(signs.rate()) + " = "
                + Numbers.text(d.alpha()) + " times as much."));
        String by = inline(e.by()), cost = set(signs.cost());
        lines.add(new Sentence("This alone: " + by + " goes from " + Numbers.text(d.before()) + " to " + Numbers.text((double) d.after())
                + ", " + cost + " from " + Numbers.text(d.cost()) + " to " + Numbers.text(d.costAlone()) + "."));
        lines.add(new Sentence("All weights and biases: " + cost + " goes from " + Numbers.text(d.cost()) + " to "
                + Numbers.text(d.costAll()) + "."));
    }

    private List<Line> section(String title) {
        List<Line> lines = new ArrayList<>();
        sections.add(new Section(title, lines));
        return lines;
    }

    private String derivative(Term term) {
        return signs.derivative(term.derivative());
    }

    private String set(String formula) {
        return signs.script.inline(formula);
    }

    private String inline(Variable variable) {
        return signs.inline(variable);
    }

    private static String number(Term term) {
        return Numbers.text((double) term.value());
    }

    private String number(Variable variable) {
        return Numbers.text(e.values().of(variable));
    }

    private String product(Term.Product product) {
        return String.join(signs.script.times(), product.factors().stream().map(this::derivative).toList());
    }

    private String numbers(List<Term> factors) {
        return String.join(signs.script.times(), factors.stream().map(term -> number(term)).toList());
    }

    private String waysFormula(Term.Ways ways) {
        List<String> parts = ways.ways().stream().limit(2).map(this::product).toList();
        boolean more = ways.ways().size() + ways.others() > parts.size();
        return String.join(" + ", parts) + (more ? " + ..." : "");
    }
}
