package dev.lanewise.explain;

import java.util.List;
import java.util.OptionalInt;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One function of a network on its way from the input to the cost, such as the sums of a dense layer, in plain loops that share nothing
 * with the kernels: from a vector x to a vector y.
 *
 * <p>Floats are worked out with the operations of training in their order; their bounds are {@link Traced}'s.
 */
interface StageReference {

    /** What it is called in a sentence. */
    String name();

    /** What it learns. */
    default List<ReferenceTensor> tensors() {
        return List.of();
    }

    /** y of x. */
    Traced forward(Traced x);

    /** The same in double alone, with one number of a tensor moved. */
    double[] forward(double[] x, Move move);

    /** dJ by x, from dJ by y. */
    Traced backward(Traced dy, Traced x, Traced y);

    /** The one output that depends on an input, where by its kind there is no other; nothing where all do. */
    default OptionalInt onlyOutputOf(int input) {
        return OptionalInt.empty();
    }

    /** Whether an output depends on an input. */
    default boolean connects(int input, int output) {
        OptionalInt only = onlyOutputOf(input);
        return only.isEmpty() || only.getAsInt() == output;
    }

    /** Whether the derivative by an input exists; it does not where the input is one of a few things. */
    default boolean hasDerivativeBy(int input) {
        return true;
    }

    /** The derivative of an output by an input that it depends on. */
    Local byInput(int input, int output, Traced x, Traced y);

    /** The outputs that depend on a number of one of the tensors, for this x. */
    default IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        throw new IllegalArgumentException(name() + " does not learn " + tensor.spec().name());
    }

    /** The derivative of an output by a number of a tensor that it depends on. */
    default Local byParameter(ReferenceTensor tensor, int element, int output, Traced x, Traced y) {
        throw new IllegalArgumentException(name() + " does not learn " + tensor.spec().name());
    }

    /**
     * dJ by a number of one of the tensors, from dJ by y: the sum over the outputs that depend on it, in the order of training.
     *
     * @param dy dJ by y
     */
    default Local gradient(ReferenceTensor tensor, int element, Traced dy, Traced x, Traced y) {
        return gradient(tensor, element, Local.ZERO, dy, x, y);
    }

    /** The same as what comes to a sum that the members of an ensemble before have begun. */
    default Local gradient(ReferenceTensor tensor, int element, Local before, Traced dy, Traced x, Traced y) {
        Local sum = before;
        for (PrimitiveIterator.OfInt outputs = outputsOf(tensor, element, x).iterator(); outputs.hasNext();) {
            int output = outputs.nextInt();
            sum = byParameter(tensor, element, output, x, y).addedTo(sum, Local.of(dy, output));
        }
        return sum;
    }

    /** The inputs for which the derivative jumps somewhere between two vectors. */
    default IntStream kinksBetween(double[] above, double[] below) {
        return IntStream.empty();
    }

    /**
     * Whether there is a kink between two vectors.
     *
     * @param move how a number of a tensor is moved above; below it is moved by as much the other way
     */
    default boolean hasKinkBetween(double[] above, double[] below, Move move) {
        return kinksBetween(above, below).findAny().isPresent();
    }

    /** What stands on its kink between two vectors, where the floats are x and y. */
    default Stream<Kink> kinks(double[] above, double[] below, Move move, Traced x, Traced y) {
        return kinksBetween(above, below).mapToObj(node -> new Kink(name(), byInput(node, node, x, y).value()));
    }

    /** What output {@code node}, from 1, of this stage of a layer is, by the formula; {@code by} is a variable whose term must be seen. */
    String function(int layer, int node, Variable by, Symbols signs);

    /** What a derivative of {@link #byInput} or {@link #byParameter} is, by the formula. */
    String formula(Derivative derivative, Symbols signs);

    /** What a reader should know of this function, as a sentence; empty where nothing is out of the way. */
    default String note() {
        return "";
    }
}
