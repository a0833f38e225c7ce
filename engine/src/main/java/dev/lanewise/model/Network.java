package dev.lanewise.model;

import java.util.Arrays;

/**
 * A network with its parameters: immutable, and shared by any number of threads.
 *
 * <p>{@link #predict(float[])} serves those who do not care; a {@link Predictor} predicts without allocating.
 */
public final class Network {

    private final Parameters parameters;

    private Network(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * A network with the parameters that the spec's initializers give.
     *
     * @param spec what it looks like
     * @param seed of the initializers
     * @return the network
     */
    public static Network create(NetworkSpec spec, long seed) {
        Parameters parameters = new Parameters(spec);
        parameters.initialize(seed);
        return new Network(parameters);
    }

    /**
     * A network with given parameters.
     *
     * @param spec    what it looks like
     * @param weights for each layer [out x in], row-major, copied
     * @param biases  for each layer [out], copied
     * @return the network
     * @throws IllegalArgumentException if they do not fit the spec
     */
    public static Network of(NetworkSpec spec, float[][] weights, float[][] biases) {
        if (weights.length != spec.layers().size() || biases.length != spec.layers().size()) {
            throw new IllegalArgumentException("the network " + spec.sizes() + " expects weights and biases of " + spec.layers().size()
                    + " layers, got " + weights.length + " and " + biases.length);
        }
        Parameters parameters = new Parameters(spec);
        for (int l = 0; l < weights.length; l++) {
            parameters.set(l, weights[l], biases[l]);
        }
        return new Network(parameters);
    }

    /**
     * A network with a copy of parameters.
     *
     * @param parameters the parameters
     * @return the network
     */
    public static Network copyOf(Parameters parameters) {
        return new Network(parameters.copy());
    }

    /**
     * What the network looks like.
     *
     * @return the spec
     */
    public NetworkSpec spec() {
        return parameters.spec();
    }

    /**
     * The parameters for someone who changes them.
     *
     * @return a copy
     */
    public Parameters parameters() {
        return parameters.copy();
    }

    Parameters own() {
        return parameters;
    }

    /**
     * The weights of a layer.
     *
     * @param layer its number, from 0
     * @return [out x in], row-major, a copy
     */
    public float[] weights(int layer) {
        return parameters.weights(layer);
    }

    /**
     * The biases of a layer.
     *
     * @param layer its number, from 0
     * @return [out], a copy
     */
    public float[] biases(int layer) {
        return parameters.biases(layer);
    }

    /**
     * The outputs for one sample. Allocates its scratch; see {@link Predictor}.
     *
     * @param input [inputs]
     * @return [outputs]
     * @throws IllegalArgumentException if the length of the input does not fit
     */
    public float[] predict(float[] input) {
        float[] output = new float[spec().outputs()];
        new Predictor(this, 1).predict(input, output);
        return output;
    }

    /**
     * The class with the largest output for one sample.
     *
     * @param input [inputs]
     * @return its number, from 0; the first where several are equal
     * @throws IllegalArgumentException if the length of the input does not fit
     */
    public int classify(float[] input) {
        return argMax(predict(input), 0, spec().outputs());
    }

    static int argMax(float[] values, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[from + i] > values[from + best]) {
                best = i;
            }
        }
        return best;
    }

    /**
     * SHA-256 over the parameters; see {@link Parameters#sha256()}.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        return parameters.sha256();
    }

    @Override
    public String toString() {
        return "Network " + Arrays.toString(spec().text().split("\n"));
    }
}
