package dev.lanewise.explain;

import java.util.stream.IntStream;

/** The sum of {@code |y - h|}. */
record AbsoluteErrorReference(float[] target) implements LossReference {

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < h.length; o++) {
            cost += Math.abs(h[o] - target[o]);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        return IntStream.range(0, h.length).mapToDouble(o -> Math.abs(h[o] - target[o])).sum();
    }

    /** Exact, unless the float is on another side of the kink than the double. */
    @Override
    public Traced backward(Traced h) {
        return Traced.of(h.size(), o -> {
            int slope = side(h.floats()[o], o), exact = side(h.doubles()[o], o);
            return new Local(slope, exact, Math.abs(slope - exact));
        });
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.range(0, above.length).filter(o -> side(above[o], o) != side(below[o], o));
    }

    /** 1 where an output is above its target, -1 where it is below, 0 where it hits it. */
    private int side(double h, int output) {
        return h > target[output] ? 1 : h < target[output] ? -1 : 0;
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return sum + "|" + y + " - " + h + "|";
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return script.words("sign of ") + "(" + h + " - " + y + ")";
    }
}
