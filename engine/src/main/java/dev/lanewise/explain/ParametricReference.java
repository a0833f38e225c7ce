package dev.lanewise.explain;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The parametric form of an activation, {@code h = z + alpha (f(z) - z)}.
 *
 * @param f     the activation
 * @param alpha [out]
 */
record ParametricReference(ElementwiseReference f, ReferenceTensor alpha) implements StageReference {

    @Override
    public String name() {
        return "parametric " + f.name();
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return List.of(alpha);
    }

    @Override
    public Traced forward(Traced z) {
        Traced h = new Traced(new float[z.size()], forward(z.doubles(), Move.NONE), new double[z.size()]);
        for (int o = 0; o < h.size(); o++) {
            Local term = term(Local.of(z, o));
            h.floats()[o] = Math.fma(alpha.values()[o], term.value(), z.floats()[o]);
            h.bounds()[o] = Math.abs(alpha.values()[o]) * term.bound() + z.bounds()[o] + Traced.rounding(h.floats()[o]);
        }
        return h;
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return IntStream.range(0, z.length).mapToDouble(o -> z[o] + move.at(alpha, o) * (f.value(z[o]) - z[o])).toArray();
    }

    /** f(z) - z, the derivative by alpha. */
    private Local term(Local z) {
        Local value = ActivationReference.value(f, z);
        float term = value.value() - z.value();
        return new Local(term, value.exact() - z.exact(), value.bound() + z.bound() + Traced.rounding(term));
    }

    @Override
    public Traced backward(Traced dh, Traced z, Traced h) {
        return dh.times(i -> byInput(i, i, z, h));
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    /** 1 + alpha (f'(z) - 1). */
    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        Local at = Local.of(z, input), slope = ActivationReference.slope(f, at, ActivationReference.value(f, at));
        float a = alpha.values()[input], value = Math.fma(a, slope.value() - 1f, 1f);
        double bound = Math.abs(a) * (slope.bound() + Traced.rounding(slope.value() - 1f)) + Traced.rounding(value);
        return new Local(value, 1 + a * (slope.exact() - 1), bound);
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced z) {
        return IntStream.of(element);
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

    private static String symbol(int layer, int node, Signs signs) {
        return signs.symbol(new Variable.Parameter(layer, "alpha", node - 1));
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
