package dev.lanewise.explain;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A factor for each feature, {@code h = s x}.
 *
 * @param factors [features]
 */
record ScaleReference(ReferenceTensor factors) implements StageReference {

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return List.of(factors);
    }

    @Override
    public Traced forward(Traced x) {
        return x.times(this::factor);
    }

    private Local factor(int feature) {
        return Local.of(factors.values()[feature]);
    }

    @Override
    public double[] forward(double[] x, Move move) {
        return IntStream.range(0, x.length).mapToDouble(i -> move.at(factors, i) * x[i]).toArray();
    }

    @Override
    public Traced backward(Traced dh, Traced x, Traced h) {
        return dh.times(this::factor);
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced h) {
        return factor(input);
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        return IntStream.of(element);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced h) {
        return Local.of(x, output);
    }

    @Override
    public String function(int layer, int node, Variable by, Signs signs) {
        return symbol(layer, node, signs) + " " + signs.symbol(new Variable.Output(layer, node));
    }

    private static String symbol(int layer, int node, Signs signs) {
        return signs.symbol(new Variable.Parameter(layer, "scale", node - 1));
    }

    @Override
    public String formula(Derivative derivative, Signs signs) {
        return switch (derivative.by()) {
            case Variable.Output(int layer, int node) -> symbol(layer, node, signs);
            case Variable.Parameter(int layer, String tensor, int element) -> signs.symbol(new Variable.Output(layer, element + 1));
            case Variable.Weight _, Variable.Bias _, Variable.Sum _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a scale");
        };
    }
}
