package dev.lanewise.explain;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.text.Phrases;
import dev.lanewise.train.Gradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Explains gradients of one sample: builds the tree of derivatives, and proves its number three times.
 *
 * <p>Derivatives are worked out once per node, never once per way through the network.
 */
public final class Explainer {

    /** Ways that are shown of each sum, unless said otherwise. */
    public static final int WAYS_SHOWN = 5;

    private static final Variable COST = new Variable.Cost();

    private final Network network;
    private final Loss loss;
    private final float[] target;
    private final int waysShown;
    private final ReferencePass pass;
    private final DoubleNetwork exact;
    private final Gradients gradients;
    private final Map<Variable, Term> terms = new HashMap<>();

    /**
     * Runs a sample forward and back.
     *
     * @param network the network
     * @param loss    the cost function
     * @param input   [inputs]
     * @param target  [outputs]
     * @throws IllegalArgumentException if they do not fit each other
     */
    public Explainer(Network network, Loss loss, float[] input, float[] target) {
        this(network, loss, input, target, WAYS_SHOWN);
    }

    /**
     * Runs a sample forward and back.
     *
     * @param network   the network
     * @param loss      the cost function
     * @param input     [inputs]
     * @param target    [outputs]
     * @param waysShown how many ways of each sum the tree holds, those that contribute most
     * @throws IllegalArgumentException if they do not fit each other
     */
    public Explainer(Network network, Loss loss, float[] input, float[] target, int waysShown) {
        this.network = Objects.requireNonNull(network, "network");
        this.loss = Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(input, "input");
        this.target = Objects.requireNonNull(target, "target").clone();
        this.waysShown = waysShown;
        requireLength("the input", network.spec().inputs(), input.length);
        requireLength("the target", network.spec().outputs(), target.length);
        gradients = Gradients.of(network, loss, Batch.withTargets(input, input.length, target, target.length));
        pass = new ReferencePass(network, loss, input.clone(), this.target);
        exact = new DoubleNetwork(pass.dense, pass.activations, pass.loss, pass.h[0].floats());
    }

    private void requireLength(String what, int expected, int got) {
        if (got != expected) {
            throw new IllegalArgumentException(what + " of the network " + network.spec().sizes() + " expects "
                    + Phrases.count(expected, "number") + ", got " + got);
        }
    }

    /**
     * Explains the derivative of the cost by a weight, a bias or an input.
     *
     * @param by    the weight, bias or input, as {@link Variable.Output} of layer 1
     * @param alpha step size of the step of descent that is tried
     * @return the explanation
     * @throws IllegalArgumentException if the network has no such variable
     */
    public Explanation explain(Variable by, float alpha) {
        Term root = derivative(by);
        var values = new Explanation.Values(ReferencePass.floats(pass.h), ReferencePass.floats(pass.z),
                Arrays.stream(pass.dense).map(DenseReference::weights).toArray(float[][]::new),
                Arrays.stream(pass.dense).map(DenseReference::biases).toArray(float[][]::new));
        return new Explanation(network.spec(), loss, by, values, target, pass.cost, root, proofs(by), descent(by, root, alpha, values));
    }

    /** The derivative of the cost by a weight, a bias or an input. */
    Term derivative(Variable by) {
        by.requireIn(network.spec());
        return term(by);
    }

    /** The proofs of that derivative, without the step of descent, which works out a whole network. */
    Explanation.Proofs proofs(Variable by) {
        DoubleNetwork.Difference difference = exact.difference(by);
        return new Explanation.Proofs(backward(by), derivative(by).exact(), bound(by), difference.value(), difference.bound());
    }

    /** dJ by a variable; each is worked out once. */
    private Term term(Variable by) {
        Term known = terms.get(by);
        if (known == null) {
            known = switch (by) {
                case Variable.Weight(int layer, int to, int from) -> byParameter(by, new Variable.Sum(layer, to), factor(
                        new Derivative(new Variable.Sum(layer, to), by), pass.h[layer - 1], from - 1));
                case Variable.Bias(int layer, int to) -> byParameter(by, new Variable.Sum(layer, to), new Term.Factor(
                        new Derivative(new Variable.Sum(layer, to), by), 1f, 1));
                case Variable.Sum sum -> bySum(sum);
                case Variable.Output output -> byOutput(output);
                case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a variable of the cost");
            };
            terms.put(by, known);
        }
        return known;
    }

    private static Term.Factor factor(Derivative derivative, Traced values, int i) {
        return new Term.Factor(derivative, values.floats()[i], values.doubles()[i]);
    }

    /** The factors of dJ by the sum, and one more: the sum by the parameter. */
    private Term byParameter(Variable by, Variable.Sum sum, Term.Factor inner) {
        Term outer = term(sum);
        List<Term> factors = new ArrayList<>(switch (outer) {
            case Term.Product product -> product.factors();
            case Term.Factor _, Term.Ways _ -> List.of(outer);
        });
        factors.add(inner);
        // training adds the product to +0.0, which turns -0.0 into +0.0
        float value = Math.fma(inner.value(), outer.value(), 0f);
        return new Term.Product(new Derivative(COST, by), value, outer.exact() * inner.exact(), factors);
    }

