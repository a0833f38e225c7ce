package dev.lanewise.explain;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The loss of an ensemble: the mean of those of its members, each held against the same targets.
 *
 * @param one     that of one member
 * @param members how many there are
 * @param outputs of each
 */
record MemberLossReference(LossReference one, int members, int outputs) implements LossReference {

    @Override
    public float[] target() {
        return one.target();
    }

    @Override
    public int targetOf(int output) {
        return one.targetOf(output % outputs);
    }

    @Override
    public boolean isFromLogits() {
        return one.isFromLogits();
    }

    @Override
    public float cost(float[] z, float[] h) {
        double sum = 0;
        for (int m = 0; m < members; m++) {
            sum += one.cost(Arrays.copyOfRange(z, m * outputs, (m + 1) * outputs), Arrays.copyOfRange(h, m * outputs, (m + 1) * outputs));
        }
        return (float) (sum / members);
    }

    @Override
    public double cost(double[] z, double[] h) {
        return IntStream.range(0, members).mapToDouble(m -> one.cost(MemberwiseReference.part(z, m, outputs),
                MemberwiseReference.part(h, m, outputs))).sum() / members;
    }

    @Override
    public Traced backward(Traced z, Traced h) {
        Local share = new Local(1f / members, 1.0 / members, Traced.rounding(1f / members));
        return MemberwiseReference.joined(IntStream.range(0, members).mapToObj(m -> one.backward(MemberwiseReference.part(z, m, outputs),
                MemberwiseReference.part(h, m, outputs))).toList()).times(_ -> share);
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return script.words("mean over members of ") + one.formula(y, h, sum, script);
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return "(" + one.slopeFormula((node - 1) % outputs + 1, y, h, script) + ") / " + members;
    }

    @Override
    public IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.range(0, members).boxed().flatMapToInt(m -> one.kinksBetween(MemberwiseReference.part(above, m, outputs),
                MemberwiseReference.part(below, m, outputs)).map(o -> m * outputs + o));
    }

    @Override
    public String derivation(String cost) {
        return one.derivation(cost);
    }

    @Override
    public double derivedByOutputs(double[] h) {
        return one.derivedByOutputs(MemberwiseReference.part(h, 0, outputs)) / members;
    }

    @Override
    public double derivedAtOnce(double[] h) {
        return one.derivedAtOnce(MemberwiseReference.part(h, 0, outputs)) / members;
    }
}
