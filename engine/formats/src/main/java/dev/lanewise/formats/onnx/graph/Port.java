package dev.lanewise.formats.onnx.graph;

import java.util.List;
import java.util.Optional;

/**
 * What goes into a graph, or comes out of it.
 *
 * @param name  of the value
 * @param type  of its elements; nothing where the file does not say
 * @param shape its sizes, -1 where free; nothing where the file does not say
 */
public record Port(String name, Optional<Element> type, Optional<List<Long>> shape) {
}
