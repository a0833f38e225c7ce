package dev.lanewise.bench.rivals;

import dev.lanewise.bench.Net;
import dev.lanewise.data.Batch;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Optimizer;
import java.util.Arrays;
import java.util.EnumSet;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.ml.data.MLDataPair;
import org.encog.ml.data.basic.BasicMLDataPair;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;
import org.encog.neural.networks.training.propagation.back.Backpropagation;

/**
 * Encog, plain Java: the small networks a sample at a time, for which it was made. It computes in double, since it has nothing else, and
 * is given what others are given, floats.
 */
public final class Encog implements Rival {

    @Override
    public String name() {
        return "Encog";
    }

    @Override
    public String version() {
        return "Encog " + org.encog.Encog.VERSION + ", in double";
    }

    @Override
    public boolean does(Case which) {
        return EnumSet.of(Net.W5, Net.W6).contains(which.net()) && which.task().kind != Task.Kind.PRODUCT
                && which.task() != Task.ADAM_STEP && which.threads() == 1;
    }

    @Override
    public Training training(Net net, Optimizer optimizer, int threads) {
        MLDataPair pair = BasicMLDataPair.createPair(net.sizes.getFirst(), net.sizes.getLast());
        var backpropagation = new Backpropagation(network(net), data(pair), Net.OPTIMIZER.lr(), Net.OPTIMIZER.mu());
        backpropagation.setBatchSize(1);
        backpropagation.fixFlatSpot(false);     // else it adds a tenth to the derivative of every sigmoid
        return batch -> {
            set(pair, batch);
            backpropagation.iteration();
            // its error is the mean of the squares over the outputs
            return backpropagation.getError() * net.sizes.getLast() / 2;
        };
    }

    private static BasicMLDataSet data(MLDataPair pair) {
        var data = new BasicMLDataSet();
        data.add(pair);
        return data;
    }

    private static void set(MLDataPair pair, Batch batch) {
        double[] inputs = pair.getInputArray(), targets = pair.getIdealArray();
        copy(batch.inputs()[0], 0, inputs);
        Arrays.fill(targets, 0);
        targets[batch.labels()[0]] = 1;
    }

    private static void copy(float[] from, int at, double[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = from[at + i];
        }
    }

    private static BasicNetwork network(Net net) {
        var network = new BasicNetwork();
        int last = net.sizes.size() - 1;
        network.addLayer(new BasicLayer(null, true, net.sizes.getFirst()));
        for (int l = 1; l <= last; l++) {
            network.addLayer(new BasicLayer(new ActivationSigmoid(), l < last, net.sizes.get(l)));
        }
        network.getStructure().finalizeStructure();
        start(network, net);
        return network;
    }

    /** Weights and biases; Encog has a bias as one more neuron of the layer before. */
    private static void start(BasicNetwork network, Net net) {
        Network start = Rival.start(net);
        for (int l = 0; l + 1 < net.sizes.size(); l++) {
            int in = net.sizes.get(l), out = net.sizes.get(l + 1);
            float[] weights = start.tensor("layer" + (l + 1) + ".weight"), biases = start.tensor("layer" + (l + 1) + ".bias");
            for (int o = 0; o < out; o++) {
                for (int i = 0; i < in; i++) {
                    network.setWeight(l, i, o, weights[o * in + i]);
                }
                network.setWeight(l, in, o, biases[o]);
            }
        }
    }

    @Override
    public Prediction prediction(Net net, int samples, int threads) {
        BasicNetwork network = network(net);
        int in = net.sizes.getFirst(), out = net.sizes.getLast();
        double[] input = new double[in], output = new double[out];
        return (inputs, outputs) -> {
            for (int b = 0; b < samples; b++) {
                copy(inputs, b * in, input);
                network.compute(input, output);
                for (int o = 0; o < out; o++) {
                    outputs[b * out + o] = (float) output[o];
                }
            }
        };
    }
}
