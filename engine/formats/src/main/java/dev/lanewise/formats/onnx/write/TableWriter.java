package dev.lanewise.formats.onnx.write;

import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.model.Network;
import dev.lanewise.table.ColumnEncoding;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.TargetEncoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model for tables: an input for each column, and what becomes of it, in front of the networks; behind them what they say. */
final class TableWriter {

    private static final String LABEL = "label", PROBABILITIES = "probabilities";

    private TableWriter() {
    }

    static byte[] write(TableModel model) {
        GraphWriter graph = new GraphWriter();
        graph.reserve(model.columns());
        graph.reserve(List.of(model.targetEncoding().name(), LABEL, PROBABILITIES));
        ColumnWriter columns = new ColumnWriter(graph);
        List<List<ColumnEncoding>> encodings = model.encodings();
        columns.declare(model.columns(), encodings);
        Map<Network, String> rows = new HashMap<>();
        for (int n = 0; n < encodings.size(); n++) {
            rows.put(model.networks().get(n), columns.write(encodings.get(n)));
        }
        String outputs = ModelWriter.mean(graph, model.networks(), model.weights(), rows::get);
        TargetEncoding target = model.targetEncoding();
        for (String name : target.classes().isEmpty() ? List.of(target.name()) : List.of(LABEL, PROBABILITIES)) {
            if (model.columns().contains(name)) {
                throw new IllegalArgumentException("column '" + name + "' is called as an output of the file is; rename it");
            }
        }
        if (target.classes().isEmpty()) {
            number(graph, target, outputs);
        } else {
            ModelWriter.label(graph, target.classes(), outputs);
            graph.output(PROBABILITIES, Element.FLOAT, target.classes().size(), outputs);
        }
        Map<String, String> metadata = ModelWriter.metadata(model.metadata());
        metadata.put(ModelWriter.TARGET, target.name());
        return graph.model(metadata).toByteArray();
    }

    /** In the unit of the target, within what training had. */
    private static void number(GraphWriter graph, TargetEncoding target, String outputs) {
        String exact = graph.node("Cast", GraphWriter.with("to", Element.DOUBLE.number()), outputs);
        String value = graph.node("Add", graph.node("Mul", exact, graph.doubles(target.deviation())), graph.doubles(target.mean()));
        boolean isLimited = target.most() < Double.MAX_VALUE;
        String limited = isLimited ? graph.node("Min", graph.node("Max", value, graph.doubles(target.least())),
                graph.doubles(target.most())) : value;
        graph.output(target.name(), Element.FLOAT, 1, graph.node("Cast", GraphWriter.with("to", Element.FLOAT.number()), limited));
    }
}
