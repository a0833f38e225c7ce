package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Categories;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Layers of every kind, in places where each can stand. */
class EveryKindOfLayerTest {

    private static final List<Activation> ELEMENTWISE = List.of(Activation.identity(), Activation.sigmoid(), Activation.tanh(),
            Activation.relu(), Activation.leakyRelu(), Activation.parametric(Activation.sigmoid()),
            Activation.parametric(Activation.relu()), Activation.parametric(Activation.tanh()),
            Activation.parametric(new Activation.LeakyRelu(0.25f)), Activation.prelu(), new Activation.Elu(0.7f), Activation.selu(),
            Activation.softplus(), Activation.softsign(), Activation.gelu(), Activation.geluTanh(), Activation.silu(), Activation.mish(),
            Activation.hardSigmoid(), Activation.hardTanh(), Activation.hardSwish(), Activation.parametric(Activation.gelu()));

    /** A network and a sample. */
    private record Case(Network network, Loss loss, float[] input, float[] target) {

        static Case of(int seed) {
            var random = new SplittableRandom(seed);
            NetworkSpec spec = spec(random, seed % 2 == 0 ? ELEMENTWISE.get(seed / 2 % ELEMENTWISE.size()) : Activation.softmax());
            float[] input = floats(random, spec.inputs()), target = new float[spec.outputs()];
            Categories.round(input, spec);
            target[random.nextInt(target.length)] = 1;
            return new Case(network(spec, random), seed % 2 == 0 ? Loss.squaredError() : Loss.softmaxCrossEntropy(), input, target);
        }

        /** Parameters of activations and norms start at 0 or 1; here they are any. */
        private static Network network(NetworkSpec spec, SplittableRandom random) {
            Network network = Network.create(spec, random.nextLong());
            return Network.of(spec, tensor -> tensor.role() == TensorSpec.Role.ACTIVATION || tensor.role() == TensorSpec.Role.NORM
                    ? floats(random, (int) tensor.elements()) : network.tensor(tensor.name()));
        }

        Explainer explainer() {
            return new Explainer(network, loss, input, target, Integer.MAX_VALUE);
        }

        ReferencePass pass() {
            return new ReferencePass(new ReferenceChain(network.spec(), network::tensor), LossReference.of(network.spec(), loss, target),
                    input);
        }
    }

    private static NetworkSpec spec(SplittableRandom random, Activation output) {
        int inputs = 2 + random.nextInt(5);
        List<Layer> layers = new ArrayList<>();
        if (random.nextBoolean()) {
            layers.add(embedding(random, inputs));
        }
        for (int l = random.nextInt(4); l > 0; l--) {
            layers.add(hidden(random, layers.isEmpty() ? inputs : new NetworkSpec(inputs, layers).outputs(), 0));
        }
        if (random.nextInt(4) > 0) {
            layers.add(dense(random, output));
            return new NetworkSpec(inputs, layers);
        }
        int members = 1 + random.nextInt(3), first = !layers.isEmpty() && layers.getFirst() instanceof Embedding ? 1 : 0;
        layers.add(first + random.nextInt(layers.size() - first + 1), Layer.members(members));
        layers.add(Layer.heads(members, 1 + random.nextInt(3), output.isLearned() ? Activation.tanh() : output));
        return new NetworkSpec(inputs, layers);
    }

    private static Layer hidden(SplittableRandom random, int width, int depth) {
        if (width > 1 && depth == 0 && random.nextInt(3) == 0) {
            return piecewise(random, width);
        }
        if (depth == 0 && random.nextInt(4) == 0) {
            return new Periodic(List.of(random.nextInt(width)), 1 + random.nextInt(6), 1 + random.nextInt(3), 0.3f);
        }
        return switch (random.nextInt(depth < 2 ? 6 : 5)) {
            case 0 -> Layer.dropout(0.5);
            case 1 -> Layer.scale();
            case 2 -> Layer.layerNorm();
            case 3, 4 -> dense(random, ELEMENTWISE.get(random.nextInt(ELEMENTWISE.size())));
            default -> residual(random, width, depth);
        };
    }

    private static Layer residual(SplittableRandom random, int width, int depth) {
        Layer first = hidden(random, width, depth + 1);
        return first.outputs(width) == width && random.nextBoolean() ? Layer.residual(first)
                : Layer.residual(first, Layer.dense(width, ELEMENTWISE.get(random.nextInt(ELEMENTWISE.size()))));
    }

