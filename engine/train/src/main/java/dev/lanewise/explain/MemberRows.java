package dev.lanewise.explain;

import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.NetworkSpec;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** Samples on their way to the members of an ensemble: through the layers before, then a row for each member. */
final class MemberRows {

    private final int width;
    private final float[] factors;
    /** Null where no layer stands before. */
    private final Predictor before;

    private MemberRows(int width, float[] factors, Predictor before) {
        this.width = width;
        this.factors = factors;
        this.before = before;
    }

    /** Where members begin among some layers, from 0; one behind the last of them where they do not. */
    static int beginning(List<Layer> layers, int from, int end) {
        return IntStream.range(from, end).filter(l -> layers.get(l) instanceof Members).findFirst().orElse(end);
    }

    /** From a layer on up to the members, both from 0. */
    static MemberRows of(NetworkSpec spec, ReferenceChain chain, int from, int members) {
        Predictor before = from == members ? null : predictor(spec, chain, from, members);
        return new MemberRows(spec.widths().get(members), chain.tensorsOf(members + 1).getFirst().values(), before);
    }

    /** Some layers are a network, too: from one on up to another, which does not count. */
    static Predictor predictor(NetworkSpec spec, ReferenceChain chain, int from, int end) {
        NetworkSpec part = new NetworkSpec(spec.widths().get(from), spec.layers().subList(from, end));
        Iterator<ReferenceTensor> tensors = IntStream.range(from, end).boxed().flatMap(l -> chain.tensorsOf(l + 1).stream()).iterator();
        return new Predictor(Network.of(part, _ -> tensors.next().values()), ActivationStatistics.BLOCK);
    }

    /** How many there are. */
    int members() {
        return factors.length / width;
    }

    float[] of(float[] inputs, int samples) {
        float[] x = inputs;
        if (before != null) {
            x = new float[samples * width];
            before.predict(inputs, samples, x);
        }
        float[] rows = new float[samples * factors.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = x[i / factors.length * width + i % width] * factors[i % factors.length];
        }
        return rows;
    }
}
