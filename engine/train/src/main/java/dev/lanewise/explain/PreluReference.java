package dev.lanewise.explain;

import java.util.stream.IntStream;

/**
 * {@code h = z} where z is positive, else {@code alpha z}.
 *
 * @param parameters alpha, [out]
 */
record PreluReference(ReferenceTensor parameters) implements FeatureReference {

    @Override
    public String name() {
        return "PReLU";
    }

    @Override
    public Traced forward(Traced z) {
        Traced h = new Traced(new float[z.size()], forward(z.doubles(), Move.NONE), new double[z.size()]);
        for (int o = 0; o < h.size(); o++) {
            float x = z.floats()[o], a = parameters.values()[o];
            h.floats()[o] = x <= 0f ? a * x : x;
            h.bounds()[o] = Math.max(1, Math.abs(a)) * z.bounds()[o] + Traced.rounding(h.floats()[o]);
        }
        return h;
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return IntStream.range(0, z.length).mapToDouble(o -> z[o] <= 0 ? move.at(parameters, o) * z[o] : z[o]).toArray();
    }

    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        float a = parameters.values()[input], value = z.floats()[input] <= 0f ? a : 1f, exact = z.doubles()[input] <= 0 ? a : 1f;
        return new Local(value, exact, Math.abs(value - exact));
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced z, Traced h) {
        Local at = Local.of(z, output);
        return new Local(at.value() <= 0f ? at.value() : 0f, Math.min(at.exact(), 0), at.bound());
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.range(0, above.length).filter(i -> above[i] <= 0 != below[i] <= 0);
    }

    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        String z = signs.symbol(new Variable.PreActivation(layer, node));
        return signs.value(new Variable.PreActivation(layer, node)) > 0 ? z : symbol(layer, node, signs) + " " + z;
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        Variable.PreActivation sum = Variable.PreActivation.of(derivative.of());
        String z = signs.symbol(sum);
        boolean isPositive = signs.value(sum) > 0;
        String formula = switch (derivative.by()) {
            case Variable.Parameter _ -> isPositive ? "0" : z;
            case Variable.PreActivation _, Variable.Weight _, Variable.Bias _, Variable.Output _, Variable.Cost _ ->
                isPositive ? "1" : symbol(sum.layer(), sum.node(), signs);
        };
        return signs.since(formula, z + (isPositive ? " > 0" : " <= 0"));
    }
}
