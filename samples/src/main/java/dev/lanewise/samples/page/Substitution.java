package dev.lanewise.samples.page;

import dev.lanewise.explain.Derivative;
import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Variable;
import dev.lanewise.model.Activation;

/** The formula of a factor with numbers in place of its signs; empty where the formula is a number or one sign. */
record Substitution(Explanation explanation) {

    String of(Derivative derivative) {
        return switch (derivative.of()) {
            case Variable.Cost c -> ofCost(derivative.by());
            case Variable.Output output -> slope(output);
            case Variable.Sum s -> "";
            case Variable.Weight w -> "";
            case Variable.Bias b -> "";
        };
    }

    private String ofCost(Variable by) {
        return switch (by) {
            case Variable.Output(int layer, int node) -> "-(" + target(node) + " - " + operand(output(layer, node)) + ")";
            case Variable.Sum(int layer, int node) -> output(layer + 1, node) + " - " + target(node);
            case Variable.Weight w -> "";
            case Variable.Bias b -> "";
            case Variable.Cost c -> "";
        };
    }

    private String slope(Variable.Output output) {
        String h = output(output.layer(), output.node());
        return switch (explanation.spec().layers().get(output.layer() - 2).activation()) {
            case Activation.Sigmoid s -> h + " (1 - " + h + ")";
            case Activation.Tanh t -> "1 - " + operand(h) + "^2";
            case Activation.Identity i -> "";
            case Activation.Relu r -> "";
            case Activation.LeakyRelu l -> "";
            case Activation.Softmax s -> "";
        };
    }

    private String output(int layer, int node) {
        return Numbers.text(explanation.values().of(new Variable.Output(layer, node)));
    }

    private String target(int node) {
        return operand(Numbers.text(explanation.target()[node - 1]));
    }

    private static String operand(String number) {
        return number.startsWith("-") ? "(" + number + ")" : number;
    }
}
