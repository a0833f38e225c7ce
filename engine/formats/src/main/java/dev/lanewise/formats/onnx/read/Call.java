package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Node;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node with the values that it reads.
 *
 * @param node   the node
 * @param inputs null where one is absent
 * @param opset  of the graph; 0 where it has no main operators
 * @param batch  samples that the first input has; -1 where that is free
 * @param budget what may be made of constants
 */
record Call(Node node, List<@Nullable Value> inputs, long opset, long batch, Budget budget) {

    /** What cannot be done. */
    IllegalArgumentException refusal(String message) {
        return new IllegalArgumentException(message);
    }

    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    boolean isConstant(int input) {
        return has(input) && inputs.get(input) instanceof Value.Known;
    }

    Value value(int input) {
        if (!has(input)) {
            throw refusal("input " + input + " is absent");
        }
        return inputs.get(input);
    }

    Constant constant(int input) {
        if (value(input) instanceof Value.Known(Constant constant)) {
            return constant;
        }
        throw refusal("expected a constant as input '" + node.inputs().get(input) + "', got what is computed");
    }

    /** A constant that may be absent. */
    Optional<Constant> optional(int input) {
        return has(input) ? Optional.of(constant(input)) : Optional.empty();
    }

    Rows rows(int input) {
        return switch (value(input)) {
            case Rows rows -> rows;
            case Value.Norming _ -> throw refusal("expected numbers as input '" + node.inputs().get(input)
                    + "', got a part of a layer norm");
            case Value.Logarithms _ -> throw refusal("computes with the logarithms of probabilities in '" + node.inputs().get(input)
                    + "', behind which only ArgMax and the outputs may follow");
            case Value.Labels _ -> throw refusal("expected numbers as input '" + node.inputs().get(input) + "', got classes");
            case Value.Known _ -> throw refusal("expected what is computed of the inputs as input '" + node.inputs().get(input)
                    + "', got a constant");
        };
    }

    /** Rows of one size, to multiply them by a matrix. */
    Rows flatRows(int input) {
        Rows rows = rows(input);
        if (rows.shape().size() != 1) {
            throw refusal("expected rows [batch, columns] as input '" + node.inputs().get(input) + "', got [batch, "
                    + rows.shape().toString().substring(1) + "; put a Flatten before it");
        }
        return rows;
    }

    /** An axis of a value, counted from the front; 0 is the batch. */
    int axis(long axis, Rows of) {
        long rank = of.shape().size() + 1L, counted = axis < 0 ? axis + rank : axis;
        if (counted < 0 || counted >= rank) {
            throw refusal("axis " + axis + " is none of its " + rank);
        }
        return (int) counted;
    }

    /** Whether an axis is the one of columns, and there is no other beside the batch. */
    boolean isColumns(long axis, Rows of) {
        return of.shape().size() == 1 && axis(axis, of) == 1;
    }
}
