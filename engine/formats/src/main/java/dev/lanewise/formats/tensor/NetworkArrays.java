package dev.lanewise.formats.tensor;

import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Networks as arrays with names, and back.
 *
 * <p>Names are those of PyTorch's {@code nn.Sequential}, by the place of each module, where activations and dropout count:
 * {@code 0.weight}, {@code 0.bias}, {@code 2.weight}. A network with layers that PyTorch has no module for has the names of
 * {@link Network#tensors()}, such as {@code layer1.weight}. Arrays of another origin may have one word in front of all names
 * ({@code net.0.weight}), or call the weights and biases of dense layers otherwise, such as {@code fc1.weight} or {@code W1}; they are then
 * taken in the order of their numbers. F64 is rounded to floats, F16 and BF16 are widened.
 *
 * {@snippet lang=java :
 * Network network = Network.create(NetworkSpec.inputs(2).dense(3, Activation.softmax()).build(), 7);
 * Safetensors.write(NetworkArrays.of(network, ModelMetadata.NONE), Path.of("flowers.safetensors"));
 * Network again = NetworkArrays.network(Safetensors.read(Path.of("flowers.safetensors")));
 * boolean same = again.sha256().equals(network.sha256());
 * }
 */
public final class NetworkArrays {

    /** The key of the text that says what the network looks like, {@link NetworkSpec#toText()}. */
    public static final String SPEC = "lanewise.spec";
    /** What the keys of {@link ModelMetadata} begin with. */
    public static final String METADATA = "lanewise.metadata.";

    private NetworkArrays() {
    }

    /**
     * A network as arrays, weights in the order [out, in].
     *
     * @param network  the network
     * @param metadata what is said beside it
     * @return its tensors, F32, and its spec and the metadata as texts
     */
    public static NamedArrays of(Network network, ModelMetadata metadata) {
        Map<String, String> names = SequentialNames.of(network.spec()).orElse(Map.of());
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        for (TensorSpec tensor : network.tensors()) {
            int[] shape = tensor.shape().stream().mapToInt(Integer::intValue).toArray();
            arrays.put(names.getOrDefault(tensor.name(), tensor.name()), NumberArray.of(network.tensor(tensor.name()), shape));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(SPEC, network.spec().toText());
        metadata.entries().forEach((key, text) -> texts.put(METADATA + key, text));
        return new NamedArrays(arrays, texts);
    }

    /**
     * The spec that arrays say, if Lanewise wrote them.
     *
     * @param arrays such as {@link #of} gives
     * @return the spec, or nothing
     * @throws IllegalArgumentException if it is not of the form of a spec
     */
    public static Optional<NetworkSpec> spec(NamedArrays arrays) {
        return Optional.ofNullable(arrays.metadata().get(SPEC)).map(NetworkSpec::parse);
    }

    /**
     * What arrays say beside the network, if Lanewise wrote them.
     *
     * @param arrays such as {@link #of} gives
     * @return the metadata; none where there are none
     * @throws IllegalArgumentException if they are not of the form of metadata
     */
    public static ModelMetadata metadata(NamedArrays arrays) {
        Map<String, String> entries = new HashMap<>();
        arrays.metadata().forEach((key, text) -> {
            if (key.startsWith(METADATA)) {
                entries.put(key.substring(METADATA.length()), text);
            }
        });
        return new ModelMetadata(entries);
    }

    /**
     * The network of arrays that Lanewise wrote.
     *
     * @param arrays such as {@link #of} gives
     * @return the network, with the same bits
     * @throws IllegalArgumentException if they do not say their spec, or as {@link #network(NamedArrays, NetworkSpec, WeightOrder)}
     */
    public static Network network(NamedArrays arrays) {
        NetworkSpec spec = spec(arrays).orElseThrow(() -> new IllegalArgumentException(
                "the arrays do not say what their network looks like, name its layers or activations; there are " + arrays.contents()));
        return network(arrays, spec, WeightOrder.OUT_IN);
    }

    /**
     * A network of arrays from anywhere.
     *
     * @param arrays weights, biases and what else the spec has tensors for
     * @param spec   what the network looks like
     * @param order  which index of the weights is which
     * @return the network
     * @throws IllegalArgumentException if an array is missing or too many, has another shape, other than floats, or a number that is not
     *                                  finite; the message has the name, what was expected and what was found
     */
    public static Network network(NamedArrays arrays, NetworkSpec spec, WeightOrder order) {
        Map<String, String> names = names(arrays, spec, order);
        Network network = Network.of(spec, tensor -> values(arrays, tensor, names.get(tensor.name()), order));
        network.firstNonFinite().ifPresent(what -> {
            throw new IllegalArgumentException("expected finite numbers, but " + what);
        });
        return network;
    }

    /**
     * A spec of dense layers for arrays that do not say theirs: sizes by their shapes, activations as given.
     *
     * @param arrays      weights and biases of dense layers, in the order of the numbers in their names
     * @param order       which index of the weights is which
     * @param activations one for each layer; or one alone for all but the last layer, whose outputs are then its sums
     * @return the spec
     * @throws IllegalArgumentException if the arrays are other than weights and biases of layers that fit, or there are more or fewer
     *                                  activations
     */
    public static NetworkSpec denseSpec(NamedArrays arrays, WeightOrder order, List<Activation> activations) {
        List<LayerArrays.LayerNames> layers = LayerArrays.of(arrays, order);
        if (activations.size() != 1 && activations.size() != layers.size()) {
            throw new IllegalArgumentException("expected one activation or " + layers.size() + ", one for each of "
                    + Phrases.list(layers.stream().map(layer -> Phrases.shown(layer.weight()))) + ", got " + activations.size());
        }
        boolean isOne = activations.size() == 1 && layers.size() > 1;
        NetworkSpec.Builder spec = null;
        for (int l = 0; l < layers.size(); l++) {
            List<Integer> shape = arrays.get(layers.get(l).weight()).shape();
            boolean outFirst = order == WeightOrder.OUT_IN;
            spec = l == 0 ? NetworkSpec.inputs(outFirst ? shape.getLast() : shape.getFirst()) : spec;
            Activation activation = !isOne ? activations.get(l)
                    : l + 1 < layers.size() ? activations.getFirst() : Activation.identity();
            Dense dense = new Dense(outFirst ? shape.getFirst() : shape.getLast(), activation);
            spec.layer(layers.get(l).bias().isPresent() ? dense : dense.withoutBias());
        }
        return spec.build();
    }

    /** What the arrays of a spec's tensors are called. */
    private static Map<String, String> names(NamedArrays arrays, NetworkSpec spec, WeightOrder order) {
        List<String> own = spec.tensors().stream().map(TensorSpec::name).toList();
        Map<String, String> ours = new HashMap<>();
        own.forEach(name -> ours.put(name, name));
        List<Map<String, String>> candidates = new ArrayList<>(List.of(ours));
        SequentialNames.of(spec).ifPresent(sequential -> {
            sequential.keySet().retainAll(own);
            candidates.add(sequential);
            prefix(arrays, sequential.get(own.getFirst())).ifPresent(prefix -> {
                Map<String, String> behind = new HashMap<>();
                sequential.forEach((name, theirs) -> behind.put(name, prefix + theirs));
                candidates.add(behind);
            });
        });
        for (Map<String, String> names : candidates) {
            if (arrays.arrays().keySet().containsAll(names.values())) {
                requireNoOthers(arrays, names);
                return names;
            }
        }
        return denseNames(arrays, spec, candidates.get(candidates.size() > 1 ? 1 : 0), order);
    }

    /** The word in front of all names, with the dot behind it. */
    private static Optional<String> prefix(NamedArrays arrays, String first) {
        return arrays.arrays().keySet().stream().filter(name -> name.endsWith("." + first))
                .map(name -> name.substring(0, name.length() - first.length())).findFirst();
    }

    private static void requireNoOthers(NamedArrays arrays, Map<String, String> names) {
        arrays.arrays().forEach((name, array) -> {
            if (!names.containsValue(name)) {
                throw new IllegalArgumentException("the network has no place for " + Phrases.shown(name) + " " + array
                        + "; expected " + Phrases.list(names.values().stream().sorted()) + " alone");
            }
        });
    }

    private static Map<String, String> denseNames(NamedArrays arrays, NetworkSpec spec, Map<String, String> expected, WeightOrder order) {
        List<Dense> dense = spec.layers().stream().filter(Dense.class::isInstance).map(Dense.class::cast)
                .filter(layer -> !layer.activation().isLearned()).toList();
        long biases = dense.stream().filter(layer -> layer.biases().isPresent()).count();
        String needed = "expected " + Phrases.list(spec.tensors().stream().map(tensor -> expected.get(tensor.name()) + " "
                + NumberArray.shapeText(tensor.shape()))) + ", got " + arrays.contents();
        if (dense.size() + biases != spec.tensors().size()) {
            throw new IllegalArgumentException(needed);
        }
        List<LayerArrays.LayerNames> layers = LayerArrays.of(arrays, order);
        if (layers.size() != dense.size() || layers.stream().filter(layer -> layer.bias().isPresent()).count() != biases) {
            throw new IllegalArgumentException(needed);
        }
        Map<String, String> names = new HashMap<>();
        int layer = -1;
        for (TensorSpec tensor : spec.tensors()) {
            boolean isWeight = tensor.role() == TensorSpec.Role.WEIGHT;
            layer += isWeight ? 1 : 0;
            LayerArrays.LayerNames of = layers.get(layer);
            names.put(tensor.name(), isWeight ? of.weight() : of.bias().orElseThrow(() -> new IllegalArgumentException(needed)));
        }
        return names;
    }

    private static float[] values(NamedArrays arrays, TensorSpec tensor, String name, WeightOrder order) {
        NumberArray array = arrays.get(name);
        boolean turned = order == WeightOrder.IN_OUT && tensor.isTransposed();
        List<Integer> shape = turned ? tensor.shape().reversed() : tensor.shape();
        boolean isRow = shape.size() == 1 && array.shape().equals(List.of(1, shape.getFirst()));
        if (!array.shape().equals(shape) && !isRow) {
            boolean fitsOtherwise = tensor.isTransposed() && array.shape().equals(shape.reversed());
            throw new IllegalArgumentException("tensor " + Phrases.shown(name) + " (" + tensor.name() + "): expected the shape "
                    + NumberArray.shapeText(shape) + (tensor.isTransposed() ? ", which is " + LayerArrays.text(order) : "") + ", found "
                    + array.shapeText() + (fitsOtherwise ? ", which is " + LayerArrays.text(LayerArrays.other(order)) : ""));
        }
        if (!array.type().isFloating()) {
            throw new IllegalArgumentException("tensor " + Phrases.shown(name) + " (" + tensor.name() + "): expected floats, found "
                    + array.type());
        }
        return turned ? transposed(array.floats(), shape.getFirst(), shape.getLast()) : array.floats();
    }

    private static float[] transposed(float[] rows, int in, int out) {
        float[] turned = new float[rows.length];
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                turned[o * in + i] = rows[i * out + o];
            }
        }
        return turned;
    }
}
