package dev.lanewise.explain;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Layer norm, {@code h = gamma (x - mean) / sqrt(variance + eps) + beta}. */
final class LayerNormReference implements StageReference {

    private final float eps;
    private final ReferenceTensor gamma;
    private final ReferenceTensor beta;
    /** Of the last x: derivatives are asked for one by one. */
    private @Nullable Normalized last;

    /**
     * The reference.
     *
     * @param eps   what is added to the variance
     * @param gamma [features]
     * @param beta  [features]
     */
    LayerNormReference(float eps, ReferenceTensor gamma, ReferenceTensor beta) {
        this.eps = eps;
        this.gamma = gamma;
        this.beta = beta;
    }

    private Normalized normalized(Traced x) {
        if (last == null || last.x() != x) {
            last = Normalized.of(x, eps);
        }
        return last;
    }

    private static Local at(ReferenceTensor tensor, int feature) {
        return Local.of(tensor.values()[feature]);
    }

    @Override
    public String name() {
        return "layer norm";
    }

    @Override
    public List<ReferenceTensor> tensors() {
        return List.of(gamma, beta);
    }

    @Override
    public Traced forward(Traced x) {
        Normalized normalized = normalized(x);
        return Traced.of(x.size(), i -> at(gamma, i).fma(normalized.at(i), at(beta, i)));
    }

    @Override
    public double[] forward(double[] x, Move move) {
        int n = x.length;
        double mean = IntStream.range(0, n).mapToDouble(i -> x[i]).sum() / n;
        double variance = IntStream.range(0, n).mapToDouble(i -> (x[i] - mean) * (x[i] - mean)).sum() / n;
        return IntStream.range(0, n)
                .mapToDouble(i -> move.at(gamma, i) * ((x[i] - mean) / Math.sqrt(variance + eps)) + move.at(beta, i)).toArray();
    }

    @Override
    public Traced backward(Traced dh, Traced x, Traced h) {
        return normalized(x).backward(dh.times(i -> at(gamma, i)));
    }

    /** gamma / sqrt(variance + eps) times (1 if they are of one feature, else 0) - (1 + both normalized) / n. */
    @Override
    public Local byInput(int input, int output, Traced x, Traced h) {
        Normalized normalized = normalized(x);
        return normalized.derivative(input, output).times(at(gamma, output)).times(normalized.factor());
    }

