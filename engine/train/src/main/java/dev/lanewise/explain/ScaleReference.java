package dev.lanewise.explain;

import java.util.stream.IntStream;

/**
 * A factor for each feature, {@code h = s x}.
 *
 * @param parameters the factors, [features]
 */
record ScaleReference(ReferenceTensor parameters) implements FeatureReference {

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Traced forward(Traced x) {
        return x.times(this::factor);
    }

    private Local factor(int feature) {
        return Local.of(parameters.values()[feature]);
    }

    @Override
    public double[] forward(double[] x, Move move) {
        return IntStream.range(0, x.length).mapToDouble(i -> move.at(parameters, i) * x[i]).toArray();
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced h) {
        return factor(input);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced h) {
        return Local.of(x, output);
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return symbol(layer, node, signs) + " " + signs.symbol(new Variable.Output(layer, node));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        return switch (derivative.by()) {
            case Variable.Output(int layer, int node) -> symbol(layer, node, signs);
            case Variable.Parameter(int layer, String tensor, int element) -> signs.symbol(new Variable.Output(layer, element + 1));
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a scale");
        };
    }
}
