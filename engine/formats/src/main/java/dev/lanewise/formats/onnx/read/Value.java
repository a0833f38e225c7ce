package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import java.util.List;

/** What a name in a graph stands for. */
sealed interface Value permits Rows, Value.Known, Value.Labels, Value.Logarithms, Value.Norming {

    /**
     * A constant.
     *
     * @param constant the tensor
     */
    record Known(Constant constant) implements Value {
    }

    /** How far a layer norm has come. */
    enum Stage {
        /** The mean of each row. */
        MEAN,
        /** The row without its mean. */
        CENTERED,
        /** The square of that. */
        SQUARED,
        /** The mean of the square, with eps. */
        VARIANCE,
        /** Its root. */
        DEVIATION
    }

    /**
     * A part of a layer norm.
     *
     * @param rows  that are normalized
     * @param stage which part
     * @param eps   added to the variance, where that has been passed
     */
    record Norming(Rows rows, Stage stage, double eps) implements Value {
    }

    /**
     * Logarithms of probabilities. The engine gives the probabilities themselves, so nothing may be computed of these.
     *
     * @param rows the probabilities
     */
    record Logarithms(Rows rows) implements Value {
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
