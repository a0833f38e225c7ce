package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.DoubleMath;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.FocalLoss;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.PoissonLoss;
import dev.lanewise.spec.QuantileLoss;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Scale;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The loss of a network in double, for differences. */
final class DoubleNetwork {

    final double[][] tensors;
    private final Network network;
    private final Loss loss;
    /** Which member of an ensemble goes on. */
    private int member;

    DoubleNetwork(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
        tensors = new double[network.tensors().size()][];
        for (int t = 0; t < tensors.length; t++) {
            tensors[t] = widened(network.tensor(t));
        }
    }

    private static double[] widened(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    double centralDifference(int tensor, int i, double step, Dataset samples) {
        double[] where = tensors[tensor];
        double kept = where[i];
        where[i] = kept + step;
        double above = meanLoss(samples);
        where[i] = kept - step;
        double below = meanLoss(samples);
        where[i] = kept;
        return (above - below) / (2 * step);
    }

    double meanLoss(Dataset samples) {
        double sum = 0;
        for (int s = 0; s < samples.size(); s++) {
            sum += lossOf(widened(samples.input(s)), 0, 0, samples.target(s));
        }
        return sum / samples.size();
    }

    /** From a layer and its first tensor on; behind members the mean of what each of them goes on to. */
    private double lossOf(double[] input, int first, int firstTensor, float[] target) {
        double[] z = input, h = input;
        int tensor = firstTensor;
        List<Layer> layers = network.spec().layers();
        for (Layer layer : layers.subList(first, layers.size())) {
            if (layer instanceof Members members) {
                double[] x = h;
                int behind = layers.indexOf(layer) + 1, factors = tensor;
                return IntStream.range(0, members.count()).mapToDouble(m -> {
                    member = m;
                    double[] own = Arrays.copyOfRange(tensors[factors], m * x.length, (m + 1) * x.length);
                    return lossOf(scaled(x, own), behind, factors + 1, target);
                }).average().orElseThrow();
            }
            int inputs = h.length;
            z = sums(layer, h, tensor);
            h = output(layer, h, tensor);
            tensor += layer.tensors("layer", inputs).size();
        }
        return loss(z, h, target);
    }

    /** Of a layer that has sums, else what it reads. */
    private double[] sums(Layer layer, double[] h, int tensor) {
        return switch (layer) {
            case Dense dense -> sums(dense, h, tensor);
            case Heads heads -> IntStream.range(0, heads.outputs()).mapToDouble(o -> {
                int head = member * heads.outputs() + o;
                return tensors[tensor + 1][head]
                        + IntStream.range(0, h.length).mapToDouble(i -> tensors[tensor][head * h.length + i] * h[i]).sum();
            }).toArray();
            default -> h;
        };
    }

    private double[] output(Layer layer, double[] h, int tensor) {
        return switch (layer) {
            case Dense dense -> activated(dense.activation(), sums(dense, h, tensor), tensor + (dense.biases().isPresent() ? 2 : 1));
            case Dropout _ -> h;
            case LayerNorm norm -> normalized(norm.eps(), h, tensor);
            case Residual residual -> residual(residual, h, tensor);
            case Members _ -> throw new IllegalStateException("each member goes on by itself");
            case Heads heads -> activated(heads.activation(), sums(heads, h, tensor), tensor + 2);
            case Scale _ -> scaled(h, tensors[tensor]);
            case Embedding embedding -> embedded(embedding, h, tensor);
            case Periodic embedding -> waved(embedding, h, tensor);
            case PiecewiseLinear embedding -> embedded(embedding, h, tensor);
        };
    }

    private double[] residual(Residual residual, double[] x, int first) {
        double[] h = x;
        int tensor = first;
        for (Layer layer : residual.body()) {
            int inputs = h.length;
            h = output(layer, h, tensor);
            tensor += layer.tensors("layer", inputs).size();
        }
        double[] made = h;
        return IntStream.range(0, x.length).mapToDouble(i -> made[i] + x[i]).toArray();
    }

    private double[] sums(Dense dense, double[] h, int tensor) {
        double[] weights = tensors[tensor], z = dense.biases().isPresent() ? tensors[tensor + 1].clone() : new double[dense.outputs()];
        for (int o = 0; o < z.length; o++) {
            for (int i = 0; i < h.length; i++) {
                z[o] += weights[o * h.length + i] * h[i];
            }
        }
        return z;
    }

    private double[] activated(Activation activation, double[] z, int next) {
        double[] h = new double[z.length];
        for (int o = 0; o < z.length; o++) {
            h[o] = switch (activation) {
                case Activation.Parametric(Activation function) -> z[o] + tensors[next][o] * (f(function, z[o]) - z[o]);
                case Activation.Prelu _ -> z[o] <= 0 ? tensors[next][o] * z[o] : z[o];
                default -> f(activation, z[o]);
            };
        }
        return h;
    }

    private double[] normalized(double eps, double[] x, int tensor) {
        double mean = DoubleStream.of(x).average().orElseThrow();
        double variance = DoubleStream.of(x).map(value -> (value - mean) * (value - mean)).average().orElseThrow();
        return IntStream.range(0, x.length).mapToDouble(i -> tensors[tensor][i] * (x[i] - mean) / Math.sqrt(variance + eps)
                + tensors[tensor + 1][i]).toArray();
    }

    private double[] scaled(double[] x, double[] factors) {
        return IntStream.range(0, x.length).mapToDouble(i -> factors[i] * x[i]).toArray();
    }

    private double[] embedded(Embedding embedding, double[] x, int tensor) {
        double[] h = new double[embedding.outputs(x.length)];
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            int input = i;
            if (embedding.tables().stream().noneMatch(table -> table.input() == input)) {
                h[at++] = x[i];
            }
        }
        for (Embedding.Table table : embedding.tables()) {
            System.arraycopy(tensors[tensor++], (int) x[table.input()] * table.dims(), h, at, table.dims());
            at += table.dims();
        }
        return h;
    }

