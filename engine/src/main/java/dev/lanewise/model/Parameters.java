package dev.lanewise.model;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.panel.BitSum;
import java.util.ArrayList;
import java.util.List;

/**
 * The weights and biases of a network, in the layout of the kernels; what a trainer changes and a network keeps.
 *
 * <p>To the outside, the weights of a layer are row-major [out][in]: {@code weights[to * in + from]}.
 */
public final class Parameters {

    /** From the purpose of a tensor's random numbers to that of the next tensor of the same layer. */
    private static final long NEXT_PURPOSE = 0x4000_0000;

    private final NetworkSpec spec;
    private final ParameterSet tensors;
    private final List<Dense> layers = new ArrayList<>();

    /**
     * Parameters that are all zero.
     *
     * @param spec the network's spec
     */
    public Parameters(NetworkSpec spec) {
        this(spec, List.of());
    }

    /**
     * Parameters, and what an optimizer keeps beside them, all zero.
     *
     * @param spec  the network's spec
     * @param slots what the optimizer keeps for each parameter, such as {@code momentum}
     * @throws IllegalArgumentException if a tensor with its slots does not fit an array
     */
    public Parameters(NetworkSpec spec, List<String> slots) {
        this.spec = spec;
        tensors = new ParameterSet(spec.tensors(), slots, spec.sizes());
        for (int l = 0; l < spec.layers().size(); l++) {
            Activation activation = spec.layers().get(l).activation();
            layers.add(new Dense(tensors.values(weightsOf(l)), tensors.values(biasesOf(l)), function(activation), slope(activation),
                    isSoftmax(activation), tensors.placement(weightsOf(l))));
        }
    }

    /**
     * Which tensor a layer's weights are.
     *
     * @param layer its number, from 0
     * @return their number in {@link #tensors()}
     */
    public static int weightsOf(int layer) {
        return 2 * layer;
    }

    /**
     * Which tensor a layer's biases are.
     *
     * @param layer its number, from 0
     * @return their number in {@link #tensors()}
     */
    public static int biasesOf(int layer) {
        return 2 * layer + 1;
    }

    static Function function(Activation activation) {
        return switch (activation) {
            case Activation.Identity i -> Function.IDENTITY;
            case Activation.Sigmoid s -> Function.SIGMOID;
            case Activation.Tanh t -> Function.TANH;
            case Activation.Relu r -> Function.RELU;
            case Activation.LeakyRelu l -> Function.LEAKY_RELU;
            case Activation.Softmax s -> Function.IDENTITY;
        };
    }

    static float slope(Activation activation) {
        return switch (activation) {
            case Activation.LeakyRelu(float slope) -> slope;
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.Relu _, Activation.Softmax _ -> 0f;
        };
    }

    static boolean isSoftmax(Activation activation) {
        return switch (activation) {
            case Activation.Softmax _ -> true;
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.Relu _, Activation.LeakyRelu _ -> false;
        };
    }

    /** Sets every number as the spec's initializers say; the first tensor of a layer has its number as purpose. */
    void initialize(long seed) {
        List<Integer> widths = spec.widths();
        int tensor = 0;
        for (int l = 0; l < spec.layers().size(); l++) {
            int count = spec.layers().get(l).tensors("layer", widths.get(l)).size();
            for (long k = 0; k < count; k++) {
                tensors.initialize(tensor++, seed, k * NEXT_PURPOSE + l);
            }
        }
    }

    /**
     * The spec of these parameters.
     *
     * @return the spec
     */
    public NetworkSpec spec() {
        return spec;
    }

    /**
     * The tensors by their numbers and names; for the engine's own packages.
     *
     * @return these parameters and their slots, not a copy
     */
    public ParameterSet tensors() {
        return tensors;
    }

    /**
     * The layers as the kernels see them; for the engine's own packages.
     *
     * @return from the input to the output; the floats are these parameters, not a copy
     */
    @SuppressWarnings("exports")
    public List<Dense> layers() {
        return layers;
    }

    /**
     * A copy with floats of its own.
     *
     * @return the copy
     */
    public Parameters copy() {
        Parameters copy = new Parameters(spec);
        copy.tensors.copyFrom(tensors);
        return copy;
    }

    /**
     * Takes over the numbers of a network.
     *
     * @param network of the same spec
     * @throws IllegalArgumentException if it has another spec
     */
    public void set(Network network) {
        if (!network.spec().equals(spec)) {
            throw new IllegalArgumentException("parameters of " + spec.sizes() + " cannot take over those of another spec, here "
                    + network.spec().sizes());
        }
        tensors.copyFrom(network.own().tensors);
    }

    /**
     * The weights of a layer.
     *
     * @param layer its number, from 0
     * @return [out x in], row-major, a copy
     */
    public float[] weights(int layer) {
        return tensors.rowMajor(weightsOf(layer));
    }

    /**
     * The biases of a layer.
     *
     * @param layer its number, from 0
     * @return [out], a copy
     */
    public float[] biases(int layer) {
        return tensors.rowMajor(biasesOf(layer));
    }

    /**
     * Replaces the weights and biases of a layer.
     *
     * @param layer   its number, from 0
     * @param weights [out x in], row-major
     * @param biases  [out]
     * @throws IllegalArgumentException if a length does not fit the spec
     */
    public void set(int layer, float[] weights, float[] biases) {
        tensors.set(weightsOf(layer), weights);
        tensors.set(biasesOf(layer), biases);
    }

    /**
     * SHA-256 over the little-endian bytes of all parameters, layer by layer, weights as [out][in] row-major, then biases,
     * without padding, every NaN as 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        BitSum sum = new BitSum();
        tensors.addTo(sum);
        return sum.hex();
    }
}
