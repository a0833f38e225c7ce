package dev.lanewise.explain;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The sums of the heads of an ensemble, {@code z[m] = W[m] h[m] + b[m]}: the numbers of one member after those of another.
 *
 * @param members how many there are
 * @param weights [members x outputs, inputs]
 * @param biases  [members, outputs]
 */
record HeadsReference(int members, ReferenceTensor weights, ReferenceTensor biases) implements StageReference {

    /** Terms of a sum that are written out before three dots take the place of the others. */
    private static final int SHOWN = 3;

    @Override
    public String name() {
        return "heads";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return List.of(weights, biases);
    }

    /** Of one member. */
    private int inputs() {
        return weights.columns();
    }

    private int outputs() {
        return biases.columns();
    }

    /** The input of a member that a weight multiplies; the row of a weight is its output. */
    private int inputOf(int element) {
        return element / inputs() / outputs() * inputs() + element % inputs();
    }

    private int weight(int input, int output) {
        return output * inputs() + input % inputs();
    }

    @Override
    public Traced forward(Traced h) {
        return Traced.of(members * outputs(), output -> {
            Local sum = Local.of(biases.values()[output]);
            for (int element = output * inputs(); element < (output + 1) * inputs(); element++) {
                sum = Local.of(h, inputOf(element)).fma(Local.of(weights.values()[element]), sum);
            }
            return sum;
        });
    }

    @Override
    public double[] forward(double[] h, Move move) {
        double[] z = new double[members * outputs()];
        for (int output = 0; output < z.length; output++) {
            z[output] = biases.values()[output];
            for (int element = output * inputs(); element < (output + 1) * inputs(); element++) {
                z[output] += weights.values()[element] * h[inputOf(element)];
            }
        }
        // added apart, so that a small move is not rounded away beside a large weight
        if (move.isOf(weights)) {
            z[move.element() / inputs()] += move.distance() * h[inputOf(move.element())];
        }
        if (move.isOf(biases)) {
            z[move.element()] += move.distance();
        }
        return z;
    }

    @Override
    public Traced backward(Traced dz, Traced h, Traced z) {
        return Traced.of(h.size(), input -> {
            int first = input / inputs() * outputs();
            Local sum = Local.ZERO;
            for (int output = first; output < first + outputs(); output++) {
                sum = byInput(input, output, h, z).fma(Local.of(dz, output), sum);
            }
            return sum;
        });
    }

    @Override
    public OptionalInt onlyOutputOf(int input) {
        return outputs() == 1 ? OptionalInt.of(input / inputs()) : OptionalInt.empty();
    }

    @Override
    public boolean connects(int input, int output) {
        return input / inputs() == output / outputs();
    }

    @Override
    public Local byInput(int input, int output, Traced h, Traced z) {
        return connects(input, output) ? Local.of(weights.values()[weight(input, output)]) : Local.ZERO;
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced h) {
        return IntStream.of(tensor.number() == weights.number() ? element / inputs() : element);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced h, Traced z) {
        return tensor.number() == weights.number() ? Local.of(h, inputOf(element)) : Local.ONE;
    }

    private String weight(int layer, int input, int output, Symbols signs) {
        return signs.symbol(new Variable.Parameter(layer, "heads", weight(input, output)));
    }

    /** The first two terms of the sum, and the last. */
    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        int first = (node - 1) / outputs() * inputs();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < inputs(); i++) {
            if (inputs() > SHOWN && i >= 2 && i < inputs() - 1) {
                text.append(i == 2 ? "... + " : "");
                continue;
            }
            text.append(weight(layer, first + i, node - 1, signs)).append(' ')
                    .append(signs.symbol(new Variable.Output(layer, first + i + 1))).append(" + ");
        }
        return text + signs.symbol(new Variable.Parameter(layer, "head_biases", node - 1));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        int output = Variable.PreActivation.of(derivative.of()).node() - 1;
        return switch (derivative.by()) {
            case Variable.Output(int layer, int from) -> weight(layer, from - 1, output, signs);
            case Variable.Parameter(int layer, String tensor, int element) when tensor.equals("heads") ->
                signs.symbol(new Variable.Output(layer, inputOf(element) + 1));
            case Variable.Parameter _ -> "1";
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of heads");
        };
    }
}