    private static Dense dense(SplittableRandom random, Activation activation) {
        Dense dense = new Dense(1 + random.nextInt(6), activation, new Initializer.GlorotNormal(), new Initializer.Uniform(-0.5f, 0.5f));
        return random.nextInt(3) == 0 ? dense.withoutBias() : dense;
    }

    private static Embedding embedding(SplittableRandom random, int inputs) {
        List<Embedding.Table> tables = new ArrayList<>();
        for (int input = random.nextInt(2); input < inputs; input += 1 + random.nextInt(2)) {
            tables.add(new Embedding.Table(input, 1 + random.nextInt(4), 1 + random.nextInt(3)));
        }
        return new Embedding(tables, new Initializer.Uniform(-1f, 1f));
    }

    private static PiecewiseLinear piecewise(SplittableRandom random, int width) {
        List<PiecewiseLinear.Column> columns = new ArrayList<>();
        for (int input = random.nextInt(2); input + 1 < width; input += 2 + random.nextInt(2)) {
            boolean isFirst = random.nextBoolean();
            columns.add(new PiecewiseLinear.Column(isFirst ? input : input + 1, isFirst ? input + 1 : input, 1 + random.nextInt(4)));
        }
        return columns.isEmpty() ? new PiecewiseLinear(List.of(new PiecewiseLinear.Column(0, 1, 3)), 2)
                : new PiecewiseLinear(columns, 1 + random.nextInt(3), new Initializer.Uniform(-1f, 1f));
    }

    private static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    @Test
    void isExplainedByEveryVariable() {
        Set<Class<?>> met = new HashSet<>(), activations = new HashSet<>();
        for (int seed = 0; seed < 60; seed++) {
            Case c = Case.of(seed);
            c.network.spec().layers().forEach(layer -> met.add(layer.getClass()));
            c.network.spec().layers().forEach(layer -> activations.add(layer.activation().getClass()));
            Explainer explainer = c.explainer();
            List<Variable> variables = GradientSampling.sample(c.network.spec(), Integer.MAX_VALUE, 1);
            assertEquals(GradientSampling.variables(c.network.spec()), variables.size());
            for (Variable by : variables) {
                Explanation e = explainer.explain(by, 0.1f);
                String where = "seed " + seed + ", " + by + " of " + c.network + ": " + e.root() + ", " + e.proofs();
                assertTrue(e.proofs().hold(e.root().value()), where);
                assertTrue(e.proofs().bound() <= 1e-3 * (1 + Math.abs(e.proofs().exact())), where);
                assertPartsMake(e.root(), where);
            }
        }
        assertEquals(Set.of(Layer.class.getPermittedSubclasses()), met);
        assertEquals(Set.of(Activation.class.getPermittedSubclasses()), activations);
    }

    /** In double, where the order makes no difference beyond rounding. */
    private static void assertPartsMake(Term term, String where) {
        switch (term) {
            case Term.Factor _ -> { }
            case Term.Product product -> {
                double exact = product.factors().stream().mapToDouble(Term::exact).reduce(1, (a, b) -> a * b);
                assertEquals(exact, product.exact(), 1e-12 * Math.abs(exact), where);
                product.factors().forEach(factor -> assertPartsMake(factor, where));
            }
            case Term.PathSum ways -> {
                double exact = ways.ways().stream().mapToDouble(Term::exact).sum();
                assertEquals(exact, ways.exact(), 1e-12 * (1 + Math.abs(exact)), where);
                assertEquals(0, ways.others(), where);
                ways.ways().forEach(way -> assertPartsMake(way, where));
            }
        }
    }

    @Test
    void isToldInEveryNotation() {
        for (int seed = 0; seed < 20; seed++) {
            Case c = Case.of(seed);
            Explainer explainer = c.explainer();
            for (Variable by : GradientSampling.sample(c.network.spec(), 12, seed)) {
                Explanation e = explainer.explain(by, 0.1f);
                for (Notation notation : Notation.values()) {
                    String text = TextRenderer.render(e, notation);
                    assertTrue(text.contains("the same bits") && !text.contains("BEYOND"), text);
                    assertTrue(MarkdownRenderer.render(e, notation).contains("The proofs"), text);
                }
            }
        }
    }

