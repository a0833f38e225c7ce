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
        Traced h = new Traced(new float[z.size()], forward(z.doubles(), Move.NONE), new double[z.size()]);
        for (int o = 0; o < h.size(); o++) {
            Local term = term(Local.of(z, o));
            h.floats()[o] = Math.fma(parameters.values()[o], term.value(), z.floats()[o]);
            h.bounds()[o] = Math.abs(parameters.values()[o]) * term.bound() + z.bounds()[o] + Traced.rounding(h.floats()[o]);
        }
        return h;
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return IntStream.range(0, z.length).mapToDouble(o -> z[o] + move.at(parameters, o) * (f.value(z[o]) - z[o])).toArray();
    }

    /** f(z) - z, the derivative by alpha. */
    private Local term(Local z) {
        Local value = ActivationReference.value(f, z);
        float term = value.value() - z.value();
        return new Local(term, value.exact() - z.exact(), value.bound() + z.bound() + Traced.rounding(term));
    }

    /** 1 + alpha (f'(z) - 1). */
    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        Local at = Local.of(z, input), slope = ActivationReference.slope(f, at, ActivationReference.value(f, at));
        float a = parameters.values()[input], value = Math.fma(a, slope.value() - 1f, 1f);
        double bound = Math.abs(a) * (slope.bound() + Traced.rounding(slope.value() - 1f)) + Traced.rounding(value);
        return new Local(value, 1 + a * (slope.exact() - 1), bound);
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
    public String function(int layer, int node, Variable by, Signs signs) {
        String z = signs.symbol(new Variable.Sum(layer, node));
        return z + " + " + symbol(layer, node, signs) + " (f(" + z + ") - " + z + ")";
    }

    @Override
    public String formula(Derivative derivative, Signs signs) {
        Variable.Sum sum = Variable.Sum.of(derivative.of());
        String z = signs.symbol(sum), value = "f(" + z + ")";
        return switch (derivative.by()) {
            case Variable.Parameter _ -> value + " - " + z;
            case Variable.Sum _, Variable.Weight _, Variable.Bias _, Variable.Output _, Variable.Cost _ -> {
                String slope = f.slopeFormula(signs.value(sum), value, z, signs.script);
                yield ActivationReference.since("1 + " + symbol(sum.layer(), sum.node(), signs) + " (" + slope + " - 1)", f,
                        signs.value(sum), z, signs);
            }
        };
    }
}
