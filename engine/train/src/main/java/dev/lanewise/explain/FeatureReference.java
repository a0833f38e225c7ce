package dev.lanewise.explain;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A function of each feature by itself that learns a number for each. */
interface FeatureReference extends StageReference {

    /** A number for each feature. */
    ReferenceTensor parameters();

    @Override
    default List<ReferenceTensor> tensors() {
        return List.of(parameters());
    }

    @Override
    default Traced backward(Traced dy, Traced x, Traced y) {
        return dy.times(i -> byInput(i, i, x, y));
    }

    @Override
    default OptionalInt onlyOutputOf(int input) {
        return OptionalInt.of(input);
    }

    @Override
    default IntStream outputsOf(ReferenceTensor tensor, int element, Traced x) {
        return IntStream.of(element);
    }

    /** The product is rounded before it comes to a sum. */
    @Override
    default Local gradient(ReferenceTensor tensor, int element, Local before, Traced dy, Traced x, Traced y) {
        return before.plus(StageReference.super.gradient(tensor, element, Local.ZERO, dy, x, y));
    }

    /** The sign of the number of a node, from 1. */
    default String symbol(int layer, int node, Symbols signs) {
        String name = parameters().spec().name();
        return signs.symbol(new Variable.Parameter(layer, name.substring(name.lastIndexOf('.') + 1), node - 1));
    }
}
