package dev.lanewise.explain;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The beginning of an ensemble, {@code h[m] = r[m] x}: the numbers of one member after those of another.
 *
 * @param factors [members, features]
 */
record MembersReference(ReferenceTensor factors) implements StageReference {

    @Override
    public String name() {
        return "members";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return List.of(factors);
    }

    private Local factor(int element) {
        return Local.of(factors.values()[element]);
    }

    @Override
    public Traced forward(Traced x) {
        return Traced.of(factors.values().length, i -> Local.of(x, i % x.size()).times(factor(i)));
    }

    @Override
    public double[] forward(double[] x, Move move) {
        return IntStream.range(0, factors.values().length).mapToDouble(i -> move.at(factors, i) * x[i % x.length]).toArray();
    }

    /** Summed in the order of members. */
    @Override
    public Traced backward(Traced dy, Traced x, Traced y) {
        return Traced.of(x.size(), i -> {
            Local sum = Local.ZERO;
            for (int element = i; element < dy.size(); element += x.size()) {
                sum = Local.of(dy, element).fma(factor(element), sum);
            }
            return sum;
        });
    }

    @Override
    public boolean connects(int input, int output) {
        return output % factors.columns() == input;
    }

    @Override
    public Local byInput(int input, int output, Traced x, Traced y) {
        return connects(input, output) ? factor(output) : Local.ZERO;
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        return IntStream.of(element);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        return Local.of(x, output % x.size());
    }

    private static String factor(int layer, int output, Symbols signs) {
        return signs.symbol(new Variable.Parameter(layer, "members", output));
    }

    private String input(int layer, int output, Symbols signs) {
        return signs.symbol(new Variable.Output(layer, output % factors.columns() + 1));
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return factor(layer, node - 1, signs) + " " + input(layer, node - 1, signs);
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        return switch (derivative.by()) {
            case Variable.Output(int layer, int node) -> factor(layer, Variable.PreActivation.of(derivative.of()).node() - 1, signs);
            case Variable.Parameter(int layer, String tensor, int element) -> input(layer, element, signs);
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of members");
        };
    }

    @Override
    public String note() {
        return "From the layer of members on, nodes are those of one member after those of another; the layers between are shared.";
    }
}
