package dev.lanewise.formats.onnx.graph;

import java.util.List;
import java.util.Map;

/**
 * A model: operations on values that have names.
 *
 * @param nodes     in an order in which each comes behind what it reads
 * @param constants by name
 * @param inputs    without those that are constants
 * @param outputs   at least one
 * @param opset     version of the main operators
 * @param metadata  what the file says beside
 */
public record Graph(List<Node> nodes, Map<String, Constant> constants, List<Port> inputs, List<Port> outputs, long opset,
        Map<String, String> metadata) {

    /** Copies lists and maps. */
    public Graph {
        nodes = List.copyOf(nodes);
        constants = Map.copyOf(constants);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Map.copyOf(metadata);
    }
}