    @Override
    public IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        return IntStream.of(element);
    }

    @Override
    public Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced h) {
        return tensor.number() == gamma.number() ? normalized(x).at(output) : Local.ONE;
    }

    /** The product is rounded before it comes to a sum. */
    @Override
    public Local gradient(ReferenceTensor tensor, int element, Local before, Traced dh, Traced x, Traced h) {
        return before.plus(StageReference.super.gradient(tensor, element, Local.ZERO, dh, x, h));
    }

    /** The output as what is scaled and shifted. */
    @Override
    public String function(int layer, int node, Variable by, Symbols signs) {
        return parameter("gamma", layer, node, signs) + " " + quotient(layer, node, signs) + " + " + parameter("beta", layer, node, signs);
    }

    private static String parameter(String tensor, int layer, int node, Symbols signs) {
        return signs.symbol(new Variable.Parameter(layer, tensor, node - 1));
    }

    /** What is scaled and shifted, from the input of a node on. */
    private String quotient(int layer, int node, Symbols signs) {
        String mean = signs.derived(signs.script.indexed("mean", layer), () -> inputs(layer, signs).mean().value());
        return "(" + signs.symbol(new Variable.Output(layer, node)) + " - " + mean + ") / " + deviation(layer, signs);
    }

    private String deviation(int layer, Symbols signs) {
        return signs.derived(signs.script.indexed("deviation", layer), () -> 1 / inputs(layer, signs).factor().value());
    }

    private Normalized inputs(int layer, Symbols signs) {
        float[] x = new float[gamma.columns()];
        for (int i = 0; i < x.length; i++) {
            x[i] = signs.value(new Variable.Output(layer, i + 1));
        }
        return normalized(Traced.of(x));
    }

    @Override
    public String formula(Derivative derivative, Symbols signs) {
        int to = Variable.PreActivation.of(derivative.of()).node();
        return switch (derivative.by()) {
            case Variable.Output(int layer, int from) -> byInput(layer, from, to, signs);
            case Variable.Parameter(int layer, String tensor, int element) when tensor.equals("gamma") -> quotient(layer, to, signs);
            case Variable.Parameter _ -> "1";
            case Variable.Weight _, Variable.Bias _, Variable.PreActivation _, Variable.Cost _ ->
                throw new IllegalArgumentException(derivative + " is none of a layer norm");
        };
    }

    private String byInput(int layer, int from, int to, Symbols signs) {
        String share = "(1 + " + sign(layer, from, signs) + " " + sign(layer, to, signs) + ") / " + gamma.columns();
        return parameter("gamma", layer, to, signs) + " " + (from == to ? "(1 - " + share + ")" : "(-" + share + ")") + " / "
                + deviation(layer, signs);
    }

    private String sign(int layer, int node, Symbols signs) {
        return signs.derived(signs.script.indexed("n", layer, node), () -> inputs(layer, signs).at(node - 1).value());
    }

    @Override
    public String note() {
        return "In the formulas of a layer norm n is (h - mean) / deviation: mean and deviation are those of all its inputs, and eps is "
                + "added to the variance.";
    }

    /**
     * Numbers of mean 0 and variance 1, {@code h = r (x - mean)} with {@code r = 1 / sqrt(variance + eps)}.
     *
     * <p>A bound has two parts. The roundings of training, from its own x on, are {@link Traced}'s. What training's x is off by moves h, to
     * first order by {@code r J} with {@code J[i][j] = (i == j) - (1 + h[i] h[j]) / n}, and the rest is bounded by Taylor's theorem. Bounds
     * that let mean and variance move apart from x would be several times as wide.
     *
     * @param x      where it comes from
     * @param mean   its mean
     * @param values h
     * @param factor r
     */
    private record Normalized(Traced x, Local mean, Traced values, Local factor) {

        /**
         * Normalizes.
         *
         * @param x   any numbers
         * @param eps what is added to the variance
         * @return the same with mean 0 and variance 1
         */
        static Normalized of(Traced x, float eps) {
            Normalized result = untied(x, eps), rounded = untied(Traced.of(x.floats()), eps);
            double[] e = x.bounds(), h = result.values.doubles(), bounds = result.moved(e);
            double r = result.factor.exact(), errors = mean(e.length, i -> e[i]), squares = mean(e.length, i -> e[i] * e[i]);
            // of the variance, of 1 / sqrt, and what the latter has beyond its first order
            double variance = 2 / r * mean(e.length, i -> Math.abs(h[i]) * e[i]) + squares, least = Math.max(1 / (r * r) - variance, eps);
            double steepest = 1 / (least * Math.sqrt(least)), root = variance / 2 * steepest;
            double curve = squares / 2 * r * r * r + 0.375 * variance * variance * steepest / least;
            for (int i = 0; i < bounds.length; i++) {
                double second = Math.abs(h[i]) / r * curve + (e[i] + errors) * root;
                bounds[i] = rounded.values.bounds()[i] + r * bounds[i] + second;
            }
            return new Normalized(x, result.mean, new Traced(result.values.floats(), h, bounds),
                    new Local(result.factor.value(), r, rounded.factor.bound() + root));
        }

        /** As training works it out, with bounds as if its operations were of numbers that have nothing to do with each other. */
        private static Normalized untied(Traced x, float eps) {
            Local mean = mean(x.size(), i -> Local.of(x, i), i -> Local.ONE);
            Traced distances = Traced.of(x.size(), i -> Local.of(x, i).minus(mean));
            Local variance = mean(x.size(), i -> Local.of(distances, i), i -> Local.of(distances, i));
            Local factor = oneOverRoot(Local.ONE.fma(variance, Local.of(eps)));
            return new Normalized(x, mean, distances.times(i -> factor), factor);
        }

        /** The sum of some products over their number. */
        private static Local mean(int size, IntFunction<Local> a, IntFunction<Local> b) {
            Local sum = Local.ZERO;
            for (int i = 0; i < size; i++) {
                sum = a.apply(i).fma(b.apply(i), sum);
            }
            float mean = sum.value() / size;
            return new Local(mean, sum.exact() / size, sum.bound() / size + Traced.rounding(mean));
        }

        private static double mean(int size, IntToDoubleFunction numbers) {
            return IntStream.range(0, size).mapToDouble(numbers).sum() / size;
        }

        private static Local oneOverRoot(Local square) {
            float root = (float) Math.sqrt(square.value()), result = 1f / root;
            double exact = Math.sqrt(square.exact()), bound = square.bound() / (exact + root) + Traced.rounding(root);
            return new Local(result, 1 / exact, bound / (exact * root) + Traced.rounding(result));
        }

        /** How far J, which is symmetric, takes numbers that are at most so large. */
        private double[] moved(double[] sizes) {
            double[] h = values.doubles(), result = new double[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                for (int j = 0; j < sizes.length; j++) {
                    result[i] += Math.abs((i == j ? 1 : 0) - (1 + h[i] * h[j]) / sizes.length) * sizes[j];
                }
            }
            return result;
        }

        /** One of h. */
        Local at(int feature) {
            return Local.of(values, feature);
        }

        /** The derivative of h at {@code output} by x at {@code input}. */
        Local derivative(int input, int output) {
            Local share = at(input).fma(at(output), Local.ONE);
            float part = share.value() / x.size();
            Local own = input == output ? Local.ONE : Local.ZERO;
            return own.minus(new Local(part, share.exact() / x.size(), share.bound() / x.size() + Traced.rounding(part)));
        }

        /** The gradient by x, from that by h: {@code r (g - mean of g - h (mean of g h))}. */
        Traced backward(Traced g) {
            Traced result = untied(g, values, factor);
            Traced rounded = untied(Traced.of(g.floats()), Traced.of(values.floats()), Local.of(factor.value()));
            double[] h = values.doubles(), e = values.bounds(), exact = g.doubles(), off = g.bounds(), bounds = moved(off);
            double r = factor.exact(), inProduct = mean(e.length, i -> (Math.abs(exact[i]) + off[i]) * e[i]);
            double product = Math.abs(mean(e.length, i -> exact[i] * h[i])) + mean(e.length, i -> off[i] * Math.abs(h[i])) + inProduct;
            for (int i = 0; i < e.length; i++) {
                double inner = bounds[i] + Math.abs(h[i]) * inProduct + e[i] * product;
                bounds[i] = rounded.bounds()[i] + r * inner + factor.bound() * (Math.abs(result.doubles()[i]) / r + inner);
            }
            return new Traced(result.floats(), result.doubles(), bounds);
        }

        private static Traced untied(Traced g, Traced h, Local factor) {
            Local mean = mean(g.size(), i -> Local.of(g, i), i -> Local.ONE);
            Local product = mean(g.size(), i -> Local.of(g, i), i -> Local.of(h, i));
            return Traced.of(g.size(), i -> Local.of(h, i).negated().fma(product, Local.of(g, i).minus(mean)).times(factor));
        }
    }
}
