package dev.lanewise.explain;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** An activation that works element by element, {@code h = f(z)}. */
record ActivationReference(ElementwiseReference f) implements StageReference {

    @Override
    public String name() {
        return f.name();
    }

    @Override
    public Traced forward(Traced z) {
        Traced h = new Traced(new float[z.size()], forward(z.doubles(), Move.NONE), new double[z.size()]);
        for (int o = 0; o < h.size(); o++) {
            h.floats()[o] = f.value(z.floats()[o]);
            h.bounds()[o] = f.valueBound(z.doubles()[o], z.bounds()[o], h.floats()[o]);
        }
        return h;
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return Arrays.stream(z).map(f::value).toArray();
    }

    @Override
    public Traced backward(Traced dh, Traced z, Traced h) {
        Traced dz = new Traced(dh.size());
        for (int i = 0; i < dz.size(); i++) {
            Local slope = byInput(i, i, z, h);
            dz.floats()[i] = f.timesSlope(dh.floats()[i], z.floats()[i], h.floats()[i]);
            dz.doubles()[i] = dh.doubles()[i] * slope.exact();
            dz.bounds()[i] = Traced.productBound(dh.doubles()[i], dh.bounds()[i], slope.exact(), slope.bound());
        }
        return dz;
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        return slope(f, input, z, h);
    }

    /** f' at one of the pre-activations. */
    static Local slope(ElementwiseReference f, int i, Traced z, Traced h) {
        float value = f.slope(z.floats()[i], h.floats()[i]);
        double exact = f.slope(z.doubles()[i], h.doubles()[i]);
        // a bound for these floats, not for all that could have come about: known is on which side of its kinks the float was
        double jump = isKinkBetween(f, z.floats()[i], z.doubles()[i]) ? Math.abs(value - exact) : 0;
        return new Local(value, exact, jump + f.slopeBound(z.doubles()[i], z.bounds()[i], h.doubles()[i], h.bounds()[i]));
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return kinksBetween(f, above, below);
    }

    static IntStream kinksBetween(ElementwiseReference f, double[] above, double[] below) {
        return IntStream.range(0, above.length).filter(i -> isKinkBetween(f, above[i], below[i]));
    }

    private static boolean isKinkBetween(ElementwiseReference f, double a, double b) {
        for (double kink : f.kinks()) {
            if (a <= kink != b <= kink) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String function(int layer, int node, Variable by, Signs signs) {
        return "f(" + signs.symbol(new Variable.Sum(layer, node)) + ")";
    }

    @Override
    public String formula(Derivative derivative, Signs signs) {
        float z = signs.value(derivative.by());
        String formula = f.slopeFormula(z, signs.activated(derivative), signs.symbol(derivative.by()), signs.script);
        return f.kinks().length == 0 ? formula : signs.since(formula, side(f, z, signs.symbol(derivative.by())));
    }

    /** On which side of the kinks a pre-activation is, such as {@code z1(2) > 0}. */
    static String side(ElementwiseReference f, float z, String sign) {
        double[] kinks = f.kinks();
        String below = Arrays.stream(kinks).filter(kink -> z > kink).mapToObj(kink -> Numbers.text(kink)).reduce("", (a, b) -> b);
        String above = Arrays.stream(kinks).filter(kink -> !(z > kink)).mapToObj(kink -> Numbers.text(kink)).findFirst().orElse("");
        if (above.isEmpty()) {
            return sign + " > " + below;
        }
        return (below.isEmpty() ? "" : below + " < ") + sign + " <= " + above;
    }
}
