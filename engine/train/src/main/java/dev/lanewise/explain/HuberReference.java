package dev.lanewise.explain;

/** Half of the square of {@code h - y} up to delta, and straight beyond. */
record HuberReference(float[] target, float delta) implements LossReference {

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < h.length; o++) {
            float size = Math.abs(h[o] - target[o]), inner = size > delta ? delta : size;
            cost = Math.fma(inner, Math.fma(-0.5f, inner, size), cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double cost = 0;
        for (int o = 0; o < h.length; o++) {
            double size = Math.abs(h[o] - target[o]);
            cost += size <= delta ? 0.5 * size * size : delta * (size - 0.5 * delta);
        }
        return cost;
    }

    /** Cutting off moves no two numbers apart, so what bounds the differences bounds these, too. */
    @Override
    public Traced backward(Traced h) {
        Traced gradient = LossReference.super.backward(h);
        for (int o = 0; o < h.size(); o++) {
            float difference = gradient.floats()[o];
            gradient.floats()[o] = difference > delta ? delta : difference < -delta ? -delta : difference;
            gradient.doubles()[o] = Math.clamp(gradient.doubles()[o], -delta, delta);
        }
        return gradient;
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        String size = "|" + y + " - " + h + "|", bound = Numbers.text(delta);
        return sum + script.fraction("1", "2") + " " + script.raised("(" + y + " - " + h + ")", "2") + script.words(" where ") + size
                + " <= " + bound + script.words(", else ") + bound + script.times() + "(" + size + " - "
                + Numbers.text(delta / 2) + ")";
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        String bound = Numbers.text(delta);
        return script.named("max") + "(-" + bound + ", " + script.named("min") + "(" + bound + ", " + h + " - " + y + "))";
    }
}
