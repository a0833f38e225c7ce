package dev.lanewise.formats.onnx.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One operation of a graph.
 *
 * @param name       as the file says, or where the node stands
 * @param domain     of the operator; empty for the main one
 * @param operator   what it does
 * @param inputs     names of values; an empty one is absent
 * @param outputs    names of values
 * @param attributes its constants, by name; of one element where they are no lists
 */
public record Node(String name, String domain, String operator, List<String> inputs, List<String> outputs,
        Map<String, Constant> attributes) {

    /** Operators of classical machine learning. */
    public static final String ML = "ai.onnx.ml";

    /** Copies lists and map. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** {@return the operator with its domain, where that is not the main one} */
    public String qualified() {
        return domain.isEmpty() ? operator : domain + "." + operator;
    }

    /** {@return what messages call it} */
    public String text() {
        return "node '" + name + "' (" + qualified() + ")";
    }

    /**
     * An attribute.
     *
     * @param attribute its name
     * @return its elements, where it is there
     */
    public Optional<Constant> find(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    /**
     * A number.
     *
     * @param attribute its name
     * @param otherwise where it is absent
     * @return the number
     */
    public double number(String attribute, double otherwise) {
        Constant found = attributes.get(attribute);
        return found == null || found.numbers().length == 0 ? otherwise : found.numbers()[0];
    }

    /**
     * A whole number.
     *
     * @param attribute its name
     * @param otherwise where it is absent
     * @return the number
     */
    public long integer(String attribute, long otherwise) {
        return (long) number(attribute, otherwise);
    }

    /**
     * A text.
     *
     * @param attribute its name
     * @param otherwise where it is absent
     * @return the text
     */
    public String text(String attribute, String otherwise) {
        Constant found = attributes.get(attribute);
        return found == null || found.texts().isEmpty() ? otherwise : found.texts().getFirst();
    }
}