    private double[] waved(Periodic embedding, double[] x, int first) {
        double[] h = Arrays.copyOf(x, embedding.outputs(x.length));
        int at = x.length, tensor = first;
        for (int input : embedding.inputs()) {
            double[] frequency = tensors[tensor++], phase = tensors[tensor++], w = tensors[tensor++], b = tensors[tensor++];
            for (int d = 0; d < b.length; d++, at++) {
                h[at] = b[d];
                for (int f = 0; f < phase.length; f++) {
                    h[at] += w[d * phase.length + f] * StrictMath.cos(2 * StrictMath.PI * frequency[f] * x[input] + phase[f]);
                }
            }
        }
        return h;
    }

    private double[] embedded(PiecewiseLinear embedding, double[] x, int first) {
        double[] h = new double[embedding.outputs(x.length)];
        int at = 0, tensor = first;
        for (int i = 0; i < x.length; i++) {
            int input = i;
            if (embedding.columns().stream().noneMatch(column -> column.input() == input || column.position() == input)) {
                h[at++] = x[i];
            }
        }
        for (PiecewiseLinear.Column column : embedding.columns()) {
            double[] w = tensors[tensor++], b = tensors[tensor++];
            for (int d = 0; d < embedding.dims(); d++, at++) {
                h[at] = b[d] + w[d * (column.bins() + 1) + column.bins()] * x[column.input()];
                for (int t = 0; t < column.bins(); t++) {
                    double share = x[column.position()] - t;
                    double low = t == 0 ? share : Math.max(share, 0), u = t == column.bins() - 1 ? low : Math.min(low, 1);
                    h[at] += w[d * (column.bins() + 1) + t] * u;
                }
            }
        }
        return h;
    }

    private static double f(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity i -> z;
            case Activation.Sigmoid s -> 1 / (1 + StrictMath.exp(-z));
            case Activation.Tanh t -> StrictMath.tanh(z);
            case Activation.Relu r -> Math.max(z, 0);
            case Activation.LeakyRelu leaky -> z <= 0 ? leaky.slope() * z : z;
            case Activation.Softmax s -> z;
            case Activation.Elu elu -> z > 0 ? z : elu.alpha() * StrictMath.expm1(z);
            case Activation.Selu _ -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * StrictMath.expm1(z));
            case Activation.Softplus _ -> DoubleMath.softplus(z);
            case Activation.Softsign _ -> z / (1 + Math.abs(z));
            case Activation.Gelu _ -> z * DoubleMath.normal(z);
            case Activation.GeluTanh _ -> z * DoubleMath.sigmoid(DoubleMath.geluTanhArgument(z));
            case Activation.Silu _ -> z * DoubleMath.sigmoid(z);
            case Activation.Mish _ -> z * StrictMath.tanh(DoubleMath.softplus(z));
            case Activation.HardSigmoid _ -> Math.clamp(z + 3, 0, 6) / 6;
            case Activation.HardTanh _ -> Math.clamp(z, -1, 1);
            case Activation.HardSwish _ -> z * Math.clamp(z + 3, 0, 6) / 6;
            case Activation.Prelu _, Activation.Parametric _ -> throw new IllegalArgumentException(activation.toText()
                    + " has a parameter");
        };
    }

    private double loss(double[] z, double[] h, float[] y) {
        double sum = 0, exponentials = 0;
        for (double x : z) {
            exponentials += StrictMath.exp(x);
        }
        for (int o = 0; o < z.length; o++) {
            float target = y[o % y.length];
            double d = h[o] - target;
            sum += switch (loss) {
                case Loss.SquaredError s -> 0.5 * d * d;
                case Loss.Huber(float delta) -> Math.abs(d) <= delta ? 0.5 * d * d : delta * (Math.abs(d) - 0.5 * delta);
                case Loss.AbsoluteError _ -> Math.abs(d);
                case QuantileLoss(List<Float> levels) -> Math.max(-levels.get(o / y.length) * d, (1 - levels.get(o / y.length)) * d);
                case PoissonLoss _ -> StrictMath.exp(h[o]) - target * h[o];
                case FocalLoss focal -> focal(focal, z[o], target);
                case Loss.SoftmaxCrossEntropy(float smoothing) -> ((1.0 - smoothing) * target + (double) smoothing / z.length)
                        * (StrictMath.log(exponentials) - z[o]);
                case Loss.SigmoidCrossEntropy s -> StrictMath.log(1 + StrictMath.exp(z[o])) - target * z[o];
            };
        }
        return sum;
    }

    private static double focal(FocalLoss focal, double z, double y) {
        double share = DoubleMath.sigmoid(z), right = share * y + (1 - share) * (1 - y);
        return (focal.weightOfTrue() * y + focal.weightOfFalse() * (1 - y)) * StrictMath.pow(1 - right, focal.gamma())
                * -(y * StrictMath.log(share) + (1 - y) * StrictMath.log(1 - share));
    }
}
