package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import java.util.stream.IntStream;

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
            throw new IllegalArgumentException("the network " + spec.sizes() + " expects weights and biases of "
                    + Phrases.count(spec.layers().size(), "layer") + ", got " + weights.length + " and " + biases.length);
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
     * The class of one sample: that of the largest output, the first where several are equal; with a single output 1 where it reaches 0.5
     * (sigmoid) or 0 (tanh), else 0. See {@link NetworkSpec#classOf}.
     *
     * @param input [inputs]
     * @return its number, from 0
     * @throws IllegalArgumentException if the length of the input does not fit, an input is not finite, the network has a single output
     *                                  with another activation, or its outputs for this input have no largest value
     */
    public int classify(float[] input) {
        Decision.requireClasses(spec());
        requireFinite(input);
        float[] outputs = predict(input);
        int answer = spec().classOf(outputs);
        if (answer == NetworkSpec.NO_CLASS) {
            throw new IllegalArgumentException("the outputs of the network " + spec().sizes() + " for this input have no largest value: "
                    + notFinite(outputs) + causeOfNotFinite());
        }
        return answer;
    }

    private void requireFinite(float[] input) {
        for (int i = 0; i < input.length; i++) {
            if (!Float.isFinite(input[i])) {
                throw new IllegalArgumentException("input " + i + " of the network " + spec().sizes() + ": expected a finite number, got "
                        + input[i]);
            }
        }
    }

    private static String notFinite(float[] outputs) {
        int output = IntStream.range(0, outputs.length).filter(o -> Float.isNaN(outputs[o]) || outputs[o] == Float.POSITIVE_INFINITY)
                .findFirst().orElse(0);
        return "output " + output + " is " + outputs[output];
    }

    private String causeOfNotFinite() {
        for (int l = 0; l < spec().layers().size(); l++) {
            if (!areFinite(weights(l)) || !areFinite(biases(l))) {
                return "; layer " + (l + 1) + " has parameters that are not finite";
            }
        }
        return "; sums on the way are too large for a float";
    }

    private static boolean areFinite(float[] parameters) {
        return IntStream.range(0, parameters.length).allMatch(i -> Float.isFinite(parameters[i]));
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
        return "Network " + Phrases.list(spec().text().lines());
    }
}
