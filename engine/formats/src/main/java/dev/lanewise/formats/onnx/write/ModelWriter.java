package dev.lanewise.formats.onnx.write;

import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.table.TableModel;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes of an ONNX file of a model. */
public final class ModelWriter {

    /** What is said beside a model, in front of the key that this library gives it. */
    public static final String METADATA = "lanewise.";
    /** The column that a model for tables predicts. */
    public static final String TARGET = "target";

    private ModelWriter() {
    }

    /**
     * The bytes of a model.
     *
     * @param content a model for tables, or networks with the same inputs and outputs, whose answers are averaged
     * @return a file
     * @throws IllegalArgumentException if ONNX cannot say it; the message says what
     */
    public static byte[] write(ModelFile.Content content) {
        return TableModel.of(content).map(TableWriter::write).orElseGet(() -> network(content));
    }

    private static byte[] network(ModelFile.Content content) {
        GraphWriter graph = new GraphWriter();
        NetworkSpec spec = content.networks().getFirst().spec();
        if (content.networks().stream().anyMatch(network -> network.spec().inputs() != spec.inputs()
                || network.spec().outputs() != spec.outputs())) {
            throw new IllegalArgumentException("expected networks with the same inputs and outputs to average");
        }
        String rows = graph.input("input", Element.FLOAT, spec.inputs());
        String outputs = mean(graph, content.networks(), Collections.nCopies(content.networks().size(), 1), network -> rows);
        outputs(graph, outputs, spec, content.metadata().classNames());
        return graph.model(metadata(content.metadata())).toByteArray();
    }

    /** The rows that a network reads. */
    interface RowsOf {
        String rows(Network network);
    }

    /** The weighted mean of what networks make of their rows. */
    static String mean(GraphWriter graph, List<Network> networks, List<Integer> weights, RowsOf inputs) {
        String sum = "";
        for (int n = 0; n < networks.size(); n++) {
            Network network = networks.get(n);
            String outputs = new LayerWriter(graph, network, networks.size() == 1 ? "" : "network" + (n + 1) + ".")
                    .write(inputs.rows(network));
            String weighted = weights.get(n) == 1 ? outputs : graph.node("Mul", outputs, graph.number(weights.get(n)));
            sum = n == 0 ? weighted : graph.node("Add", sum, weighted);
        }
        int weight = weights.stream().mapToInt(Integer::intValue).sum();
        return weight == 1 ? sum : graph.node("Div", sum, graph.number(weight));
    }

    /** Names of classes come as a second output, where each class has an output of its own. */
    private static void outputs(GraphWriter graph, String outputs, NetworkSpec spec, Optional<List<String>> classes) {
        boolean areProbabilities = spec.layers().getLast().activation() instanceof Activation.Softmax;
        classes.filter(names -> names.size() == spec.outputs()).ifPresent(names -> label(graph, names, outputs));
        graph.output(areProbabilities ? "probabilities" : "output", Element.FLOAT, spec.outputs(), outputs);
    }

    /** The name of the most probable class. */
    static void label(GraphWriter graph, List<String> names, String outputs) {
        String place = graph.node("ArgMax", GraphWriter.with("axis", 1).with("keepdims", 0), outputs);
        graph.output("label", Element.STRING, 0, graph.node("Gather", graph.texts(names), place));
    }

    static Map<String, String> metadata(ModelMetadata of) {
        Map<String, String> metadata = new HashMap<>();
        of.entries().forEach((key, value) -> metadata.put(METADATA + key, value));
        return metadata;
    }
}