    @Test
    void hasTheBitsOfThePredictionInItsReference() {
        for (int seed = 0; seed < 150; seed++) {
            Case c = Case.of(seed);
            float[] last = c.pass().values[c.pass().values.length - 1].floats(), predicted = new float[c.network.spec().outputs()];
            int members = last.length / predicted.length;
            for (int i = 0; i < last.length; i++) {
                predicted[i % predicted.length] += last[i];
            }
            for (int o = 0; o < predicted.length; o++) {
                predicted[o] /= members;
            }
            assertEquals(Arrays.toString(c.network.predict(c.input)), Arrays.toString(predicted), "seed " + seed);
        }
    }

    /** What goes back through a stage is the sum over its outputs of what each hands back. */
    @Test
    void hasLocalDerivativesThatMakeItsBackwardPass() {
        for (int seed = 0; seed < 150; seed++) {
            ReferencePass pass = Case.of(seed).pass();
            for (int s = 0; s < pass.firstGradient(); s++) {
                StageReference stage = pass.chain.stages.get(s);
                Traced x = pass.values[s], y = pass.values[s + 1];
                for (int i = 0; i < x.size(); i++) {
                    double sum = 0;
                    for (int o = 0; o < y.size(); o++) {
                        boolean counts = stage.hasDerivativeBy(i) && stage.connects(i, o);
                        sum += counts ? pass.gradients[s + 1].doubles()[o] * stage.byInput(i, o, x, y).exact() : 0;
                    }
                    assertEquals(sum, pass.gradients[s].doubles()[i], 1e-12 * (1 + Math.abs(sum)), "seed " + seed + ", " + stage.name());
                }
            }
        }
    }

    @Test
    void isInspectedWithItsTensors() {
        for (int seed = 0; seed < 40; seed++) {
            Case c = Case.of(seed);
            Dataset one = Dataset.withTargets(c.input, c.input.length, c.target, c.target.length);
            List<LayerHealth> layers = LayerHealth.of(c.network, c.loss, one, 0.1f);
            assertEquals(c.network.spec().layers().size(), layers.size());
            List<String> tensors = new ArrayList<>();
            for (LayerHealth layer : layers) {
                layer.tensors().forEach(tensor -> tensors.add("layer" + layer.layer() + "." + tensor.name()));
                boolean isLooked = c.network.spec().layers().get(layer.layer() - 1) instanceof Dense;
                assertEquals(isLooked, !Double.isNaN(layer.zeroShare()), layer.toString());
            }
            assertEquals(c.network.tensors().stream().map(tensor -> tensor.name()).toList(), tensors);
        }
    }

    /** Two categories of input 2 and three numbers for each, after input 1. */
    private static Explainer embedded(float category) {
        Embedding embedding = new Embedding(List.of(new Embedding.Table(1, 2, 3)), new Initializer.Uniform(-1f, 1f));
        NetworkSpec spec = NetworkSpec.inputs(2).layer(embedding)
                .layer(Layer.dropout(0.5)).dense(1, Activation.identity()).build();
        return new Explainer(Network.create(spec, 3), Loss.squaredError(), new float[] {0.5f, category}, new float[] {1});
    }

    @Test
    void hasARowOfATableForEachCategory() {
        Variable used = new Variable.Parameter(1, "table1", 4), other = new Variable.Parameter(1, "table1", 1);
        Explanation e = embedded(1).explain(used, 0.1f);
        String text = TextRenderer.render(e, Notation.ARTICLE);
        String is = "table1,2,2(1) = " + Numbers.text(e.values().of(used)) + " is layer1.table1[1, 1] of the network 2-4-4-1.";
        assertTrue(text.contains(is), text);
        assertTrue(text.contains("h3(2) = table1,2,2(1)\n      h3(3) = h3(2)\n"), text);
        assertTrue(text.contains("dJ/dtable1,2,2(1) = dJ/dh3(3) * dh3(3)/dh3(2) * dh3(2)/dtable1,2,2(1)"), text);
        Explanation unused = embedded(1).explain(other, 0.1f);
        assertEquals(0f, unused.root().value());
        text = TextRenderer.render(unused, Notation.ARTICLE);
        assertTrue(text.contains("It is zero: nothing depends on table1,1,2(1) with this sample."), text);
        assertTrue(embedded(0).explain(other, 0.1f).root().value() != 0f);
    }

    @Test
    void saysOnceThatNothingIsDropped() {
        String text = TextRenderer.render(embedded(0).explain(new Variable.Output(1, 1), 0.1f), Notation.ARTICLE);
        assertEquals(2, text.split("in which nothing is dropped", -1).length, text);
    }

