package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Graph;
import dev.lanewise.formats.onnx.graph.Port;
import dev.lanewise.formats.onnx.write.ModelWriter;
import dev.lanewise.model.Network;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** A network of what a graph computes, where its columns need no encoder. */
public final class NetworkBuilder {

    private NetworkBuilder() {
    }

    /**
     * The model of a graph.
     *
     * @param graph what a file says
     * @return a network
     * @throws IllegalArgumentException if it says something that a feed-forward network cannot; the message names the node
     */
    public static ModelFile.Content read(Graph graph) {
        Lowering.Result result = Lowering.of(graph);
        Flow flow = result.rows().close();
        List<Step> steps = new ArrayList<>();
        int inputs = flow.source().width();
        if (flow.source() instanceof Source.Picked picked) {
            Map<String, Integer> places = new HashMap<>();
            inputs = 0;
            for (Port input : graph.inputs()) {
                places.put(input.name(), inputs);
                inputs += input.shape().orElseThrow().stream().skip(1).mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
            }
            steps.add(scattered(picked, places, inputs));
        }
        steps.addAll(flow.steps());
        Network network = network(inputs, steps);
        return ModelFile.Content.of(network, metadata(graph, result.classes()), Optional.empty());
    }

    /** What this library has written beside the model, and names of classes. */
    private static ModelMetadata metadata(Graph graph, List<String> classes) {
        Map<String, String> entries = new HashMap<>();
        graph.metadata().forEach((key, value) -> {
            if (key.startsWith(ModelWriter.METADATA)) {
                entries.put(key.substring(ModelWriter.METADATA.length()), value);
            }
        });
        ModelMetadata metadata = new ModelMetadata(entries);
        return classes.isEmpty() ? metadata : metadata.withClassNames(classes);
    }

    static Network network(int inputs, List<Step> steps) {
        LayerBuilder built = new LayerBuilder(inputs).add(steps);
        Queue<float[]> tensors = new ArrayDeque<>(built.tensors());
        return Network.of(new NetworkSpec(inputs, built.layers()), _ -> tensors.remove());
    }

    /** All inputs of the graph, from which columns are taken. */
    private static Step scattered(Source.Picked picked, Map<String, Integer> places, int inputs) {
        int width = picked.width();
        double[] matrix = new double[Math.multiplyExact(width, inputs)], shifts = new double[width];
        for (int c = 0; c < width; c++) {
            Source.Column column = picked.columns().get(c);
            Linear linear = Linear.of(column.formula(), 0).orElseThrow(() -> new IllegalArgumentException(
                    "what is computed of column " + column.cell().column() + " of input '" + column.cell().input() + "' is not linear"));
            matrix[c * inputs + places.get(column.cell().input()) + column.cell().column()] = linear.factor();
            shifts[c] = linear.shift();
        }
        return new Step.Affine(inputs, matrix, shifts);
    }
}
