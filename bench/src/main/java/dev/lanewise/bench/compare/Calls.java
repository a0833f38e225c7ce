package dev.lanewise.bench.compare;

import static dev.lanewise.bench.RandomPanels.fill;
import static dev.lanewise.bench.RandomPanels.filled;

import dev.lanewise.bench.LayerUpdate;
import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.panel.Panels;
import dev.lanewise.train.Trainer;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What this build brings to a comparison, behind interfaces of the JDK alone, since the other build has classes of the same names: from
 * the name of a case ({@code W1 step}, {@code W1 predict 256}, {@code W1 product forward 1}) to fresh objects. A commit without such a
 * class has it in {@code bench/src/compare}, under its hash.
 */
public final class Calls implements Function<String, Map.Entry<IntConsumer, Supplier<double[]>>> {

    /** Samples that forward and backward take at once, as the step has them for wide layers. */
    private static final int BLOCK = 32;

    /** The factory of this build. */
    public Calls() {
    }

    /**
     * Makes the objects of a case.
     *
     * @param name of the case
     * @return what takes so many calls, and what has come out of all of them: floats, and losses as doubles
     */
    @Override
    public Map.Entry<IntConsumer, Supplier<double[]>> apply(String name) {
        String[] words = name.split(" ");
        Net net = Net.valueOf(words[0]);
        return switch (words[1]) {
            case "step" -> step(net);
            case "predict" -> predict(net, Integer.parseInt(words[2]));
            case "product" -> product(words[2], net, Integer.parseInt(words[3]));
            default -> throw new IllegalArgumentException("expected a step, a prediction or a product, got '" + name + "'");
        };
    }

    /** Steps with each of the batches after the other; on one thread, so that there is nothing to be closed. */
    private static Map.Entry<IntConsumer, Supplier<double[]>> step(Net net) {
        Trainer trainer = net.trainer(1);
        Batch[] batches = net.batches();
        double[] loss = new double[1];
        int[] next = new int[1];
        return Map.entry(times -> {
            for (int i = 0; i < times; i++) {
                loss[0] = trainer.step(batches[next[0]++ % batches.length]);
            }
        }, () -> DoubleStream.concat(DoubleStream.of(loss), parameters(trainer.network())).toArray());
    }

    private static DoubleStream parameters(Network network) {
        return network.tensors().stream().flatMapToDouble(tensor -> doubles(network.tensor(tensor.name())));
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> predict(Net net, int samples) {
        var predictor = new Predictor(Network.create(net.spec(), 1), samples);
        predictor.warmUp(samples); // else the last change of kernels comes after ten seconds of calls
        float[] inputs = net.inputs(new SplittableRandom(42), samples);
        float[] outputs = new float[samples * net.sizes.getLast()];
        return Map.entry(times -> {
            for (int i = 0; i < times; i++) {
                predictor.predict(inputs, samples, outputs);
            }
        }, () -> doubles(outputs).toArray());
    }

    /** A product over a whole batch. */
    private static Map.Entry<IntConsumer, Supplier<double[]>> product(String product, Net net, int layer) {
        int in = net.sizes.get(layer - 1), out = net.sizes.get(layer);
        return switch (product) {
            case "forward" -> forward(in, out, net.batch / BLOCK);
            case "backward" -> backward(in, out, net.batch / BLOCK);
            case "weightGradient" -> weightGradient(in, out, net.batch);
            case "update" -> update(in, out, net.batch);
            default -> throw new IllegalArgumentException("expected forward, backward, weightGradient or update, got '" + product + "'");
        };
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> forward(int in, int out, int blocks) {
        var random = new SplittableRandom(42);
        Kernels kernels = KernelChoice.kernels();
        Panels w = filled(in, out, random), bias = filled(1, out, random), h = filled(in, BLOCK, random), z = Panels.allocate(out, BLOCK);
        Placement placement = Placement.of(Panels.size(in, out));
        return repeated(blocks, () -> kernels.forward(w, placement, bias, h, ElementwiseFunction.RELU, 0f, z, null), z);
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> backward(int in, int out, int blocks) {
        var random = new SplittableRandom(42);
        Kernels kernels = KernelChoice.kernels();
        Panels w = filled(in, out, random), dz = filled(out, BLOCK, random), h = filled(in, BLOCK, random), dh = Panels.allocate(in, BLOCK);
        Placement placement = Placement.of(Panels.size(in, out));
        return repeated(blocks, () -> kernels.backward(w, placement, dz, h, ElementwiseFunction.RELU, 0f, dh, null), dh);
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> weightGradient(int in, int out, int batch) {
        var random = new SplittableRandom(42);
        Kernels kernels = KernelChoice.kernels();
        Panels h = filled(batch, in, random), dz = filled(batch, out, random), dW = Panels.allocate(in, out);
        return repeated(1, () -> kernels.weightGradient(h, dz, dW), dW);
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> update(int in, int out, int batch) {
        var random = new SplittableRandom(42);
        var update = new LayerUpdate(in, out, batch, Net.OPTIMIZER);
        fill(update.h(), random);
        fill(update.dz(), random);
        fill(update.w(), random);
        return repeated(1, update::run, update.w());
    }

    private static Map.Entry<IntConsumer, Supplier<double[]>> repeated(int parts, Runnable part, Panels result) {
        return Map.entry(times -> {
            for (int i = 0; i < times * parts; i++) {
                part.run();
            }
        }, () -> IntStream.range(0, result.rows()).boxed().flatMapToDouble(r -> IntStream.range(0, result.cols())
                .mapToDouble(c -> result.at(r, c))).toArray());
    }

    private static DoubleStream doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]);
    }
}
