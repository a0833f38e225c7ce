package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.CounterRandom;
import dev.lanewise.kernel.ActivationFunction;
import dev.lanewise.kernel.ActivationSpecification;
import dev.lanewise.kernel.Elementary;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Specification;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Scale;
import dev.lanewise.spec.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A layer as naive loops over P(features x samples), forward and back; function and slope say what is made of the sums it writes. */
abstract class SpecificationStage {

    final ElementwiseFunction function;
    final float slope;

    private SpecificationStage(ElementwiseFunction function, float slope) {
        this.function = function;
        this.slope = slope;
    }

    private SpecificationStage() {
        this(ElementwiseFunction.IDENTITY, 0f);
    }

    static List<SpecificationStage> of(Parameters parameters, Loss loss, long seed, Schedule dropout) {
        return new Builder(parameters, seed, dropout).stages(loss);
    }

    /** Takes one tensor after the other. */
    private static final class Builder {
        private final Parameters parameters;
        private final long seed;
        private final Schedule dropout;
        private int tensor;
        private int layer;
        private int dropouts;

        Builder(Parameters parameters, long seed, Schedule dropout) {
            this.parameters = parameters;
            this.seed = seed;
            this.dropout = dropout;
        }

        List<SpecificationStage> stages(Loss loss) {
            List<SpecificationStage> stages = new ArrayList<>();
            List<Layer> layers = parameters.spec().layers();
            for (Layer each : layers) {
                layer++;
                dropouts = 0;
                add(each, layer == layers.size() && loss.isFromLogits(), stages);
            }
            return stages;
        }

        private void add(Layer added, boolean leavesSums, List<SpecificationStage> to) {
            switch (added) {
                case Dense dense -> add(dense, leavesSums ? Activation.identity() : dense.activation(), to);
                case Dropout dropout -> to.add(new OfDropout(dropout.rate(), this.dropout, seed, layer + 0x1_0000 * dropouts++));
                case LayerNorm norm -> to.add(new OfLayerNorm(norm.eps(), parameters, take(2)));
                case Residual residual -> {
                    List<SpecificationStage> body = new ArrayList<>();
                    residual.body().forEach(part -> add(part, false, body));
                    to.add(new OfResidual(body));
                }
                case Members members -> to.add(new OfMembers(members.count(), parameters, take(1)));
                case Heads heads -> add(heads, leavesSums ? Activation.identity() : heads.activation(), to);
                case Scale _ -> to.add(new OfScale(parameters, take(1)));
                case Embedding embedding -> to.add(new OfEmbedding(embedding, parameters, take(embedding.tables().size())));
                case Periodic embedding -> to.add(new OfPeriodic(embedding, parameters, take(4 * embedding.inputs().size())));
                case PiecewiseLinear embedding ->
                    to.add(new OfPiecewiseLinear(embedding, parameters, take(2 * embedding.columns().size())));
            }
        }

        private void add(Dense dense, Activation activation, List<SpecificationStage> to) {
            boolean hasBias = dense.biases().isPresent();
            to.add(new OfDense(parameters, take(hasBias ? 2 : 1), hasBias, activation));
            if (OfDense.function(activation) == null) {
                to.add(new OfActivation(activation, parameters, activation.isLearned() ? take(1) : -1));
            }
        }

        private void add(Heads heads, Activation activation, List<SpecificationStage> to) {
            to.add(new OfHeads(heads.members(), heads.outputs(), parameters, take(2)));
            if (activation.isElementwise() && !activation.equals(Activation.identity())) {
                to.add(new OfActivation(activation, parameters, -1));
            }
        }

        /** The first of the next few tensors. */
        private int take(int count) {
            tensor += count;
            return tensor - count;
        }
    }

    /** What the stage writes. */
    abstract Panels forward(Panels in, long step);

    /** The gradient of what the stage has read, from that by its sums; those of its tensors are put down. */
    abstract Panels backward(Panels in, Panels dz, long step, Panels[] gradients);

    /** From the gradient of what the stage has written to that of its sums. */
    void derive(Panels h, Panels gradient) {
        for (int r = 0; r < h.rows(); r++) {
            for (int b = 0; b < h.cols(); b++) {
                gradient.set(r, b, Specification.derivative(function, slope, h.at(r, b), gradient.at(r, b)));
            }
        }
    }