    /** z is 1, alpha a quarter, and the sigmoid of 1 is 0.731: h = 1 - 0.25 * 0.269. */
    @Test
    void learnsHowMuchOfItsActivationItHas() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.parametric(Activation.sigmoid())).build();
        Network network = Network.of(spec, tensor -> new float[] {tensor.name().endsWith(".alpha") ? 0.25f : 0.5f});
        Explanation e = new Explainer(network, Loss.squaredError(), new float[] {1}, new float[] {0})
                .explain(Variable.parseParameter("layer1.alpha[0]", spec), 0.1f);
        double f = 1 / (1 + Math.exp(-1)), h = 1 + 0.25 * (f - 1);
        assertEquals(h * (f - 1), e.root().exact(), 1e-12);
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("J depends on alpha1(1) only by way of h1(2):\n      h1(2) = z1(1) + alpha1(1) (f(z1(1)) - z1(1))\n"),
                text);
        assertTrue(text.contains("dh1(2)/dalpha1(1) = f(z1(1)) - z1(1)"), text);
        assertTrue(text.contains("alpha1(1) = 0.25 is layer1.alpha[0] of the network 1-1."), text);
        e = new Explainer(network, Loss.squaredError(), new float[] {1}, new float[] {0}).explain(new Variable.Bias(1, 1), 0.1f);
        assertEquals(h * (1 + 0.25 * (f * (1 - f) - 1)), e.root().exact(), 1e-12);
        text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("dh1(2)/dz1(1) = 1 + alpha1(1) (f(z1(1)) (1 - f(z1(1))) - 1)"), text);
        assertTrue(MarkdownRenderer.render(e, Notation.ARTICLE).contains("\\alpha_{1}^{(1)}"), text);
    }

    /** x is 0.5 and the factor 3, so h is 1.5. */
    @Test
    void hasAFactorForEachFeature() {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(Layer.scale()).build();
        Network network = Network.of(spec, tensor -> new float[] {3});
        Explanation e = new Explainer(network, Loss.squaredError(), new float[] {0.5f}, new float[] {1})
                .explain(Variable.parseParameter("layer1.scale[0]", spec), 0.1f);
        assertEquals(0.5 * 0.5, e.root().exact());
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("h1(2) = scale1(1) h1(1)\n"), text);
        assertTrue(text.contains("dh1(2)/dscale1(1) = h1(1)"), text);
        e = new Explainer(network, Loss.squaredError(), new float[] {0.5f}, new float[] {1}).explain(new Variable.Output(1, 1), 0.1f);
        assertEquals(3 * 0.5, e.root().exact());
        text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("dh1(2)/dh1(1) = scale1(1)"), text);
    }

    /** The inputs are 1 and 4, so the mean is 2.5; with eps the variance is 4, and what is normalized -0.75 and 0.75. */
    @Test
    void hasAMeanAndADeviationOfAllInputs() {
        NetworkSpec spec = NetworkSpec.inputs(2).layer(new LayerNorm(1.75f)).build();
        Network network = Network.of(spec, tensor -> tensor.name().endsWith("gamma") ? new float[] {2, 3} : new float[] {0.5f, 1});
        Explainer explainer = new Explainer(network, Loss.squaredError(), new float[] {1, 4}, new float[] {0, 0});
        // h is 2 * -0.75 + 0.5 = -1 and 3 * 0.75 + 1 = 3.25
        Explanation e = explainer.explain(Variable.parseParameter("layer1.gamma[0]", spec), 0.1f);
        assertEquals(-1 * -0.75, e.root().exact());
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("h1(2) = gamma1(1) (h1(1) - mean(1)) / deviation(1) + beta1(1)\n"), text);
        assertTrue(text.contains("dh1(2)/dgamma1(1) = (h1(1) - mean(1)) / deviation(1)"), text);
        assertEquals(2, text.split("mean and deviation are those of all its inputs", -1).length, text);
        assertEquals(3.25, explainer.explain(Variable.parseParameter("layer1.beta[1]", spec), 0.1f).root().exact());
        e = explainer.explain(new Variable.Output(1, 1), 0.1f);
        double own = 2 * (1 - (1 + 0.75 * 0.75) / 2) / 2, other = 3 * -(1 - 0.75 * 0.75) / 2 / 2;
        assertEquals(-1 * own + 3.25 * other, e.root().exact(), 1e-12);
        Derivative byOwn = new Derivative(new Variable.Output(2, 1), new Variable.Output(1, 1));
        Derivative byOther = new Derivative(new Variable.Output(2, 2), new Variable.Output(1, 1));
        Symbols plain = new Symbols(Notation.ARTICLE, MathMarkup.PLAIN, e), numbers = Symbols.ofNumbers(e, Numbers::text);
        assertEquals("gamma1(1) (1 - (1 + n1(1) n1(1)) / 2) / deviation(1)", plain.formula(byOwn));
        assertEquals("2 (1 - (1 + (-0.75) (-0.75)) / 2) / 2", numbers.formula(byOwn));
        assertEquals("3 (-(1 + (-0.75) 0.75) / 2) / 2", numbers.formula(byOther));
        assertEquals("\\gamma_{2}^{(1)} (-(1 + n_{1}^{(1)} n_{2}^{(1)}) / 2) / \\mathrm{deviation}^{(1)}",
                new Symbols(Notation.ARTICLE, MathMarkup.LATEX, e).formula(byOther));
    }

    /** The body makes of 2 the double, 3 times of which are 6 and the input 2. */
    @Test
    void addsItsInputToWhatItsBodyMakes() {
        NetworkSpec spec = NetworkSpec.inputs(1)
                .layer(Layer.residual(Layer.scale(), new Dense(1, Activation.relu()).withoutBias())).build();
        Network network = Network.of(spec, tensor -> new float[] {tensor.name().endsWith("scale") ? 2 : 3});
        Explainer explainer = new Explainer(network, Loss.squaredError(), new float[] {2}, new float[] {4});
        // h is 2 * 2 * 3 + 2 = 14
        Explanation e = explainer.explain(Variable.parseParameter("layer1.body1.scale[0]", spec), 0.1f);
        assertEquals(10 * 2 * 3, e.root().exact());
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("h1(2) = body1(1) + h1(1)\n"), text);
        assertTrue(text.contains("dh1(2)/dbody1.scale1(1) = dbody1(1)/dbody1.scale1(1)"), text);
        assertEquals(10 * 2 * 2, explainer.explain(Variable.parseParameter("layer1.body2.weight[0, 0]", spec), 0.1f).root().exact());
        e = explainer.explain(new Variable.Output(1, 1), 0.1f);
        assertEquals(10 * (2 * 3 + 1), e.root().exact());
        Derivative own = new Derivative(new Variable.Output(2, 1), new Variable.Output(1, 1));
        assertEquals("1 + dbody1(1)/dh1(1)", new Symbols(Notation.ARTICLE, MathMarkup.PLAIN, e).formula(own));
        assertEquals("1 + 6", Symbols.ofNumbers(e, Numbers::text).formula(own));
        assertEquals(2, text.split("told as one function, body", -1).length, text);
    }

    /** What stands on its kink is inside, and so is the number that is moved: only with its move the ReLU is reached. */
    @Test
    void saysWhatStandsOnAKinkInsideABody() {
        Dense relu = new Dense(1, Activation.relu());
        NetworkSpec spec = NetworkSpec.inputs(1).layer(Layer.residual(Layer.residual(relu))).build();
        Network network = Network.of(spec, tensor -> new float[] {0});
        Explanation e = new Explainer(network, Loss.squaredError(), new float[] {2}, new float[] {4})
                .explain(Variable.parseParameter("layer1.body1.body1.bias[0]", spec), 0.1f);
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("stands on its kink: no derivative, training takes 0"), text);
    }

    @Test
    void hasNoBiasInItsSumsWhereALayerHasNone() {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(new Dense(1, Activation.identity()).withoutBias()).build();
        Network network = Network.of(spec, tensor -> new float[] {3});
        Explainer explainer = new Explainer(network, Loss.squaredError(), new float[] {0.5f}, new float[] {1});
        Explanation e = explainer.explain(new Variable.Weight(1, 1, 1), 0.1f);
        assertEquals(0.5 * 0.5, e.root().exact());
        String text = TextRenderer.render(e, Notation.ARTICLE);
        assertTrue(text.contains("z1(1) = w11(1) h1(1)\n"), text);
        assertEquals("the network learns [layer1.weight], got 'layer1.bias'", assertThrows(IllegalArgumentException.class,
                () -> explainer.explain(new Variable.Bias(1, 1), 0.1f)).getMessage());
    }

    @Test
    void hasNoDerivativeByACategory() {
        assertEquals("input 2 of the network 2-4-4-1 is a category of the embedding, so that there is no derivative by it; expected "
                + "another input or a parameter", assertThrows(IllegalArgumentException.class,
                () -> embedded(0).explain(new Variable.Output(1, 2), 0.1f)).getMessage());
    }
}
