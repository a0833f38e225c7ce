package dev.lanewise.explain;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;

/** The signs, derivatives and formulas of a notation, set in a script, for one explanation. */
final class Signs {

    private final Notation notation;
    final Script script;
    private final Explanation explanation;
    private final int outputLayer;

    Signs(Notation notation, Script script, Explanation explanation) {
        this.notation = notation;
        this.script = script;
        this.explanation = explanation;
        outputLayer = explanation.spec().layers().size() + 1;
    }

    String cost() {
        return notation == Notation.DELTA ? "E" : "J";
    }

    String target(int node) {
        return script.indexed(notation == Notation.DELTA ? "t" : "y", 0, node);
    }

    String rate() {
        return script.named(notation == Notation.DELTA ? "eta" : "alpha");
    }

    String symbol(Variable variable) {
        return switch (variable) {
            case Variable.Cost c -> cost();
            case Variable.Output(int layer, int node) -> output(layer, node);
            case Variable.Sum(int layer, int node) ->
                notation == Notation.DELTA ? script.indexed("net", layer + 1, node) : script.indexed("z", layer, node);
            case Variable.Weight(int layer, int to, int from) -> script.indexed("w", layer, to, from);
            case Variable.Bias(int layer, int to) -> script.indexed("b", layer, to);
        };
    }

    private String output(int layer, int node) {
        if (notation != Notation.DELTA) {
            return script.indexed("h", layer, node);
        }
        return layer == 1 ? script.indexed("x", 0, node) : script.indexed("o", layer == outputLayer ? 0 : layer, node);
    }

    /** Mitchell's delta of the node that a sum enters. */
    String delta(Variable.Sum sum) {
        return script.indexed("delta", sum.layer() + 1, sum.node());
    }

    String derivative(Derivative derivative) {
        return switch (notation) {
            case ARTICLE -> partial(derivative);
            case DELTA -> withDelta(derivative);
            case MATRIX -> entry(derivative);
        };
    }

    private String partial(Derivative derivative) {
        return script.partial(symbol(derivative.of()), symbol(derivative.by()));
    }

    private String withDelta(Derivative derivative) {
        return switch (derivative) {
            case Derivative(Variable.Cost _, Variable.Sum sum) -> "-" + delta(sum);
            case Derivative _ -> partial(derivative);
        };
    }

