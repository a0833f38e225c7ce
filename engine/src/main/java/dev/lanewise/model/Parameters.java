package dev.lanewise.model;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.BitSum;
import dev.lanewise.panel.Panels;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The weights and biases of a network, in the layout of the kernels; what a trainer changes and a network keeps.
 *
 * <p>To the outside, the weights of a layer are row-major [out][in]: {@code weights[to * in + from]}.
 */
public final class Parameters {

    private static final int BIAS_PURPOSE = 0x4000_0000;

    private final NetworkSpec spec;
    private final List<Dense> layers;

    /**
     * Parameters that are all zero.
     *
     * @param spec the network's spec
     */
    public Parameters(NetworkSpec spec) {
        this(spec, arenas(spec, 1), 1);
    }

    /** Takes the next matrices of two arenas for each layer, one for weights and one for biases, with room for {@code count} of each. */
    private Parameters(NetworkSpec spec, List<Arena> arenas, int count) {
        this.spec = spec;
        layers = new ArrayList<>();
        for (int l = 0; l < spec.layers().size(); l++) {
            Layer layer = spec.layers().get(l);
            layers.add(new Dense(arenas.get(2 * l).panels(spec.inputsOf(l), layer.outputs()),
                    arenas.get(2 * l + 1).panels(1, layer.outputs()),
                    function(layer.activation()), slope(layer.activation()), isSoftmax(layer.activation()),
                    Placement.of(count * Panels.size(spec.inputsOf(l), layer.outputs()))));
        }
    }

    /**
     * Parameters, and moments that are stored like them, all zero: all weights of a layer stand on one array, and so do all biases, which
     * {@link dev.lanewise.kernel.Kernels#gradientMomentum} wants.
     *
     * @param spec  the network's spec
     * @param count how many, the parameters included
     * @return the parameters, then the moments
     * @throws IllegalArgumentException if those of a layer do not fit an array
     */
    public static List<Parameters> sideBySide(NetworkSpec spec, int count) {
        List<Arena> arenas = arenas(spec, count);
        return IntStream.range(0, count).mapToObj(i -> new Parameters(spec, arenas, count)).toList();
    }

    private static List<Arena> arenas(NetworkSpec spec, int count) {
        List<Arena> arenas = new ArrayList<>();
        for (int l = 0; l < spec.layers().size(); l++) {
            int out = spec.layers().get(l).outputs();
            String what = "layer " + (l + 1) + " of " + spec.sizes() + " with its moments";
            arenas.add(new Arena(count * Panels.size(spec.inputsOf(l), out), what));
            arenas.add(new Arena(count * Panels.size(1, out), what));
        }
        return arenas;
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

    /** Sets every number as the spec's initializers say. */
    void initialize(long seed) {
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = spec.layers().get(l);
            Dense dense = layers.get(l);
            for (int o = 0; o < dense.out(); o++) {
                for (int i = 0; i < dense.in(); i++) {
                    long position = (long) o * dense.in() + i;
                    dense.w().set(i, o, layer.weights().at(seed, l, position, dense.in(), dense.out()));
                }
                dense.bias().set(0, o, layer.biases().at(seed, BIAS_PURPOSE + l, o, dense.in(), dense.out()));
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
        copy.copyFrom(this);
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
        copyFrom(network.own());
    }

    private void copyFrom(Parameters other) {
        for (int l = 0; l < layers.size(); l++) {
            copyFloats(other.layers.get(l).w(), layers.get(l).w());
            copyFloats(other.layers.get(l).bias(), layers.get(l).bias());
        }
    }

    private static void copyFloats(Panels from, Panels to) {
        System.arraycopy(from.data(), from.offset(), to.data(), to.offset(), (int) Panels.size(from.rows(), from.cols()));
    }

    /**
     * The weights of a layer.
     *
     * @param layer its number, from 0
     * @return [out x in], row-major, a copy
     */
    public float[] weights(int layer) {
        Panels w = layers.get(layer).w();
        float[] weights = new float[Math.multiplyExact(w.rows(), w.cols())];
        for (int o = 0; o < w.cols(); o++) {
            for (int i = 0; i < w.rows(); i++) {
                weights[o * w.rows() + i] = w.at(i, o);
            }
        }
        return weights;
    }

    /**
     * The biases of a layer.
     *
     * @param layer its number, from 0
     * @return [out], a copy
     */
    public float[] biases(int layer) {
        Panels bias = layers.get(layer).bias();
        float[] biases = new float[bias.cols()];
        System.arraycopy(bias.data(), bias.offset(), biases, 0, biases.length);
        return biases;
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
        Dense dense = layers.get(layer);
        requireLength("W(" + (layer + 1) + ")", dense.out() + " x " + dense.in(), (long) dense.out() * dense.in(), weights.length);
        requireLength("b(" + (layer + 1) + ")", Integer.toString(dense.out()), dense.out(), biases.length);
        for (int o = 0; o < dense.out(); o++) {
            for (int i = 0; i < dense.in(); i++) {
                dense.w().set(i, o, weights[o * dense.in() + i]);
            }
            dense.bias().set(0, o, biases[o]);
        }
    }

    private void requireLength(String what, String shape, long expected, int got) {
        if (got != expected) {
            throw new IllegalArgumentException(what + " of the network " + spec.sizes() + " expects " + shape + " = "
                    + Phrases.count(expected, "float") + ", got " + got);
        }
    }

    /**
     * SHA-256 over the little-endian bytes of all parameters, layer by layer, weights as [out][in] row-major, then biases,
     * without padding, every NaN as 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        BitSum sum = new BitSum();
        addTo(sum);
        return sum.hex();
    }

    /**
     * Adds all parameters to a sum, layer by layer, weights as [out][in] row-major, then biases; for the engine's own packages.
     *
     * @param sum what they are added to
     */
    @SuppressWarnings("exports")
    public void addTo(BitSum sum) {
        for (Dense dense : layers) {
            sum.add(dense.w());
            sum.add(dense.bias());
        }
    }
}
