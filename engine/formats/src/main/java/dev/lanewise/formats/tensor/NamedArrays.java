package dev.lanewise.formats.tensor;

import dev.lanewise.text.Phrases;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Arrays with names, and texts beside them: what a file of safetensors or NumPy holds. Immutable.
 *
 * @param arrays   by their names, in the order of the file
 * @param metadata texts by their keys, in the order of the file
 */
public record NamedArrays(Map<String, NumberArray> arrays, Map<String, String> metadata) {

    /** Copies both. */
    public NamedArrays {
        arrays = Collections.unmodifiableMap(new LinkedHashMap<>(arrays));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * Arrays without texts.
     *
     * @param arrays by their names
     * @return both
     */
    public static NamedArrays of(Map<String, NumberArray> arrays) {
        return new NamedArrays(arrays, Map.of());
    }

    /**
     * An array.
     *
     * @param name what it is called
     * @return the array
     * @throws IllegalArgumentException if there is none of that name; the message has the names that there are
     */
    public NumberArray get(String name) {
        NumberArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("expected an array " + Phrases.shown(name) + ", got " + contents());
        }
        return array;
    }

    /**
     * Names, types and shapes, for messages.
     *
     * @return at most sixteen of them
     */
    public String contents() {
        return arrays.isEmpty() ? "none" : Phrases.list(arrays.entrySet().stream()
                .map(entry -> Phrases.shown(entry.getKey()) + " " + entry.getValue().type() + entry.getValue().shapeText()));
    }
}
