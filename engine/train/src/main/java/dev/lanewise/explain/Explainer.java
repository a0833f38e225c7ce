package dev.lanewise.explain;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.text.Phrases;
import dev.lanewise.train.Gradients;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

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
    private final ReferenceChain chain;
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
     * @param target  [targets], as many as there are outputs, but for {@link dev.lanewise.spec.QuantileLoss}
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
     * @param target    [targets], as many as there are outputs, but for {@link dev.lanewise.spec.QuantileLoss}
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
        loss.requireFits(network.spec());
        requireLength("the target", loss.targetsFor(network.spec().outputs()), target.length);
        gradients = Gradients.of(network, loss, Batch.withTargets(input, input.length, target, target.length));
        chain = new ReferenceChain(network.spec(), network::tensor);
        pass = new ReferencePass(chain, LossReference.of(network.spec(), loss, this.target), input.clone());
        exact = new DoubleNetwork(chain, pass.loss, pass.values[0].floats());
    }

    private void requireLength(String what, int expected, int got) {
        if (got != expected) {
            throw new IllegalArgumentException(what + " of the network " + network.spec().shape() + " expects "
                    + Phrases.count(expected, "number") + ", got " + got);
        }
    }

    /**
     * Explains the derivative of the cost by a parameter or an input.
     *
     * @param by    the parameter, or the input as {@link Variable.Output} of layer 1
     * @param alpha step size of the step of descent that is tried
     * @return the explanation
     * @throws IllegalArgumentException if the network has no such variable
     */
    public Explanation explain(Variable by, float alpha) {
        return explain(by, alpha, TensorFactors.NONE);
    }

    /**
     * Explains the derivative of the cost by a parameter or an input, with a step of descent in which groups of tensors have step sizes of
     * their own.
     *
     * @param by      the parameter, or the input as {@link Variable.Output} of layer 1
     * @param alpha   step size of the step of descent that is tried
     * @param factors what it is multiplied by for groups of tensors; decays have no part in it
     * @return the explanation
     * @throws IllegalArgumentException if the network has no such variable, or not the layers and tensors of the factors
     */
    public Explanation explain(Variable by, float alpha, TensorFactors factors) {
        factors.requireFit(network.spec());
        Term root = derivative(by);
        Map<String, float[]> tensors = new LinkedHashMap<>();
        chain.tensors.forEach(tensor -> tensors.put(tensor.spec().name(), tensor.values()));
        var values = new Explanation.Values(network.spec().widths(), chain.outputs(pass.values), chain.sums(pass.values), tensors);
        return new Explanation(network.spec(), loss, by, values, target, pass.cost, root, proofs(by),
                descent(by, root, alphas(alpha, factors)));
    }

    /** The derivative of the cost by a parameter or an input. */
    Term derivative(Variable by) {
        by.requireIn(network.spec());
        requireDerivative(by);
        return term(by);
    }

    private void requireDerivative(Variable by) {
        StageReference first = chain.stages.getFirst();
        switch (by) {
            case Variable.Output(int layer, int node) when !first.hasDerivativeBy(node - 1) ->
                throw new IllegalArgumentException("input " + node + " of the network " + network.spec().shape() + " is a category of the "
                        + first.name() + ", so that there is no derivative by it; expected another input or a parameter");
            case Variable.Node _, Variable.Learned _, Variable.Cost _ -> { }
        }
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
                case Variable.Learned parameter -> byParameter(parameter);
                case Variable.Node node -> byNode(node);
                case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a variable of the cost");
            };
            terms.put(by, known);
        }
        return known;
    }

    /** Where a parameter enters: the outputs of a stage that depend on it, and by how much. */
    private ParameterUse use(Variable.Learned parameter) {
        return ParameterUse.of(TensorPlace.of(parameter, chain.tensorSpecs), pass);
    }

    private Term byParameter(Variable.Learned by) {
        ParameterUse use = use(by);
        Derivative derivative = new Derivative(COST, by);
        return switch (use.outputs().size()) {
            case 0 -> new Term.Factor(derivative, 0f, 0);
            case 1 -> byOnlyUse(derivative, use);
            default -> ways(derivative, new Local(use.gradient().value(), use.gradient().exact(), 0), use.value(), use.outputs(),
                    output -> use.locals().get(use.outputs().indexOf(output)));
        };
    }

    private Term byOnlyUse(Derivative derivative, ParameterUse use) {
        Term outer = term(chain.node(use.value(), use.outputs().getFirst()));
        Local local = use.locals().getFirst();
        return new Term.Product(derivative, use.gradient().value(), outer.exact() * local.exact(), factors(outer, derivative.by(), local));
    }

    /** The factors of dJ by a node, and one more: the node by what comes before it. */
    private static List<Term> factors(Term outer, Variable by, Local local) {
        List<Term> factors = new ArrayList<>(switch (outer) {
            case Term.Product product -> product.factors();
            case Term.Factor _, Term.PathSum _ -> List.of(outer);
        });
        factors.add(factor(new Derivative(outer.derivative().by(), by), local));
        return factors;
    }

    private static Term.Factor factor(Derivative derivative, Local local) {
        return new Term.Factor(derivative, local.value(), local.exact());
    }

    private Term byNode(Variable.Node node) {
        int value = chain.valueOf(node), i = node.node() - 1;
        Derivative derivative = new Derivative(COST, node);
        Local gradient = Local.of(pass.gradients[value], i);
        if (value == pass.firstGradient()) {
            return factor(derivative, gradient);
        }
        StageReference stage = chain.stages.get(value);
        OptionalInt only = stage.onlyOutputOf(i);
        if (only.isPresent()) {
            Term next = term(chain.node(value + 1, only.getAsInt()));
            List<Term> factors = factors(next, node, byInput(value, i, only.getAsInt()));
            return new Term.Product(derivative, gradient.value(), gradient.exact(), factors);
        }
        List<Integer> outputs = IntStream.range(0, pass.values[value + 1].size()).filter(output -> stage.connects(i, output)).boxed()
                .toList();
        return ways(derivative, gradient, value + 1, outputs, output -> byInput(value, i, output));
    }

    private Local byInput(int value, int input, int output) {
        return chain.stages.get(value).byInput(input, output, pass.values[value], pass.values[value + 1]);
    }

    /** The sum over outputs, numbers of a value, with what each of them has of the variable. */
    private Term.PathSum ways(Derivative derivative, Local sum, int value, List<Integer> outputs, IntFunction<Local> local) {
        List<Term.Product> ways = new ArrayList<>();
        double shown = 0;
        for (int output : largest(pass.gradients[value], outputs, local)) {
            Term.Product way = way(derivative, term(chain.node(value, output)), local.apply(output));
            ways.add(way);
            shown += way.exact();
        }
        int others = outputs.size() - ways.size();
        return new Term.PathSum(derivative, sum.value(), sum.exact(), ways, others, others == 0 ? 0 : sum.exact() - shown);
    }

    /** The outputs by which most of a derivative comes, in their order. */
    private List<Integer> largest(Traced gradient, List<Integer> outputs, IntFunction<Local> local) {
        double[] sizes = new double[gradient.size()];
        PriorityQueue<Integer> best = new PriorityQueue<>(Comparator.comparingDouble(output -> sizes[output]));
        for (int output : outputs) {
            sizes[output] = Math.abs(gradient.doubles()[output] * local.apply(output).exact());
            best.add(output);
            if (best.size() > waysShown) {
                best.remove();
            }
        }
        return best.stream().sorted().toList();
    }

    private static Term.Product way(Derivative derivative, Term outer, Local local) {
        Term.Factor inner = factor(new Derivative(outer.derivative().by(), derivative.by()), local);
        return new Term.Product(derivative, outer.value() * local.value(), outer.exact() * local.exact(), List.of(outer, inner));
    }

    private float backward(Variable by) {
        return switch (by) {
            case Variable.Learned parameter -> {
                TensorPlace place = TensorPlace.of(parameter, chain.tensorSpecs);
                yield gradients.at(place.tensor(), place.element());
            }
            case Variable.Output(int layer, int node) -> gradients.input(0, node - 1);
            case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a variable of the cost");
            case Variable.PreActivation s -> throw new IllegalArgumentException("sums are not trained");
        };
    }

    private double bound(Variable by) {
        return switch (by) {
            case Variable.Learned parameter -> use(parameter).gradient().bound();
            case Variable.Output(int layer, int node) -> pass.gradients[0].bounds()[node - 1];
            case Variable.Cost _, Variable.PreActivation _ -> throw new IllegalArgumentException(by + " is not explained");
        };
    }

    /** The step size of a tensor, by its number. */
    private IntToDoubleFunction alphas(float alpha, TensorFactors factors) {
        return tensor -> alpha * factors.of(TensorFactors.Target.LEARNING_RATE, chain.tensorSpecs.get(tensor));
    }

    private Optional<Explanation.Descent> descent(Variable by, Term root, IntToDoubleFunction alphas) {
        return switch (by) {
            case Variable.Learned parameter -> Optional.of(descentOf(parameter, root, alphas));
            case Variable.Output _ -> Optional.empty();
            case Variable.Cost _, Variable.PreActivation _ -> throw new IllegalArgumentException(by + " is not trained");
        };
    }

    private Explanation.Descent descentOf(Variable.Learned by, Term root, IntToDoubleFunction alphas) {
        TensorPlace place = TensorPlace.of(by, chain.tensorSpecs);
        float alpha = (float) alphas.applyAsDouble(place.tensor());
        float before = chain.tensors.get(place.tensor()).values()[place.element()], after = Math.fma(-alpha, root.value(), before);
        double alone = exact.cost(by, (double) after - before);
        return new Explanation.Descent(alpha, before, after, exact.cost(), alone, movedByAll(alphas).cost());
    }

    /** The network after a step against the whole gradient. */
    private DoubleNetwork movedByAll(IntToDoubleFunction alphas) {
        ReferenceChain moved = new ReferenceChain(network.spec(), tensor -> moved(tensor, (float) alphas.applyAsDouble(tensor)));
        return new DoubleNetwork(moved, pass.loss, pass.values[0].floats());
    }

    private float[] moved(int tensor, float alpha) {
        float[] values = chain.tensors.get(tensor).values().clone();
        for (int element = 0; element < values.length; element++) {
            values[element] = Math.fma(-alpha, gradients.at(tensor, element), values[element]);
        }
        return values;
    }
}
