package dev.lanewise.explain;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sums of a dense layer, {@code z = W h + b}.
 *
 * @param weights [out, in]
 * @param biases  [out]; nothing of a layer without biases
 */
record DenseReference(ReferenceTensor weights, Optional<ReferenceTensor> biases) implements StageReference {

    /** Terms of a sum that are written out before three dots take the place of the others. */
    private static final int TERMS_SHOWN = 4;

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return Stream.concat(Stream.of(weights), biases.stream()).toList();
    }

    private int outputs() {
        return weights.spec().shape().getFirst();
    }

    private float bias(int output) {
        return biases.isPresent() ? biases.get().values()[output] : 0f;
    }

    @Override
    public Traced forward(Traced h) {
        Traced z = new Traced(new float[outputs()], forward(h.doubles(), Move.NONE), new double[outputs()]);
        for (int o = 0; o < z.size(); o++) {
            float running = bias(o);
            double bound = 0;
            for (int i = 0; i < h.size(); i++) {
                float w = weights.values()[o * h.size() + i];
                running = Math.fma(w, h.floats()[i], running);
                bound += Math.abs(w) * h.bounds()[i] + Traced.rounding(running);
            }
            z.floats()[o] = running;
            z.bounds()[o] = bound;
        }
        return z;
    }

    @Override
    public double[] forward(double[] h, Move move) {
        double[] z = new double[outputs()];
        for (int o = 0; o < z.length; o++) {
            double sum = bias(o);
            for (int i = 0; i < h.length; i++) {
                sum += weights.values()[o * h.length + i] * h[i];
            }
            z[o] = sum;
        }
        // added apart, so that a small move is not rounded away beside a large weight
        if (move.isOf(weights)) {
            z[move.element() / h.length] += move.distance() * h[move.element() % h.length];
        }
        if (biases.filter(move::isOf).isPresent()) {
            z[move.element()] += move.distance();
        }
        return z;
    }

    @Override
    public Traced backward(Traced dz, Traced h, Traced z) {
        Traced dh = new Traced(h.size());
        for (int o = 0; o < dz.size(); o++) {
            for (int i = 0; i < dh.size(); i++) {
                float w = weights.values()[o * dh.size() + i];
                dh.doubles()[i] += w * dz.doubles()[o];
                dh.floats()[i] = Math.fma(w, dz.floats()[o], dh.floats()[i]);
                dh.bounds()[i] += Math.abs(w) * dz.bounds()[o] + Traced.rounding(dh.floats()[i]);
            }
        }
        return dh;
    }

    @Override
    public Local byInput(int input, int output, Traced h, Traced z) {
        return Local.of(weights.values()[output * h.size() + input]);
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced h) {
        return IntStream.of(tensor.number() == weights.number() ? element / h.size() : element);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced h, Traced z) {
        return tensor.number() == weights.number() ? Local.of(h, element % h.size()) : Local.ONE;
    }

    /** The sum with the term that matters among the first few. */
    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        int nodes = weights.columns();
        int own = switch (by) {
            case Variable.Weight weight -> weight.from();
            case Variable.Bias _, Variable.Parameter _, Variable.Output _, Variable.Cost _, Variable.PreActivation _ -> 0;
        };
        StringBuilder text = new StringBuilder();
        boolean cut = nodes > TERMS_SHOWN;
        for (int i = 1; i <= nodes; i++) {
            if (cut && i > 2 && i < nodes && i != own) {
                text.append(i == 3 || i == own + 1 ? "... + " : "");
                continue;
            }
            text.append(signs.symbol(new Variable.Weight(layer, node, i))).append(' ')
                    .append(signs.symbol(new Variable.Output(layer, i))).append(i < nodes ? " + " : "");
        }
        return text + (biases.isPresent() ? " + " + signs.symbol(new Variable.Bias(layer, node)) : "");
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        Variable.PreActivation sum = Variable.PreActivation.of(derivative.of());
        return switch (derivative.by()) {
            case Variable.Weight(int layer, int to, int from) -> signs.symbol(new Variable.Output(layer, from));
            case Variable.Output(int layer, int from) -> signs.symbol(new Variable.Weight(sum.layer(), sum.node(), from));
            case Variable.Bias _, Variable.Parameter _, Variable.PreActivation _, Variable.Cost _ -> "1";
        };
    }
}
