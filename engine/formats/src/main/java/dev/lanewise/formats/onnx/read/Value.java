package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import java.util.List;

/** What a name in a graph stands for. */
sealed interface Value permits Rows, Value.Known, Value.Labels {

    /**
     * A constant.
     *
     * @param constant the tensor
     */
    record Known(Constant constant) implements Value {
    }

    /**
     * The class of each row, that of the largest of its numbers.
     *
     * @param rows  whose largest number counts
     * @param names of the classes; empty where they are numbers
     */
    record Labels(Rows rows, List<String> names) implements Value {
    }
}
