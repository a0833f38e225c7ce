package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/**
 * {@code sum a m^gamma c} of sigmoids, from their logits: a weighs what is true and what is false, m is the share by which an output misses
 * its target, c its cross-entropy.
 */
record FocalReference(float[] target, float gamma, float yes, float no) implements LossReference {

    /** Of one output in float: what {@code a m^gamma} is, c, and what the derivative has beside the first. */
    private record Part(float weight, float crossEntropy, float rest) {
    }

    /** The same in double, with m, and the part of the derivative that comes from m. */
    private record ExactPart(double weight, double missed, double crossEntropy, double steep, double difference) {
        double slope() {
            return weight * (difference + steep * crossEntropy);
        }
    }

    @Override
    public boolean isFromLogits() {
        return true;
    }

    private Part part(float z, float y) {
        float t = Elementary.exp(-Math.abs(z)), large = 1f / (1f + t), small = t / (1f + t);
        float p = z < 0 ? small : large, q = z < 0 ? large : small;
        float a = p * (1f - y), m = Math.max(Float.MIN_VALUE, Math.fma(q, y, a));
        float c = Math.fma(-z, y, Math.max(z, 0f)) + Elementary.log(1f + t);
        float weight = Math.fma(yes, y, no * (1f - y)) * Elementary.exp(gamma * Elementary.log(m));
        return new Part(weight, c, Math.fma(-gamma * (2f * y - 1f), p * q / m * c, Math.fma(-q, y, a)));
    }

    private ExactPart part(double z, double y) {
        double p = 1 / (1 + StrictMath.exp(-z)), q = 1 / (1 + StrictMath.exp(z)), m = p * (1 - y) + q * y;
        double c = Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
        return new ExactPart((yes * y + no * (1 - y)) * StrictMath.pow(m, gamma), m, c, gamma * (1 - 2 * y) * p * q / m,
                p * (1 - y) - q * y);
    }

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < z.length; o++) {
            Part part = part(z[o], target[o]);
            cost = Math.fma(part.weight, part.crossEntropy, cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double cost = 0;
        for (int o = 0; o < z.length; o++) {
            ExactPart part = part(z[o], (double) target[o]);
            cost += part.weight * part.crossEntropy;
        }
        return cost;
    }

    @Override
    public Traced backward(Traced z, Traced h) {
        return Traced.of(z.size(), o -> {
            Part part = part(z.floats()[o], target[o]);
            return new Local(part.weight * part.rest, part(z.doubles()[o], (double) target[o]).slope(),
                    bound(z.doubles()[o], z.bounds()[o], target[o]));
        });
    }

    /**
     * What comes in changes the slope by its differences to both sides, twice, and by a part that shrinks with the square; then the
     * roundings: 16 operations on each factor, those of the logarithm times gamma, and the absolute error of c.
     */
    private double bound(double z, double zBound, double y) {
        ExactPart part = part(z, y);
        double slope = part.slope(), incoming = 2 * Math.max(Math.abs(part(z + zBound, y).slope() - slope),
                Math.abs(part(z - zBound, y).slope() - slope)) + (2 + gamma) * (2 + gamma) * zBound * zBound;
        double steep = Math.abs(part.steep), relative = 16 + gamma * (16 + 4 * Math.abs(StrictMath.log(part.missed)));
        double rounding = part.weight * (relative * (part.missed + steep * part.crossEntropy) + steep * (4 + 2 * Math.abs(z)));
        return incoming + Traced.U * rounding + Traced.rounding(slope);
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return sum + weight(y) + " " + power(y, h, script) + " " + crossEntropy(y, h);
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return weight(y) + " " + power(y, h, script) + " (" + h + " - " + y + " - " + Numbers.text(gamma) + " (2 " + y + " - 1) "
                + script.fraction(h + " (1 - " + h + ")", missed(y, h)) + " " + crossEntropy(y, h) + ")";
    }

    private String weight(String y) {
        return "(" + Numbers.text(yes) + " " + y + " + " + Numbers.text(no) + " (1 - " + y + "))";
    }

    private String power(String y, String h, MathMarkup script) {
        return script.raised(missed(y, h), Numbers.text(gamma));
    }

    private static String missed(String y, String h) {
        return "(" + h + " (1 - " + y + ") + (1 - " + h + ") " + y + ")";
    }

    private static String crossEntropy(String y, String h) {
        return "(-" + y + " log(" + h + ") - (1 - " + y + ") log(1 - " + h + "))";
    }
}
