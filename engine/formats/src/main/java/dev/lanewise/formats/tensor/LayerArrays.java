package dev.lanewise.formats.tensor;

import dev.lanewise.model.WeightOrder;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Weights and biases of dense layers, found among arrays by what they are called: {@code fc1.weight} and {@code fc1.bias}, {@code W1} and
 * {@code b1}, {@code dense/kernel:0} and {@code dense/bias:0}, {@code coefs_0} and {@code intercepts_0}, or {@code arr_0}, {@code arr_1}
 * and so on, which follow each other.
 */
final class LayerArrays {

    private static final Pattern NAME = Pattern.compile(
            "(?i)(.*[^a-z])?(?:(weights?|kernels?|coefs?_?|w)|(bias(?:es)?|intercepts?_?|b))((?:[._]?\\d+)?(?::0)?)");
    private static final Pattern NUMBERED = Pattern.compile("arr_\\d+");
    private static final Pattern PARTS = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    private LayerArrays() {
    }

    /**
     * A layer's arrays.
     *
     * @param weight the name of its weights
     * @param bias   the name of its biases; nothing where it has none
     */
    record LayerNames(String weight, Optional<String> bias) {
    }

    /** The layers in the order of their numbers, or that of the file where only this fits; throws IllegalArgumentException. */
    static List<LayerNames> of(NamedArrays arrays, WeightOrder order) {
        List<LayerNames> layers = arrays.arrays().keySet().stream().allMatch(name -> NUMBERED.matcher(name).matches())
                ? following(arrays) : named(arrays);
        Set<String> used = new HashSet<>();
        layers.forEach(layer -> {
            used.add(layer.weight());
            layer.bias().ifPresent(used::add);
        });
        Optional<String> other = arrays.arrays().keySet().stream().filter(name -> !used.contains(name)).findFirst();
        if (layers.isEmpty() || other.isPresent()) {
            throw new IllegalArgumentException("expected weights and biases of dense layers alone, such as 0.weight and 0.bias, "
                    + other.map(name -> "but " + Phrases.shown(name) + " is " + arrays.get(name)
                    + " (normalization and other layers come by ONNX); ").orElse("got none; ") + "there are " + arrays.contents());
        }
        List<LayerNames> sorted = layers.stream().sorted(Comparator.comparing(LayerNames::weight, LayerArrays::compare)).toList();
        for (List<LayerNames> tried : List.of(sorted, layers)) {
            if (isChain(arrays, tried, order)) {
                return tried;
            }
        }
        throw new IllegalArgumentException("expected weights " + text(order) + " of layers whose inputs are the outputs of the layer "
                + "before, got " + Phrases.list(sorted.stream().map(layer -> Phrases.shown(layer.weight()) + " "
                + arrays.get(layer.weight()).shapeText())) + hint(arrays, List.of(sorted, layers), order));
    }

    private static String hint(NamedArrays arrays, List<List<LayerNames>> all, WeightOrder order) {
        boolean isTurned = all.stream().anyMatch(layers -> isChain(arrays, layers, other(order)));
        return isTurned ? "; they fit in the order " + text(other(order)) + (order == WeightOrder.OUT_IN
                ? ", which Keras and scikit-learn have" : ", which PyTorch has") : "";
    }

    private static boolean isChain(NamedArrays arrays, List<LayerNames> layers, WeightOrder order) {
        int outputs = 0;
        for (LayerNames layer : layers) {
            List<Integer> shape = arrays.get(layer.weight()).shape();
            int in = order == WeightOrder.OUT_IN ? shape.getLast() : shape.getFirst();
            if (outputs != 0 && in != outputs) {
                return false;
            }
            outputs = order == WeightOrder.OUT_IN ? shape.getFirst() : shape.getLast();
            int biases = outputs;
            if (!layer.bias().map(name -> arrays.get(name).size() == biases).orElse(true)) {
                return false;
            }
        }
        return true;
    }

    static WeightOrder other(WeightOrder order) {
        return order == WeightOrder.OUT_IN ? WeightOrder.IN_OUT : WeightOrder.OUT_IN;
    }

    /** The order as a shape. */
    static String text(WeightOrder order) {
        return order == WeightOrder.OUT_IN ? "[out, in]" : "[in, out]";
    }

    /** By what is left of a name without the word for weights or biases. */
    private static List<LayerNames> named(NamedArrays arrays) {
        Map<String, String> weights = new LinkedHashMap<>(), biases = new LinkedHashMap<>();
        arrays.arrays().forEach((name, array) -> {
            Matcher words = NAME.matcher(name);
            if (words.matches()) {
                String layer = words.group(1) + "/" + words.group(4);
                if (words.group(2) != null && array.shape().size() == 2) {
                    weights.put(layer, name);
                } else if (words.group(3) != null && isBias(array)) {
                    biases.put(layer, name);
                }
            }
        });
        List<LayerNames> layers = new ArrayList<>();
        weights.forEach((layer, name) -> layers.add(new LayerNames(name, Optional.ofNullable(biases.get(layer)))));
        return layers;
    }

    /** A matrix begins a layer, a row behind it has its biases. */
    private static List<LayerNames> following(NamedArrays arrays) {
        List<LayerNames> layers = new ArrayList<>();
        arrays.arrays().keySet().stream().sorted(LayerArrays::compare).forEach(name -> {
            boolean hasNone = !layers.isEmpty() && layers.getLast().bias().isEmpty();
            if (hasNone && isBias(arrays.get(name))) {
                layers.add(new LayerNames(layers.removeLast().weight(), Optional.of(name)));
            } else if (arrays.get(name).shape().size() == 2) {
                layers.add(new LayerNames(name, Optional.empty()));
            }
        });
        return layers;
    }

    private static boolean isBias(NumberArray array) {
        return array.shape().size() == 1 || array.shape().size() == 2 && array.shape().getFirst() == 1;
    }

    /** Numbers in names by their size: layer 10 comes behind layer 9. */
    private static int compare(String name, String other) {
        List<String> parts = parts(name), others = parts(other);
        for (int i = 0; i < Math.min(parts.size(), others.size()); i++) {
            String part = parts.get(i), against = others.get(i);
            boolean numbers = isNumber(part) && isNumber(against);
            int compared = numbers && part.length() != against.length() ? Integer.compare(part.length(), against.length())
                    : part.compareTo(against);
            if (compared != 0) {
                return compared;
            }
        }
        return Integer.compare(parts.size(), others.size());
    }

    private static List<String> parts(String name) {
        return Stream.of(PARTS.split(name)).map(part -> isNumber(part) ? part.replaceFirst("^0+(?=\\d)", "") : part).toList();
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && Character.isDigit(part.charAt(0));
    }
}