    private static final class OfDense extends SpecificationStage {
        private final Panels weights;
        private final Panels bias;
        private final boolean hasBias;
        private final int tensor;

        OfDense(Parameters parameters, int tensor, boolean hasBias, Activation activation) {
            super(function(activation) == null ? ElementwiseFunction.IDENTITY : function(activation), parameter(activation));
            weights = parameters.tensors().values(tensor);
            bias = hasBias ? parameters.tensors().values(tensor + 1) : Panels.allocate(1, weights.cols());
            this.hasBias = hasBias;
            this.tensor = tensor;
        }

        /** What is done to the sums themselves; null where that is a stage of its own. */
        private static ElementwiseFunction function(Activation activation) {
            return switch (activation) {
                case Activation.Identity _, Activation.Softmax _ -> ElementwiseFunction.IDENTITY;
                case Activation.Sigmoid _ -> ElementwiseFunction.SIGMOID;
                case Activation.Tanh _ -> ElementwiseFunction.TANH;
                case Activation.Relu _ -> ElementwiseFunction.RELU;
                case Activation.LeakyRelu _ -> ElementwiseFunction.LEAKY_RELU;
                case Activation.Prelu _, Activation.Elu _, Activation.Selu _, Activation.Softplus _, Activation.Softsign _,
                    Activation.Gelu _, Activation.GeluTanh _, Activation.Silu _, Activation.Mish _, Activation.HardSigmoid _,
                    Activation.HardTanh _, Activation.HardSwish _, Activation.Parametric _ -> null;
            };
        }

        @Override
        Panels forward(Panels in, long step) {
            return Specification.forward(weights, bias, in, function, slope);
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels dzRows = Specification.transposed(dz);
            gradients[tensor] = Specification.weightGradient(Specification.transposed(in), dzRows);
            if (hasBias) {
                gradients[tensor + 1] = Specification.columnSums(dzRows);
            }
            return Specification.backward(weights, dz, in, ElementwiseFunction.IDENTITY, 0f);
        }
    }

    private static float parameter(Activation activation) {
        return switch (activation) {
            case Activation.LeakyRelu(float slope) -> slope;
            case Activation.Elu(float alpha) -> alpha;
            default -> 0f;
        };
    }

    private static final class OfActivation extends SpecificationStage {
        private final ActivationSpecification.Learned activation;
        /** Null where nothing is learned. */
        private final Panels alpha;
        private final int tensor;

        OfActivation(Activation activation, Parameters parameters, int tensor) {
            this.activation = switch (activation) {
                case Activation.Prelu _ -> ActivationSpecification::prelu;
                case Activation.Parametric(Activation f) -> ActivationSpecification.parametric(function(f), parameter(f));
                default -> ActivationSpecification.plain(function(activation), parameter(activation));
            };
            alpha = activation.isLearned() ? parameters.tensors().values(tensor) : null;
            this.tensor = tensor;
        }

        private static ActivationFunction function(Activation activation) {
            return ActivationFunction.valueOf(activation.toText().replaceAll("\\(.*", "").toUpperCase(Locale.ROOT));
        }

