package dev.lanewise.explain;

import dev.lanewise.spec.Heads;
import dev.lanewise.spec.TensorSpec;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The signs, derivatives and formulas of a notation, set in a script, for one explanation. */
final class Symbols {

    private final Notation notation;
    final MathMarkup script;
    private final Explanation explanation;
    private final int outputLayer;
    /** Sets a number in the place of every sign; null where signs stand. */
    private final @Nullable DoubleFunction<String> numbers;
    /** Where a node stands among those of an ensemble. */
    private final UnaryOperator<Variable.Node> places;
    /** Made when it is wanted: most signs do without. */
    private @Nullable ReferenceChain chain;

    Symbols(Notation notation, MathMarkup script, Explanation explanation) {
        this(notation, script, explanation, null, UnaryOperator.identity());
    }

    private Symbols(Notation notation, MathMarkup script, Explanation explanation, @Nullable DoubleFunction<String> numbers,
            UnaryOperator<Variable.Node> places) {
        this.places = places;
        this.notation = notation;
        this.script = script;
        this.explanation = explanation;
        this.numbers = numbers;
        outputLayer = explanation.spec().layers().size() + 1;
    }

    /** Numbers in the place of signs, in plain text. */
    static Symbols ofNumbers(Explanation explanation, DoubleFunction<String> numbers) {
        return new Symbols(Notation.ARTICLE, MathMarkup.PLAIN, explanation,
                value -> numbers.apply(value).startsWith("-") ? "(" + numbers.apply(value) + ")" : numbers.apply(value),
                UnaryOperator.identity());
    }

    /** The same signs where nodes stand elsewhere, as those of a member of an ensemble do. */
    Symbols placed(UnaryOperator<Variable.Node> others) {
        return new Symbols(notation, script, explanation, numbers, others);
    }

    private Variable placed(Variable variable) {
        return variable instanceof Variable.Node node ? places.apply(node) : variable;
    }

    ReferenceChain chain() {
        if (chain == null) {
            chain = explanation.chain();
        }
        return chain;
    }

    /** The number of an output, a sum or a parameter. */
    float value(Variable variable) {
        return explanation.values().of(placed(variable));
    }

    String cost() {
        return notation == Notation.DELTA ? "E" : "J";
    }

    /** What an output is held against. */
    String target(int node) {
        int target = loss().targetOf(node - 1);
        if (numbers != null) {
            return numbers.apply(explanation.target()[target]);
        }
        return script.indexed(notation == Notation.DELTA ? "t" : "y", 0, target + 1);
    }

    String rate() {
        return script.named(notation == Notation.DELTA ? "eta" : "alpha");
    }

    String symbol(Variable variable) {
        if (numbers != null) {
            return numbers.apply(value(variable));
        }
        return switch (placed(variable)) {
            case Variable.Cost c -> cost();
            case Variable.Output(int layer, int node) -> outputSign(layer, node);
            case Variable.PreActivation(int layer, int node) ->
                notation == Notation.DELTA ? script.indexed("net", layer + 1, node) : script.indexed("z", layer, node);
            case Variable.Weight(int layer, int to, int from) -> script.indexed("w", layer, to, from);
            case Variable.Bias(int layer, int to) -> script.indexed("b", layer, to);
            case Variable.Parameter parameter -> script.indexed(letters(parameter), parameter.layer(), indices(parameter));
        };
    }

    /** From 1, as those of all signs. */
    private int[] indices(Variable.Parameter parameter) {
        List<TensorSpec> tensors = explanation.spec().tensors();
        TensorSpec spec = tensors.get(TensorPlace.of(parameter, tensors).tensor());
        int columns = spec.shape().getLast(), column = parameter.element() % columns + 1;
        IntStream.Builder indices = IntStream.builder();
        String number = parameter.tensor().replaceAll(".*\\D", "");
        if (!number.isEmpty()) {
            indices.add(Integer.parseInt(number));
        }
        if (spec.shape().size() > 1) {
            indices.add(parameter.element() / columns + 1);
        }
        return indices.add(column).build().toArray();
    }

    /** A tensor without the number at its end, which is the first of its indices. */
    private static String letters(Variable.Parameter parameter) {
        return parameter.tensor().replaceAll("\\d+$", "");
    }

    /** What a layer works out of several variables on its way, such as a mean. */
    String derived(String sign, DoubleSupplier value) {
        return numbers == null ? sign : numbers.apply(value.getAsDouble());
    }

    private String output(int layer, int node) {
        return symbol(new Variable.Output(layer, node));
    }

    private String outputSign(int layer, int node) {
        if (notation != Notation.DELTA) {
            return script.indexed("h", layer, node);
        }
        return layer == 1 ? script.indexed("x", 0, node) : script.indexed("o", layer == outputLayer ? 0 : layer, node);
    }

    /** Mitchell's delta of the node that a sum enters. */
    String delta(Variable.PreActivation sum) {
        return script.indexed("delta", sum.layer() + 1, sum.node());
    }

    /** Whether nodes are those of members, which share matrices. */
    boolean isEnsemble() {
        return explanation.spec().layers().getLast() instanceof Heads;
    }

    String derivative(Derivative derivative) {
        return switch (notation) {
            case ARTICLE -> partial(derivative);
            case DELTA -> withDelta(derivative);
            case MATRIX -> isEnsemble() ? partial(derivative) : entry(derivative);
        };
    }

    private String partial(Derivative derivative) {
        return script.partial(symbol(derivative.of()), symbol(derivative.by()));
    }

