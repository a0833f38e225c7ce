package dev.lanewise.train;

import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.PiecewiseLinear;
import java.util.BitSet;
import java.util.stream.IntStream;

/** The inputs of a network that are numbers to it: neither codes that are embedded nor positions among bins. */
final class PlainInputs {

    private PlainInputs() {
    }

    /** Which of the inputs these are; only the first layers embed. */
    static BitSet of(NetworkSpec spec) {
        BitSet plain = new BitSet();
        plain.set(0, spec.inputs());
        int[] left = IntStream.range(0, spec.inputs()).toArray();
        for (Layer layer : spec.layers()) {
            int[] inputs = left;
            BitSet gone = new BitSet();
            switch (layer) {
                case Embedding embedding -> embedding.tables().forEach(table -> {
                    gone.set(table.input());
                    plain.clear(inputs[table.input()]);
                });
                case PiecewiseLinear embedding -> embedding.columns().forEach(column -> {
                    gone.set(column.input());
                    gone.set(column.position());
                    plain.clear(inputs[column.position()]);
                });
                default -> {
                    return plain;
                }
            }
            left = IntStream.range(0, inputs.length).filter(input -> !gone.get(input)).map(input -> inputs[input]).toArray();
        }
        return plain;
    }
}