    /** The entry of the matrix in which a derivative stands. */
    private String entry(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost c -> switch (derivative.by()) {
                case Variable.Weight(int layer, int to, int from) -> script.indexed("dW", layer) + at(to, from);
                case Variable.Bias(int layer, int to) -> script.indexed("db", layer) + at(to);
                case Variable.Output(int layer, int node) -> script.indexed("dh", layer) + at(node);
                case Variable.Sum(int layer, int node) -> script.indexed("dz", layer) + at(node);
                case Variable.Cost same -> "1";
            };
            case Variable.Output(int layer, int node) -> script.raised("f", "'") + "(" + script.indexed("z", layer - 1) + ")" + at(node);
            case Variable.Sum(int layer, int node) -> switch (derivative.by()) {
                case Variable.Weight(int l, int to, int from) -> script.indexed("h", layer) + at(from);
                case Variable.Output(int l, int from) -> script.raised(script.indexed("W", layer), "T") + at(from, node);
                case Variable.Bias _, Variable.Sum _, Variable.Cost _ -> "1";
            };
            case Variable.Weight w -> "1";
            case Variable.Bias b -> "1";
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
                case Variable.Output(int layer, int node) -> "-(" + target(node) + " - " + output(layer, node) + ")";
                case Variable.Sum(int layer, int node) -> output(layer + 1, node) + " - " + target(node);
                case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> throw noFactor(derivative);
            };
            case Variable.Output(int layer, int node) -> slope(layer, node);
            case Variable.Sum s -> switch (derivative.by()) {
                case Variable.Weight(int layer, int to, int from) -> output(layer, from);
                case Variable.Output(int layer, int from) -> symbol(new Variable.Weight(s.layer(), s.node(), from));
                case Variable.Bias _, Variable.Sum _, Variable.Cost _ -> "1";
            };
            case Variable.Weight _, Variable.Bias _ -> throw noFactor(derivative);
        };
    }

    private static IllegalArgumentException noFactor(Derivative derivative) {
        return new IllegalArgumentException(derivative + " is not read off a formula");
    }

    private String slope(int layer, int node) {
        String f = notation == Notation.DELTA ? output(layer, node) : "f(" + symbol(new Variable.Sum(layer - 1, node)) + ")";
        String z = symbol(new Variable.Sum(layer - 1, node));
        boolean positive = explanation.values().of(new Variable.Sum(layer - 1, node)) > 0;
        return switch (explanation.spec().layers().get(layer - 2).activation()) {
            case Activation.Identity i -> "1";
            case Activation.Sigmoid s -> f + " (1 - " + f + ")";
            case Activation.Tanh t -> "1 - " + script.raised(f, "2");
            case Activation.Relu r -> positive ? since("1", z + " > 0") : since("0", z + " <= 0");
            case Activation.LeakyRelu(float slope) -> positive ? since("1", z + " > 0") : since(Float.toString(slope), z + " <= 0");
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not differentiated alone");
        };
    }

    private String since(String value, String reason) {
        return value + script.words(", since ") + reason;
    }

    /** What a factor says, in words. */
    String sentence(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost c -> switch (derivative.by()) {
                case Variable.Output o -> "outer function: how " + inline(c) + " changes when the output " + inline(o) + " changes";
                case Variable.Sum s -> "outer function and output at once: how " + inline(c) + " changes when " + inline(s) + " changes";
                case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> throw noFactor(derivative);
            };
            case Variable.Output o -> "output function: how " + inline(o) + " changes when " + inline(derivative.by()) + " changes ("
                    + name(explanation.spec().layers().get(o.layer() - 2).activation()) + ")";
            case Variable.Sum s -> switch (derivative.by()) {
                case Variable.Weight(int layer, int to, int from) -> "inner function: of the sum only " + script.inline(
                        symbol(derivative.by()) + " " + output(layer, from)) + " depends on " + inline(derivative.by());
                case Variable.Output o -> "how " + inline(s) + " changes when " + inline(o) + " changes: by the weight between them";
                case Variable.Bias _, Variable.Sum _, Variable.Cost _ ->
                    "inner function: the sum changes by as much as " + inline(derivative.by());
            };
            case Variable.Weight _, Variable.Bias _ -> throw noFactor(derivative);
        };
    }

    String inline(Variable variable) {
        return script.inline(symbol(variable));
    }

    static String name(Activation activation) {
        return switch (activation) {
            case Activation.Identity i -> "linear";
            case Activation.Sigmoid s -> "sigmoid";
            case Activation.Tanh t -> "tanh";
            case Activation.Relu r -> "ReLU";
            case Activation.LeakyRelu l -> "leaky ReLU";
            case Activation.Softmax s -> "softmax";
        };
    }

    /** The cost as a function of the outputs. */
    String costFormula() {
        int outputs = explanation.target().length;
        String y = outputs == 1 ? target(1) : "y_i", h = outputs == 1 ? output(outputLayer, 1) : "h_i";
        if (outputs > 1 && notation == Notation.DELTA) {
            y = "t_i";
            h = "o_i";
        }
        String sum = outputs == 1 ? "" : script.words("sum over i of ");
        return switch (explanation.loss()) {
            case Loss.SquaredError s -> script.fraction("1", "2") + " " + sum + script.raised("(" + y + " - " + h + ")", "2");
            case Loss.SoftmaxCrossEntropy s -> "-" + sum + y + " log(" + h + ")";
            case Loss.SigmoidCrossEntropy s -> "-" + sum + "(" + y + " log(" + h + ") + (1 - " + y + ") log(1 - " + h + "))";
        };
    }
}
