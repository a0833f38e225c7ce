package dev.lanewise.model;

import dev.lanewise.spec.NetworkSpec;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Networks of row-major numbers, as tests write them. */
public final class RowMajor {

    private RowMajor() {
    }

    /** Weights as [out x in] and biases of each dense layer. */
    public static Network network(NetworkSpec spec, float[][] weights, float[][] biases) {
        Iterator<float[]> tensors = IntStream.range(0, weights.length).boxed().flatMap(l -> Stream.of(weights[l], biases[l])).iterator();
        return Network.of(spec, _ -> tensors.next());
    }
}
