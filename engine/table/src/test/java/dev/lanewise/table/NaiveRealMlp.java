package dev.lanewise.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.Scale;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * RealMLP in double, as its paper writes it: weights over the root of their inputs, gradients by differences, every number by itself. Only
 * the eps of weights is over that root, too: the engine's stands beside gradients that are so much larger.
 */
final class NaiveRealMlp {

    private static final double DIFFERENCE = 1e-5, BETA1 = 0.9, BETA2 = 0.95, EPS = 1e-8;

    /** The paper's numbers, tensor by tensor; weights are times the root of their inputs. */
    final List<double[]> tensors = new ArrayList<>();
    private final Network network;
    private final Task task;
    private final double smoothing, rate, decay;
    private final List<double[]> first = new ArrayList<>(), second = new ArrayList<>();

    NaiveRealMlp(Network network, Task task, double smoothing, double rate, double decay) {
        this.network = network;
        this.task = task;
        this.smoothing = smoothing;
        this.rate = rate;
        this.decay = decay;
        for (int t = 0; t < network.tensors().size(); t++) {
            tensors.add(paper(network, t));
            first.add(new double[tensors.get(t).length]);
            second.add(new double[tensors.get(t).length]);
        }
    }

    /** A tensor of a network as the paper has it. */
    static double[] paper(Network network, int t) {
        float[] floats = network.tensor(t);
        double root = root(network.tensors().get(t));
        double[] numbers = new double[floats.length];
        Arrays.setAll(numbers, i -> floats[i] * root);
        return numbers;
    }

    /** What a number of the paper is divided by to be the engine's. */
    static double root(TensorSpec tensor) {
        return isWeight(tensor.name()) ? Math.sqrt(tensor.shape().getLast()) : 1;
    }

    private static boolean isWeight(String name) {
        return name.endsWith(".weight");
    }

    /** Step {@code done + 1} of all. */
    void step(Dataset samples, int[] batch, int done, int steps) {
        List<double[]> gradients = new ArrayList<>();
        for (double[] tensor : tensors) {
            double[] gradient = new double[tensor.length];
            for (int i = 0; i < gradient.length; i++) {
                double kept = tensor[i];
                tensor[i] = kept + DIFFERENCE;
                double above = loss(samples, batch);
                tensor[i] = kept - DIFFERENCE;
                gradient[i] = (above - loss(samples, batch)) / (2 * DIFFERENCE);
                tensor[i] = kept;
            }
            gradients.add(gradient);
        }
        double t = done / (double) steps, flat = 0.5 * (1 + Math.cos(Math.PI * (Math.max(1, 2 * t) - 1)));
        double log = 0.5 * (1 - Math.cos(2 * Math.PI * Math.log(1 + 15 * t) / Math.log(2)));
        for (int k = 0; k < tensors.size(); k++) {
            String name = network.tensors().get(k).name();
            double factor = factor(name), lr = rate * log * factor, wd = isBias(name) ? 0 : decay * flat * factor;
            double eps = EPS / root(network.tensors().get(k));
            double[] p = tensors.get(k), m = first.get(k), v = second.get(k), g = gradients.get(k);
            for (int i = 0; i < p.length; i++) {
                p[i] -= lr * wd * p[i];
                m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
                v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
                double mHat = m[i] / (1 - Math.pow(BETA1, done + 1)), vHat = v[i] / (1 - Math.pow(BETA2, done + 1));
                p[i] -= lr * mHat / (Math.sqrt(vHat) + eps);
            }
        }
    }

    private static boolean isBias(String name) {
        return name.endsWith(".bias");
    }

    private static double factor(String name) {
        return name.endsWith(".scale") ? 6 : isWeight(name) || name.contains(".table") ? 1 : 0.1;
    }

    private double loss(Dataset samples, int[] batch) {
        double sum = 0;
        for (int sample : batch) {
            double[] out = outputs(samples.input(sample));
            float[] target = samples.target(sample);
            double top = Arrays.stream(out).max().orElseThrow();
            double log = top + Math.log(Arrays.stream(out).map(z -> Math.exp(z - top)).sum());
            for (int o = 0; o < out.length; o++) {
                sum += task == Task.REGRESSION ? 0.5 * (out[o] - target[o]) * (out[o] - target[o])
                        : ((1 - smoothing) * target[o] + smoothing / out.length) * (log - out[o]);
            }
        }
        return sum / batch.length;
    }

    private double[] outputs(float[] input) {
        double[] h = new double[input.length];
        Arrays.setAll(h, i -> input[i]);
        int tensor = 0;
        for (Layer layer : network.spec().layers()) {
            int inputs = h.length;
            h = switch (layer) {
                case Embedding embedding -> embedded(embedding, h, tensor);
                case Periodic periodic -> waved(periodic, h, tensor);
                case Scale _ -> scaled(h, tensor);
                case Dense dense -> dense(dense, h, tensor);
                default -> throw new AssertionError(layer);
            };
            tensor += layer.tensors("layer", inputs).size();
        }
        return h;
    }

    private double[] embedded(Embedding embedding, double[] x, int tensor) {
        List<Double> h = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            int input = i;
            if (embedding.tables().stream().noneMatch(table -> table.input() == input)) {
                h.add(x[i]);
            }
        }
        for (int t = 0; t < embedding.tables().size(); t++) {
            Embedding.Table table = embedding.tables().get(t);
            for (int d = 0; d < table.dims(); d++) {
                h.add(tensors.get(tensor + t)[(int) x[table.input()] * table.dims() + d]);
            }
        }
        return h.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private double[] waved(Periodic periodic, double[] x, int tensor) {
        double[] h = Arrays.copyOf(x, periodic.outputs(x.length));
        int at = x.length;
        for (int c = 0; c < periodic.inputs().size(); c++) {
            double[] w = tensors.get(tensor + 4 * c), b = tensors.get(tensor + 4 * c + 1), linear = tensors.get(tensor + 4 * c + 2);
            for (int d = 0; d < periodic.dims(); d++) {
                double sum = tensors.get(tensor + 4 * c + 3)[d];
                for (int f = 0; f < w.length; f++) {
                    sum += linear[d * w.length + f] * Math.cos(2 * Math.PI * w[f] * x[periodic.inputs().get(c)] + b[f]);
                }
                h[at++] = sum;
            }
        }
        return h;
    }

    private double[] scaled(double[] x, int tensor) {
        double[] h = x.clone();
        for (int i = 0; i < h.length; i++) {
            h[i] *= tensors.get(tensor)[i];
        }
        return h;
    }

    private double[] dense(Dense dense, double[] x, int tensor) {
        double[] h = new double[dense.outputs()], v = tensors.get(tensor);
        for (int o = 0; o < h.length; o++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[i] * v[o * x.length + i];
            }
            double z = sum / Math.sqrt(x.length) + tensors.get(tensor + 1)[o];
            h[o] = switch (dense.activation()) {
                case Activation.Parametric(Activation f) -> z + tensors.get(tensor + 2)[o] * (activated(f, z) - z);
                case Activation f -> activated(f, z);
            };
        }
        return h;
    }

    private static double activated(Activation f, double z) {
        return switch (f) {
            case Activation.Selu _ -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.exp(z) - 1));
            case Activation.Mish _ -> z * Math.tanh(Math.log(1 + Math.exp(z)));
            default -> z;
        };
    }
}
