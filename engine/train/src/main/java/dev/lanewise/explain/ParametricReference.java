package dev.lanewise.explain;

import java.util.stream.IntStream;

/**
 * The parametric form of an activation, {@code h = z + alpha (f(z) - z)}.
 *
 * @param f          the activation
 * @param parameters alpha, [out]
 */
record ParametricReference(ElementwiseReference f, ReferenceTensor parameters) implements FeatureReference {

    @Override
    public String name() {
        return "parametric " + f.name();
    }

    @Override
    public Traced forward(Traced z) {
        return Traced.of(z.size(), o -> Local.of(parameters.values()[o]).fma(term(Local.of(z, o)), Local.of(z, o)));
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return IntStream.range(0, z.length).mapToDouble(o -> z[o] + move.at(parameters, o) * (f.value(z[o]) - z[o])).toArray();
    }

    /** f(z) - z, the derivative by alpha. */
    private Local term(Local z) {
        return ActivationReference.value(f, z).minus(z);
    }

    /** 1 + alpha (f'(z) - 1). */
    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        Local at = Local.of(z, input), slope = ActivationReference.slope(f, at, ActivationReference.value(f, at));
        return Local.of(parameters.values()[input]).fma(slope.minus(Local.ONE), Local.ONE);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced z, Traced h) {
        return term(Local.of(z, output));
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return new ActivationReference(f).kinksBetween(above, below);
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        String z = signs.symbol(new Variable.PreActivation(layer, node));
        return z + " + " + symbol(layer, node, signs) + " (f(" + z + ") - " + z + ")";
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        Variable.PreActivation sum = Variable.PreActivation.of(derivative.of());
        String z = signs.symbol(sum), value = "f(" + z + ")";
        return switch (derivative.by()) {
            case Variable.Parameter _ -> value + " - " + z;
            case Variable.PreActivation _, Variable.Weight _, Variable.Bias _, Variable.Output _, Variable.Cost _ -> {
                String slope = f.slopeFormula(signs.value(sum), value, z, signs.script);
                yield ActivationReference.since("1 + " + symbol(sum.layer(), sum.node(), signs) + " (" + slope + " - 1)", f,
                        signs.value(sum), z, signs);
            }
        };
    }
}