        private ActivationSpecification.Outcome at(Panels in, int row, int sample) {
            return activation.of(alpha == null ? 0f : alpha.at(0, row), in.at(row, sample));
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(in.rows(), in.cols());
            for (int r = 0; r < in.rows(); r++) {
                for (int b = 0; b < in.cols(); b++) {
                    out.set(r, b, at(in, r, b).h());
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels terms = Panels.allocate(in.cols(), in.rows()), result = Panels.allocate(in.rows(), in.cols());
            for (int r = 0; r < in.rows(); r++) {
                for (int b = 0; b < in.cols(); b++) {
                    terms.set(b, r, dz.at(r, b) * at(in, r, b).term());
                    result.set(r, b, dz.at(r, b) * at(in, r, b).slope());
                }
            }
            if (alpha != null) {
                gradients[tensor] = Specification.columnSums(terms);
            }
            return result;
        }
    }

    private static final class OfDropout extends SpecificationStage {
        private final double fullRate;
        private final Schedule schedule;
        private final long seed;
        private final int layer;

        OfDropout(double rate, Schedule schedule, long seed, int layer) {
            fullRate = rate;
            this.schedule = schedule;
            this.seed = seed;
            this.layer = layer;
        }

        @Override
        Panels forward(Panels in, long step) {
            return dropped(in, step);
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            return dropped(dz, step);
        }

        private Panels dropped(Panels from, long step) {
            long key = CounterRandom.bits(seed, 0x6472_6f70_0000_0000L + layer, step);
            double rate = fullRate * schedule.factor(step);
            Panels to = Panels.allocate(from.rows(), from.cols());
            for (int feature = 0; feature < from.rows(); feature++) {
                for (int sample = 0; sample < from.cols(); sample++) {
                    long place = mix(mix((int) key + sample) ^ (int) (key >>> 32) + feature * 0x9e3779b9) - (long) Integer.MIN_VALUE;
                    boolean isKept = place >= (long) (rate * 0x1p32);
                    to.set(feature, sample, isKept ? from.at(feature, sample) * (float) (1 / (1 - rate)) : 0f);
                }
            }
            return to;
        }

        private static int mix(int x) {
            x = (x ^ x >>> 16) * 0x7feb352d;
            x = (x ^ x >>> 15) * 0x846ca68b;
            return x ^ x >>> 16;
        }
    }

    private static final class OfLayerNorm extends SpecificationStage {
        private final float eps;
        private final Panels gamma;
        private final Panels beta;
        private final int tensor;

        OfLayerNorm(float eps, Parameters parameters, int tensor) {
            this.eps = eps;
            gamma = parameters.tensors().values(tensor);
            beta = parameters.tensors().values(tensor + 1);
            this.tensor = tensor;
        }

        private float mean(Panels in, int b) {
            float sum = 0f;
            for (int r = 0; r < in.rows(); r++) {
                sum += in.at(r, b);
            }
            return sum / in.rows();
        }

        private float factor(Panels in, int b) {
            float mean = mean(in, b), squares = 0f;
            for (int r = 0; r < in.rows(); r++) {
                float d = in.at(r, b) - mean;
                squares = Math.fma(d, d, squares);
            }
            return 1f / (float) Math.sqrt(squares / in.rows() + eps);
        }

        private float normalized(Panels in, int r, int b) {
            return (in.at(r, b) - mean(in, b)) * factor(in, b);
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(in.rows(), in.cols());
            for (int r = 0; r < in.rows(); r++) {
                for (int b = 0; b < in.cols(); b++) {
                    out.set(r, b, Math.fma(gamma.at(0, r), normalized(in, r, b), beta.at(0, r)));
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels terms = Panels.allocate(in.cols(), in.rows()), result = Panels.allocate(in.rows(), in.cols());
            for (int b = 0; b < in.cols(); b++) {
                float sum = 0f, products = 0f;
                for (int r = 0; r < in.rows(); r++) {
                    float g = dz.at(r, b) * gamma.at(0, r);
                    sum += g;
                    products = Math.fma(g, normalized(in, r, b), products);
                    terms.set(b, r, dz.at(r, b) * normalized(in, r, b));
                }
                float mean = sum / in.rows(), product = products / in.rows();
                for (int r = 0; r < in.rows(); r++) {
                    float g = dz.at(r, b) * gamma.at(0, r);
                    result.set(r, b, Math.fma(-normalized(in, r, b), product, g - mean) * factor(in, b));
                }
            }
            gradients[tensor] = Specification.columnSums(terms);
            gradients[tensor + 1] = Specification.columnSums(Specification.transposed(dz));
            return result;
        }
    }

    private static final class OfResidual extends SpecificationStage {
        private final List<SpecificationStage> body;

        OfResidual(List<SpecificationStage> body) {
            this.body = body;
        }

        private Panels[] values(Panels in, long step) {
            Panels[] values = new Panels[body.size() + 1];
            values[0] = in;
            for (int s = 0; s < body.size(); s++) {
                values[s + 1] = body.get(s).forward(values[s], step);
            }
            return values;
        }

        @Override
        Panels forward(Panels in, long step) {
            return sum(values(in, step)[body.size()], in);
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels[] values = values(in, step);
            Panels gradient = Specification.transposed(Specification.transposed(dz));
            for (int s = body.size() - 1; s >= 0; s--) {
                body.get(s).derive(values[s + 1], gradient);
                gradient = body.get(s).backward(values[s], gradient, step, gradients);
            }
            return sum(gradient, dz);
        }

        private static Panels sum(Panels x, Panels y) {
            Panels sum = Panels.allocate(x.rows(), x.cols());
            for (int r = 0; r < x.rows(); r++) {
                for (int b = 0; b < x.cols(); b++) {
                    sum.set(r, b, x.at(r, b) + y.at(r, b));
                }
            }
            return sum;
        }
    }

    private static final class OfScale extends SpecificationStage {
        private final Panels factors;
        private final int tensor;

        OfScale(Parameters parameters, int tensor) {
            factors = parameters.tensors().values(tensor);
            this.tensor = tensor;
        }

        @Override
        Panels forward(Panels in, long step) {
            return scaled(in);
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels terms = Panels.allocate(in.cols(), in.rows());
            for (int r = 0; r < in.rows(); r++) {
                for (int b = 0; b < in.cols(); b++) {
                    terms.set(b, r, dz.at(r, b) * in.at(r, b));
                }
            }
            gradients[tensor] = Specification.columnSums(terms);
            return scaled(dz);
        }

        private Panels scaled(Panels from) {
            Panels to = Panels.allocate(from.rows(), from.cols());
            for (int r = 0; r < from.rows(); r++) {
                for (int b = 0; b < from.cols(); b++) {
                    to.set(r, b, from.at(r, b) * factors.at(0, r));
                }
            }
            return to;
        }
    }

    private static final class OfEmbedding extends SpecificationStage {
        private final Embedding embedding;
        private final Parameters parameters;
        private final int tensor;

        OfEmbedding(Embedding embedding, Parameters parameters, int tensor) {
            this.embedding = embedding;
            this.parameters = parameters;
            this.tensor = tensor;
        }

        private int[] others(int inputs) {
            return IntStream.range(0, inputs).filter(i -> embedding.tables().stream().noneMatch(table -> table.input() == i)).toArray();
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(embedding.outputs(in.rows()), in.cols());
            int[] others = others(in.rows());
            for (int b = 0; b < in.cols(); b++) {
                int at = 0;
                for (int other : others) {
                    out.set(at++, b, in.at(other, b));
                }
                for (int t = 0; t < embedding.tables().size(); t++) {
                    Embedding.Table table = embedding.tables().get(t);
                    for (int j = 0; j < table.dims(); j++) {
                        out.set(at++, b, parameters.tensors().values(tensor + t).at((int) in.at(table.input(), b), j));
                    }
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            int at = others(in.rows()).length;
            for (int t = 0; t < embedding.tables().size(); t++) {
                Embedding.Table table = embedding.tables().get(t);
                Panels gradient = Panels.allocate(table.categories(), table.dims());
                for (int b = 0; b < in.cols(); b++) {
                    int row = (int) in.at(table.input(), b);
                    for (int j = 0; j < table.dims(); j++) {
                        gradient.set(row, j, gradient.at(row, j) + dz.at(at + j, b));
                    }
                }
                gradients[tensor + t] = gradient;
                at += table.dims();
            }
            return Panels.allocate(in.rows(), in.cols());
        }
    }

    private static final class OfPiecewiseLinear extends SpecificationStage {
        private final PiecewiseLinear embedding;
        private final Parameters parameters;
        private final int tensor;

        OfPiecewiseLinear(PiecewiseLinear embedding, Parameters parameters, int tensor) {
            this.embedding = embedding;
            this.parameters = parameters;
            this.tensor = tensor;
        }

        private int[] others(int inputs) {
            return IntStream.range(0, inputs).filter(i -> embedding.columns().stream()
                    .noneMatch(column -> column.input() == i || column.position() == i)).toArray();
        }

        /** 0 before a bin, 1 behind it; the first reaches down and the last up without end. */
        private static float share(float position, int t, int bins) {
            float share = position - t;
            if (t > 0 && share < 0) {
                return 0f;
            }
            return t < bins - 1 && share >= 1 ? 1f : share;
        }

        private static float multiplied(PiecewiseLinear.Column column, int t, Panels in, int b) {
            return t == column.bins() ? in.at(column.input(), b) : share(in.at(column.position(), b), t, column.bins());
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(embedding.outputs(in.rows()), in.cols());
            int[] others = others(in.rows());
            for (int b = 0; b < in.cols(); b++) {
                int at = 0;
                for (int other : others) {
                    out.set(at++, b, in.at(other, b));
                }
                for (int c = 0; c < embedding.columns().size(); c++) {
                    PiecewiseLinear.Column column = embedding.columns().get(c);
                    Panels w = parameters.tensors().values(tensor + 2 * c), bias = parameters.tensors().values(tensor + 2 * c + 1);
                    for (int d = 0; d < embedding.dims(); d++) {
                        float sum = bias.at(0, d);
                        for (int t = 0; t <= column.bins(); t++) {
                            sum = Math.fma(w.at(t, d), multiplied(column, t, in, b), sum);
                        }
                        out.set(at++, b, sum);
                    }
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels result = Panels.allocate(in.rows(), in.cols());
            int[] others = others(in.rows());
            for (int b = 0; b < in.cols(); b++) {
                for (int o = 0; o < others.length; o++) {
                    result.set(others[o], b, dz.at(o, b));
                }
            }
            for (int c = 0; c < embedding.columns().size(); c++) {
                backward(c, others.length + c * embedding.dims(), in, dz, result, gradients);
            }
            return result;
        }

        private void backward(int c, int at, Panels in, Panels dz, Panels result, Panels[] gradients) {
            PiecewiseLinear.Column column = embedding.columns().get(c);
            int bins = column.bins(), dims = embedding.dims();
            Panels w = parameters.tensors().values(tensor + 2 * c);
            Panels weights = Panels.allocate(bins + 1, dims), bias = Panels.allocate(1, dims);
            for (int b = 0; b < in.cols(); b++) {
                int bin = 0;
                while (bin < bins - 1 && in.at(column.position(), b) >= bin + 1) {
                    bin++;
                }
                float byInput = 0f, byPosition = 0f;
                for (int d = 0; d < dims; d++) {
                    float g = dz.at(at + d, b);
                    bias.set(0, d, bias.at(0, d) + g);
                    for (int t = 0; t <= bins; t++) {
                        weights.set(t, d, Math.fma(multiplied(column, t, in, b), g, weights.at(t, d)));
                    }
                    byInput = Math.fma(w.at(bins, d), g, byInput);
                    byPosition = Math.fma(w.at(bin, d), g, byPosition);
                }
                result.set(column.input(), b, byInput);
                result.set(column.position(), b, byPosition);
            }
            gradients[tensor + 2 * c] = weights;
            gradients[tensor + 2 * c + 1] = bias;
        }
    }

    private static final class OfPeriodic extends SpecificationStage {
        private static final float TURN = (float) (2 * Math.PI), ONE_OVER_TURN = (float) (1 / (2 * Math.PI));
        private final Periodic embedding;
        private final Parameters parameters;
        private final int tensor;

        OfPeriodic(Periodic embedding, Parameters parameters, int tensor) {
            this.embedding = embedding;
            this.parameters = parameters;
            this.tensor = tensor;
        }

        /** Frequencies, phases, weights or biases of a column. */
        private Panels values(int column, int kind) {
            return parameters.tensors().values(tensor + 4 * column + kind);
        }

        private float turns(int column, int f, Panels in, int b) {
            float x = in.at(embedding.inputs().get(column), b);
            return Math.fma(x, values(column, 0).at(0, f), values(column, 1).at(0, f) * ONE_OVER_TURN);
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(embedding.outputs(in.rows()), in.cols());
            for (int b = 0; b < in.cols(); b++) {
                for (int i = 0; i < in.rows(); i++) {
                    out.set(i, b, in.at(i, b));
                }
                for (int o = 0; o < embedding.inputs().size() * embedding.dims(); o++) {
                    int c = o / embedding.dims(), d = o % embedding.dims();
                    float sum = values(c, 3).at(0, d);
                    for (int f = 0; f < embedding.frequencies(); f++) {
                        sum = Math.fma(values(c, 2).at(f, d), Elementary.cosineOfTurns(turns(c, f, in, b)), sum);
                    }
                    out.set(in.rows() + o, b, sum);
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels result = Panels.allocate(in.rows(), in.cols());
            for (int b = 0; b < in.cols(); b++) {
                for (int i = 0; i < in.rows(); i++) {
                    result.set(i, b, dz.at(i, b));
                }
            }
            for (int c = 0; c < embedding.inputs().size(); c++) {
                backward(c, in, dz, result, gradients);
            }
            return result;
        }

        private void backward(int c, Panels in, Panels dz, Panels result, Panels[] gradients) {
            int waves = embedding.frequencies(), dims = embedding.dims(), input = embedding.inputs().get(c), at = in.rows() + c * dims;
            Panels frequencies = Panels.allocate(1, waves), phases = Panels.allocate(1, waves);
            Panels weights = Panels.allocate(waves, dims), biases = Panels.allocate(1, dims);
            for (int b = 0; b < in.cols(); b++) {
                for (int d = 0; d < dims; d++) {
                    biases.set(0, d, biases.at(0, d) + dz.at(at + d, b));
                }
                for (int f = 0; f < waves; f++) {
                    float turns = turns(c, f, in, b), sum = 0f;
                    for (int d = 0; d < dims; d++) {
                        weights.set(f, d, Math.fma(Elementary.cosineOfTurns(turns), dz.at(at + d, b), weights.at(f, d)));
                        sum = Math.fma(dz.at(at + d, b), values(c, 2).at(f, d), sum);
                    }
                    float byAngle = sum * Elementary.minusSineOfTurns(turns);
                    phases.set(0, f, phases.at(0, f) + byAngle);
                    frequencies.set(0, f, frequencies.at(0, f) + byAngle * (in.at(input, b) * TURN));
                    result.set(input, b, Math.fma(byAngle, values(c, 0).at(0, f) * TURN, result.at(input, b)));
                }
            }
            gradients[tensor + 4 * c] = frequencies;
            gradients[tensor + 4 * c + 1] = phases;
            gradients[tensor + 4 * c + 2] = weights;
            gradients[tensor + 4 * c + 3] = biases;
        }
    }

    /** A column for each sample and member. */
    private static final class OfMembers extends SpecificationStage {
        private final int count;
        private final Panels factors;
        private final int tensor;

        OfMembers(int count, Parameters parameters, int tensor) {
            this.count = count;
            factors = parameters.tensors().values(tensor);
            this.tensor = tensor;
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(in.rows(), in.cols() * count);
            for (int f = 0; f < out.rows(); f++) {
                for (int row = 0; row < out.cols(); row++) {
                    out.set(f, row, in.at(f, row / count) * factors.at(row % count, f));
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels gradient = Panels.allocate(count, in.rows()), result = Panels.allocate(in.rows(), in.cols());
            for (int f = 0; f < in.rows(); f++) {
                for (int row = 0; row < dz.cols(); row++) {
                    int sample = row / count, member = row % count;
                    gradient.set(member, f, Math.fma(dz.at(f, row), in.at(f, sample), gradient.at(member, f)));
                    result.set(f, sample, Math.fma(dz.at(f, row), factors.at(member, f), result.at(f, sample)));
                }
            }
            gradients[tensor] = gradient;
            return result;
        }
    }

    private static final class OfHeads extends SpecificationStage {
        private final int members;
        private final int outputs;
        private final Panels weights;
        private final Panels biases;
        private final int tensor;

        OfHeads(int members, int outputs, Parameters parameters, int tensor) {
            this.members = members;
            this.outputs = outputs;
            weights = parameters.tensors().values(tensor);
            biases = parameters.tensors().values(tensor + 1);
            this.tensor = tensor;
        }

        @Override
        Panels forward(Panels in, long step) {
            Panels out = Panels.allocate(outputs, in.cols());
            for (int o = 0; o < outputs; o++) {
                for (int row = 0; row < in.cols(); row++) {
                    int member = row % members;
                    float sum = biases.at(member, o);
                    for (int f = 0; f < in.rows(); f++) {
                        sum = Math.fma(in.at(f, row), weights.at(member * outputs + o, f), sum);
                    }
                    out.set(o, row, sum);
                }
            }
            return out;
        }

        @Override
        Panels backward(Panels in, Panels dz, long step, Panels[] gradients) {
            Panels ofWeights = Panels.allocate(members * outputs, in.rows()), ofBiases = Panels.allocate(members, outputs);
            Panels result = Panels.allocate(in.rows(), in.cols());
            for (int row = 0; row < in.cols(); row++) {
                for (int o = 0; o < outputs; o++) {
                    int member = row % members, head = member * outputs + o;
                    ofBiases.set(member, o, ofBiases.at(member, o) + dz.at(o, row));
                    for (int f = 0; f < in.rows(); f++) {
                        ofWeights.set(head, f, Math.fma(dz.at(o, row), in.at(f, row), ofWeights.at(head, f)));
                        result.set(f, row, Math.fma(dz.at(o, row), weights.at(head, f), result.at(f, row)));
                    }
                }
            }
            gradients[tensor] = ofWeights;
            gradients[tensor + 1] = ofBiases;
            return result;
        }
    }
}
