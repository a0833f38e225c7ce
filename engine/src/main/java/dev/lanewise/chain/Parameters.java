package dev.lanewise.chain;

import dev.lanewise.kernel.CompactMatrix;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.FloatDigest;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The weights and biases of a network, in the layout of the kernels; what a trainer changes and a network keeps.
 *
 * <p>To the outside, the weights of a layer are row-major [out][in]: {@code weights[to * in + from]}.
 */
public final class Parameters {

    /** From the purpose of a tensor's random numbers to that of the next tensor of the same layer. */
    private static final long NEXT_PURPOSE = 0x4000_0000;

    private static final String WEIGHT = "weight", BIAS = "bias";

    private final NetworkSpec spec;
    private final ParameterSet tensors;
    /** Which of the tensors is the first of each layer, from 0, and how many there are. */
    private final List<Integer> firstTensors = new ArrayList<>();

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
     * @throws IllegalArgumentException if a tensor with its slots, or the scratch of one sample, does not fit an array
     */
    public Parameters(NetworkSpec spec, List<String> slots) {
        this(spec, tensors(spec, slots));
    }

    private static ParameterSet tensors(NetworkSpec spec, List<String> slots) {
        requireScratch(spec);
        return new ParameterSet(spec.tensors(), slots, spec.shape());
    }

    private Parameters(NetworkSpec spec, ParameterSet tensors) {
        this.spec = spec;
        this.tensors = tensors;
        int next = 0;
        List<Integer> widths = spec.widths();
        for (int l = 0; l < spec.layers().size(); l++) {
            firstTensors.add(next);
            next += spec.layers().get(l).tensors("layer", widths.get(l)).size();
        }
        firstTensors.add(next);
    }

    private static void requireScratch(NetworkSpec spec) {
        long scratch = Chains.withoutParameters(spec.inputs(), spec.layers(), spec.tensors()).floats(1);
        if (scratch > Arena.MAX_FLOATS) {
            throw new IllegalArgumentException("one sample of a network with " + Phrases.count(spec.inputs(), "input") + ", "
                    + Phrases.count(spec.layers().size(), "layer") + " and " + Phrases.count(spec.outputs(), "output")
                    + " needs a scratch of " + scratch + " floats, but an array holds at most " + Arena.MAX_FLOATS);
        }
    }

    /**
     * These parameters with the weights of dense layers in less memory; they only predict.
     *
     * @param form what becomes of the matrix P(in x out) of each
     * @return all others are shared with these, so nobody may change them any more
     */
    public Parameters compact(Function<Panels, CompactMatrix> form) {
        Set<Integer> weights = Chains.of(this).stages().stream().filter(DenseStage.class::isInstance)
                .map(stage -> ((DenseStage) stage).weights().number()).collect(Collectors.toSet());
        return new Parameters(spec, tensors.compact(weights, form));
    }

    /**
     * The layer that has a tensor.
     *
     * @param tensor its number, from 0
     * @return the layer's, from 0
     */
    public int layerOf(int tensor) {
        int layer = 0;
        while (firstTensors.get(layer + 1) <= tensor) {
            layer++;
        }
        return layer;
    }

    /**
     * Which tensor is that of a layer.
     *
     * @param layer its number, from 0
     * @param what  such as {@code weight}
     * @return its number among {@link #tensors()}
     * @throws IllegalArgumentException if the layer has none of that name
     */
    public int tensorOf(int layer, String what) {
        String name = NetworkSpec.nameOf(layer + 1) + "." + what;
        for (int tensor = firstTensors.get(layer); tensor < firstTensors.get(layer + 1); tensor++) {
            if (tensors.tensors().get(tensor).name().equals(name)) {
                return tensor;
            }
        }
        throw new IllegalArgumentException("layer " + (layer + 1) + " of the network " + spec.shape() + ", "
                + spec.layers().get(layer).toText() + ", has no " + what);
    }

    /** Sets every number as the spec's initializers say; the first tensor of a layer has its number as purpose. */
    public void initialize(long seed) {
        for (int l = 0; l < spec.layers().size(); l++) {
            for (int tensor = firstTensors.get(l); tensor < firstTensors.get(l + 1); tensor++) {
                tensors.initialize(tensor, seed, (tensor - firstTensors.get(l)) * NEXT_PURPOSE + l);
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
     * Replaces the weights and biases of a layer.
     *
     * @param layer   its number, from 0
     * @param weights [out x in], row-major
     * @param biases  [out]
     * @throws IllegalArgumentException if a length does not fit the spec, or the layer has no weights
     */
    public void set(int layer, float[] weights, float[] biases) {
        tensors.set(tensorOf(layer, WEIGHT), weights);
        tensors.set(tensorOf(layer, BIAS), biases);
    }

    /**
     * SHA-256 over the little-endian bytes of all parameters, layer by layer, weights as [out][in] row-major, then biases,
     * without padding, every NaN as 0x7fc00000.
     *
     * @return 64 hexadecimal digits
     */
    public String sha256() {
        FloatDigest sum = new FloatDigest();
        tensors.updateDigest(sum);
        return sum.hex();
    }
}
