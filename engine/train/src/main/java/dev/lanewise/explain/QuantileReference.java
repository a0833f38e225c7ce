package dev.lanewise.explain;

import java.util.List;
import java.util.stream.IntStream;

/** {@code max(q (y - h), (q - 1) (y - h))} for each level q and target, all targets of the first level first. */
record QuantileReference(float[] target, List<Float> levels) implements LossReference {

    @Override
    public int targetOf(int output) {
        return output % target.length;
    }

    private float level(int output) {
        return levels.get(output / target.length);
    }

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < h.length; o++) {
            float distance = h[o] - target[targetOf(o)];
            cost = Math.fma(distance > 0 ? 1f - level(o) : -level(o), distance, cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        return IntStream.range(0, h.length).mapToDouble(o -> slope(side(h[o], o), o) * (h[o] - target[targetOf(o)])).sum();
    }

    /** Exact but for the rounding of 1 - q, unless the float is on another side of the kink than the double. */
    @Override
    public Traced backward(Traced h) {
        return Traced.of(h.size(), o -> {
            int side = side(h.floats()[o], o);
            float slope = side > 0 ? 1f - level(o) : side < 0 ? -level(o) : 0f;
            double exact = slope(side(h.doubles()[o], o), o);
            return new Local(slope, exact, Math.abs(slope - exact));
        });
    }

    private double slope(int side, int output) {
        return side > 0 ? 1 - (double) level(output) : side < 0 ? -level(output) : 0;
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.range(0, above.length).filter(o -> side(above[o], o) != side(below[o], o));
    }

    /** 1 where an output is above its target, -1 where it is below, 0 where it hits it. */
    private int side(double h, int output) {
        return (int) StrictMath.signum(h - target[targetOf(output)]);
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        String q = levels.size() == 1 ? Numbers.text(levels.getFirst()) : "q_i", distance = "(" + y + " - " + h + ")";
        String where = levels.size() == 1 ? "" : script.words(" where q_i is ")
                + String.join(", ", levels.stream().map(level -> Numbers.text(level)).toList());
        return sum + script.named("max") + "(" + q + " " + distance + ", (" + q + " - 1) " + distance + ")" + where;
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        String q = Numbers.text(level(node - 1));
        return "1 - " + q + script.words(" where ") + h + " > " + y + script.words(", else ") + "-" + q;
    }
}
