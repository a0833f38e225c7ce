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
        return Traced.of(z.size(), o -> value(f, Local.of(z, o)));
    }

    /** f at one pre-activation. */
    static Local value(ElementwiseReference f, Local z) {
        float value = f.value(z.value());
        return new Local(value, f.value(z.exact()), f.valueBound(z.exact(), z.bound(), value));
    }

    @Override
    public double[] forward(double[] z, Move move) {
        return Arrays.stream(z).map(f::value).toArray();
    }

    @Override
    public Traced backward(Traced dh, Traced z, Traced h) {
        Traced dz = dh.times(i -> byInput(i, i, z, h));
        for (int i = 0; i < dz.size(); i++) {
            dz.floats()[i] = f.timesSlope(dh.floats()[i], z.floats()[i], h.floats()[i]);
        }
        return dz;
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    @Override
    public Local byInput(int input, int output, Traced z, Traced h) {
        return slope(f, Local.of(z, input), Local.of(h, input));
    }

    /** f' at one pre-activation and its output. */
    static Local slope(ElementwiseReference f, Local z, Local h) {
        float value = f.slope(z.value(), h.value());
        double exact = f.slope(z.exact(), h.exact());
        // a bound for these floats, not for all that could have come about: known is on which side of its kinks the float was
        double jump = isKinkBetween(f, z.value(), z.exact()) ? Math.abs(value - exact) : 0;
        return new Local(value, exact, jump + f.slopeBound(z.exact(), z.bound(), h.exact(), h.bound()));
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
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
    public String function(int layer, int node, Variable by, Symbols signs) {
        return "f(" + signs.symbol(new Variable.PreActivation(layer, node)) + ")";
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        float z = signs.value(derivative.by());
        String formula = f.slopeFormula(z, signs.activated(derivative), signs.symbol(derivative.by()), signs.script);
        return since(formula, f, z, signs.symbol(derivative.by()), signs);
    }

    /** A formula that holds on one side of the kinks, where there are any. */
    static String since(String formula, ElementwiseReference f, float z, String sign, Symbols signs) {
        return f.kinks().length == 0 ? formula : signs.since(formula, side(f, z, sign));
    }

    /** On which side of the kinks a pre-activation is, such as {@code z1(2) > 0}. */
    private static String side(ElementwiseReference f, float z, String sign) {
        double[] kinks = f.kinks();
        String below = Arrays.stream(kinks).filter(kink -> z > kink).mapToObj(kink -> Numbers.text(kink)).reduce("", (a, b) -> b);
        String above = Arrays.stream(kinks).filter(kink -> !(z > kink)).mapToObj(kink -> Numbers.text(kink)).findFirst().orElse("");
        if (above.isEmpty()) {
            return sign + " > " + below;
        }
        return (below.isEmpty() ? "" : below + " < ") + sign + " <= " + above;
    }
}
