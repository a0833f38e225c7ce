package dev.lanewise.table;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A network cut behind the layers that embed its inputs: below the cut are codes, above it only numbers, between any two of which there
 * are others.
 *
 * @param below   what makes features of inputs; null where the features are the inputs
 * @param above   what makes outputs of features
 * @param origins for each feature the input that it stands for
 */
record CutNetwork(@Nullable Network below, Network above, List<Integer> origins) {

    static CutNetwork of(Network network) {
        NetworkSpec spec = network.spec();
        List<Layer> layers = spec.layers();
        List<Integer> origins = IntStream.range(0, spec.inputs()).boxed().toList();
        int cut = 0;
        while (cut < layers.size() - 1 && isEmbedding(layers.get(cut))) {
            origins = behind(layers.get(cut++), origins);
        }
        return new CutNetwork(cut == 0 ? null : part(network, 0, cut, spec.inputs()), part(network, cut, layers.size(), origins.size()),
                origins);
    }

    private static Network part(Network network, int from, int to, int inputs) {
        NetworkSpec spec = new NetworkSpec(inputs, network.spec().layers().subList(from, to));
        return Network.of(spec, tensor -> {
            String name = tensor.name();
            int dot = name.indexOf('.'), layer = Integer.parseInt(name, NetworkSpec.nameOf(1).length() - 1, dot, 10);
            return network.tensor(NetworkSpec.nameOf(from + layer) + name.substring(dot));
        });
    }

    private static boolean isEmbedding(Layer layer) {
        return layer instanceof Embedding || layer instanceof PiecewiseLinear || layer instanceof Periodic;
    }

    /** The inputs that the features behind a layer stand for. */
    private static List<Integer> behind(Layer layer, List<Integer> before) {
        Set<Integer> taken = new HashSet<>();
        List<Integer> embedded = new ArrayList<>();
        switch (layer) {
            case Embedding embedding -> embedding.tables().forEach(table -> {
                taken.add(table.input());
                addTimes(table.dims(), before.get(table.input()), embedded);
            });
            case PiecewiseLinear embedding -> embedding.columns().forEach(column -> {
                taken.addAll(List.of(column.input(), column.position()));
                addTimes(embedding.dims(), before.get(column.input()), embedded);
            });
            case Periodic embedding -> embedding.inputs().forEach(input -> addTimes(embedding.dims(), before.get(input), embedded));
            default -> throw new IllegalArgumentException(layer.toText() + " embeds nothing");
        }
        List<Integer> behind = new ArrayList<>(IntStream.range(0, before.size()).filter(feature -> !taken.contains(feature))
                .mapToObj(before::get).toList());
        behind.addAll(embedded);
        return behind;
    }

    private static void addTimes(int times, int input, List<Integer> to) {
        for (int i = 0; i < times; i++) {
            to.add(input);
        }
    }

    /** The features of some rows. */
    float[][] features(float[][] inputs) {
        return below == null ? inputs : below.predict(inputs);
    }
}
