package dev.lanewise.model;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.List;

/**
 * Several networks as one predictor: its outputs are the means of theirs, summed in double in the order of the networks and rounded once.
 * Networks may be trained on other folds or from other seeds, and may have other layers. Immutable, and shared by any number of threads; it
 * allocates with each call.
 *
 * {@snippet lang=java :
 * NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();
 * Ensemble ensemble = Ensemble.of(List.of(Network.create(spec, 1), Network.create(spec, 2)));
 * float[] probabilities = ensemble.predict(new float[] {5.1f, 3.5f});
 * }
 */
public final class Ensemble {

    private final List<Network> networks;
    private final NetworkSpec spec;

    private Ensemble(List<Network> networks) {
        this.networks = networks;
        spec = networks.getFirst().spec();
    }

    /**
     * Networks as one.
     *
     * @param networks at least one, all with the same inputs, outputs and last activation
     * @return the ensemble
     * @throws IllegalArgumentException if there is none, or one does not fit the first
     */
    public static Ensemble of(List<Network> networks) {
        List<Network> copy = List.copyOf(networks);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("an ensemble needs at least 1 network, got none");
        }
        for (int n = 1; n < copy.size(); n++) {
            String first = form(copy.getFirst()), other = form(copy.get(n));
            if (!first.equals(other)) {
                throw new IllegalArgumentException("network " + (n + 1) + " of an ensemble has " + other + ", but network 1 has " + first);
            }
        }
        return new Ensemble(copy);
    }

    private static String form(Network network) {
        NetworkSpec spec = network.spec();
        return Phrases.count(spec.inputs(), "input") + ", " + Phrases.count(spec.outputs(), "output") + " and "
                + spec.layers().getLast().activation().toText();
    }

    /**
     * The networks.
     *
     * @return in their order
     */
    public List<Network> networks() {
        return networks;
    }

    /**
     * The mean outputs for one sample.
     *
     * @param input [inputs]
     * @return [outputs]
     * @throws IllegalArgumentException if the length of the input does not fit
     */
    public float[] predict(float[] input) {
        return predict(new float[][] {input})[0];
    }

    /**
     * The mean outputs for several samples.
     *
     * @param inputs [samples][inputs], at least one sample
     * @return [samples][outputs]
     * @throws IllegalArgumentException if the length of a row does not fit, or there is none
     */
    public float[][] predict(float[][] inputs) {
        double[][] sums = new double[inputs.length][spec.outputs()];
        for (Network network : networks) {
            add(network.predict(inputs), sums);
        }
        float[][] means = new float[inputs.length][spec.outputs()];
        for (int sample = 0; sample < means.length; sample++) {
            for (int o = 0; o < means[sample].length; o++) {
                means[sample][o] = (float) (sums[sample][o] / networks.size());
            }
        }
        return means;
    }

    private static void add(float[][] outputs, double[][] sums) {
        for (int sample = 0; sample < sums.length; sample++) {
            for (int o = 0; o < sums[sample].length; o++) {
                sums[sample][o] += outputs[sample][o];
            }
        }
    }

    /**
     * The class of one sample: that of the largest mean output, or what a single one says; see {@link NetworkSpec#classOf}.
     *
     * @param input [inputs]
     * @return its number, from 0
     * @throws IllegalArgumentException if the length of the input does not fit, the networks tell no classes apart, or the mean outputs for
     *                                  this input have no largest value
     */
    public int classify(float[] input) {
        int answer = spec.classOf(predict(input));
        if (answer == NetworkSpec.NO_CLASS) {
            throw new IllegalArgumentException("the mean outputs of an ensemble of " + Phrases.count(networks.size(), "network")
                    + " for this input have no largest value: one is not finite");
        }
        return answer;
    }
}