    private String withDelta(Derivative derivative) {
        return switch (derivative) {
            case Derivative(Variable.Cost _, Variable.PreActivation sum) -> "-" + delta(sum);
            case Derivative _ -> partial(derivative);
        };
    }

    /** The entry of the matrix in which a derivative stands. */
    private String entry(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost c -> switch (derivative.by()) {
                case Variable.Weight(int layer, int to, int from) -> script.indexed("dW", layer) + at(to, from);
                case Variable.Bias(int layer, int to) -> script.indexed("db", layer) + at(to);
                case Variable.Parameter parameter -> script.indexed("d" + letters(parameter), parameter.layer()) + at(indices(parameter));
                case Variable.Output(int layer, int node) -> script.indexed("dh", layer) + at(node);
                case Variable.PreActivation(int layer, int node) -> script.indexed("dz", layer) + at(node);
                case Variable.Cost same -> "1";
            };
            case Variable.Output(int layer, int node) -> switch (derivative.by()) {
                case Variable.PreActivation _ -> script.raised("f", "'") + "(" + script.indexed("z", layer - 1) + ")" + at(node);
                case Variable.Output _, Variable.Learned _, Variable.Cost _ -> partial(derivative);
            };
            case Variable.PreActivation(int layer, int node) -> switch (derivative.by()) {
                case Variable.Weight(int l, int to, int from) -> script.indexed("h", layer) + at(from);
                case Variable.Output(int l, int from) -> script.raised(script.indexed("W", layer), "T") + at(from, node);
                case Variable.Parameter _ -> partial(derivative);
                case Variable.Bias _, Variable.PreActivation _, Variable.Cost _ -> "1";
            };
            case Variable.Learned _ -> "1";
        };
    }

    private static String at(int... indices) {
        StringBuilder text = new StringBuilder("[").append(indices[0]);
        for (int i = 1; i < indices.length; i++) {
            text.append(',').append(indices[i]);
        }
        return text.append(']').toString();
    }

    /** What a factor is by its formula. */
    String formula(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost _ -> switch (derivative.by()) {
                case Variable.Output(int layer, int node) -> loss().slopeFormula(node, target(node), output(layer, node), script);
                case Variable.PreActivation(int layer, int node) ->
                    loss().slopeFormula(node, target(node), output(layer + 1, node), script);
                case Variable.Parameter _ -> "0";
                case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> throw noFactor(derivative);
            };
            case Variable.Node node -> chain().writerOf(node).formula(derivative, this);
            case Variable.Learned _ -> throw noFactor(derivative);
        };
    }

    /** What an output of an activation is called in the formula of its derivative. */
    String activated(Derivative derivative) {
        return numbers != null || notation == Notation.DELTA ? symbol(derivative.of()) : "f(" + symbol(derivative.by()) + ")";
    }

    private static IllegalArgumentException noFactor(Derivative derivative) {
        return new IllegalArgumentException(derivative + " is not read off a formula");
    }

    /** A formula that holds for a reason, which is left out among numbers. */
    String since(String value, String reason) {
        return numbers != null ? value : value + script.words(", since ") + reason;
    }

    /** What a factor says, in words. */
    String sentence(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost c -> switch (derivative.by()) {
                case Variable.Output o -> "outer function: how " + inline(c) + " changes when the output " + inline(o) + " changes";
                case Variable.PreActivation s -> "outer function and output at once: how " + inline(c) + " changes when " + inline(s)
                        + " changes";
                case Variable.Parameter p -> "for this sample, nothing depends on " + inline(p);
                case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> throw noFactor(derivative);
            };
            case Variable.Output o -> place(derivative.by()) + "how " + inline(o) + " changes when " + inline(derivative.by())
                    + " changes (" + chain().writerOf(o).name() + ")";
            case Variable.PreActivation s -> switch (derivative.by()) {
                case Variable.Weight(int layer, int to, int from) -> "inner function: of the sum only " + script.inline(
                        symbol(derivative.by()) + " " + output(layer, from)) + " depends on " + inline(derivative.by());
                case Variable.Output o -> "how " + inline(s) + " changes when " + inline(o) + " changes: by the weight between them";
                case Variable.Parameter p -> "inner function: how " + inline(s) + " changes when " + inline(p) + " changes";
                case Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                    "inner function: the sum changes by as much as " + inline(derivative.by());
            };
            case Variable.Learned _ -> throw noFactor(derivative);
        };
    }

    /** Where in a chain of functions a derivative by a variable stands. */
    private static String place(Variable by) {
        return switch (by) {
            case Variable.PreActivation _ -> "output function: ";
            case Variable.Learned _ -> "inner function: ";
            case Variable.Output _, Variable.Cost _ -> "";
        };
    }

    String inline(Variable variable) {
        return script.inline(symbol(variable));
    }

    /** The cost as a function of the outputs. */
    String costFormula() {
        int outputs = explanation.spec().outputs();
        boolean isDelta = notation == Notation.DELTA;
        String y = explanation.target().length == 1 ? target(1) : isDelta ? "t_i" : "y_i";
        String h = outputs == 1 ? output(outputLayer, 1) : isDelta ? "o_i" : "h_i";
        String sum = outputs == 1 ? "" : script.words("sum over i of ");
        return loss().formula(y, h, sum, script);
    }

    LossReference loss() {
        return LossReference.of(explanation.spec(), explanation.loss(), explanation.target());
    }
}