    private Term bySum(Variable.Sum sum) {
        int l = sum.layer() - 1, i = sum.node() - 1;
        Derivative derivative = new Derivative(COST, sum);
        if (pass.dh[l + 1] == null) {
            return factor(derivative, pass.dz[l], i);
        }
        Variable.Output output = new Variable.Output(sum.layer() + 1, sum.node());
        Traced z = pass.z[l], h = pass.h[l + 1];
        Term.Factor inner = new Term.Factor(new Derivative(output, sum), pass.activations[l].derivative(z.floats()[i], h.floats()[i]),
                pass.activations[l].derivative(z.doubles()[i], h.doubles()[i]));
        return new Term.Product(derivative, pass.dz[l].floats()[i], pass.dz[l].doubles()[i], List.of(term(output), inner));
    }

    private Term byOutput(Variable.Output output) {
        int l = output.layer() - 1, i = output.node() - 1;
        Derivative derivative = new Derivative(COST, output);
        float value = pass.dh[l].floats()[i];
        double exactValue = pass.dh[l].doubles()[i];
        if (l == pass.z.length) {
            return new Term.Factor(derivative, value, exactValue);
        }
        List<Term.Product> ways = new ArrayList<>();
        double shown = 0;
        for (int o : largest(l, i)) {
            Term.Product way = way(l, o, i, derivative);
            ways.add(way);
            shown += way.exact();
        }
        int others = pass.dz[l].size() - ways.size();
        return new Term.Ways(derivative, value, exactValue, ways, others, others == 0 ? 0 : exactValue - shown);
    }

    /** The nodes of the next layer by which most of dJ/dh comes, in the order of nodes. */
    private List<Integer> largest(int l, int i) {
        int in = pass.h[l].size();
        PriorityQueue<Integer> best = new PriorityQueue<>((a, b) -> Double.compare(contribution(l, in, a, i), contribution(l, in, b, i)));
        for (int o = 0; o < pass.dz[l].size(); o++) {
            best.add(o);
            if (best.size() > waysShown) {
                best.remove();
            }
        }
        return best.stream().sorted().toList();
    }

    private double contribution(int l, int in, int o, int i) {
        return Math.abs(pass.dz[l].doubles()[o] * pass.dense[l].weights()[o * in + i]);
    }

    private Term.Product way(int l, int o, int i, Derivative derivative) {
        Variable.Sum sum = new Variable.Sum(l + 1, o + 1);
        float weight = pass.dense[l].weights()[o * pass.h[l].size() + i];
        Term outer = term(sum);
        Term.Factor inner = new Term.Factor(new Derivative(sum, derivative.by()), weight, weight);
        return new Term.Product(derivative, outer.value() * weight, outer.exact() * weight, List.of(outer, inner));
    }

    private float backward(Variable by) {
        return switch (by) {
            case Variable.Weight(int layer, int to, int from) -> gradients.weight(layer - 1, to - 1, from - 1);
            case Variable.Bias(int layer, int to) -> gradients.bias(layer - 1, to - 1);
            case Variable.Output(int layer, int node) -> gradients.input(0, node - 1);
            case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a variable of the cost");
            case Variable.Sum s -> throw new IllegalArgumentException("sums are not trained");
        };
    }

    private double bound(Variable by) {
        return switch (by) {
            case Variable.Weight(int layer, int to, int from) -> Traced.productBound(pass.dz[layer - 1].doubles()[to - 1],
                    pass.dz[layer - 1].bounds()[to - 1], pass.h[layer - 1].doubles()[from - 1], pass.h[layer - 1].bounds()[from - 1]);
            case Variable.Bias(int layer, int to) -> pass.dz[layer - 1].bounds()[to - 1];
            case Variable.Output(int layer, int node) -> pass.dh[0].bounds()[node - 1];
            case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a variable of the cost");
            case Variable.Sum(int layer, int node) -> pass.dz[layer - 1].bounds()[node - 1];
        };
    }

    private Explanation.Descent descent(Variable by, Term root, float alpha, Explanation.Values values) {
        return switch (by) {
            case Variable.Weight _, Variable.Bias _ -> descentOf(by, root, alpha, values);
            case Variable.Output _ -> null;
            case Variable.Cost _, Variable.Sum _ -> throw new IllegalArgumentException(by + " is not trained");
        };
    }

    private Explanation.Descent descentOf(Variable by, Term root, float alpha, Explanation.Values values) {
        float before = values.of(by), after = Math.fma(-alpha, root.value(), before);
        double alone = exact.cost(by, (double) after - before);
        return new Explanation.Descent(alpha, before, after, exact.cost(), alone, movedByAll(alpha).cost());
    }

    /** The network after a step against the whole gradient. */
    private DoubleNetwork movedByAll(float alpha) {
        DenseReference[] moved = new DenseReference[pass.dense.length];
        for (int l = 0; l < moved.length; l++) {
            moved[l] = moved(pass.dense[l], l, alpha);
        }
        return new DoubleNetwork(moved, pass.activations, pass.loss, pass.h[0].floats());
    }

    private DenseReference moved(DenseReference layer, int l, float alpha) {
        float[] weights = layer.weights().clone(), biases = layer.biases().clone();
        int in = weights.length / biases.length;
        for (int o = 0; o < biases.length; o++) {
            biases[o] = Math.fma(-alpha, gradients.bias(l, o), biases[o]);
            for (int i = 0; i < in; i++) {
                weights[o * in + i] = Math.fma(-alpha, gradients.weight(l, o, i), weights[o * in + i]);
            }
        }
        return new DenseReference(weights, biases);
    }
}
