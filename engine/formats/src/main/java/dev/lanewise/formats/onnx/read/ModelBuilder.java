package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Graph;
import dev.lanewise.formats.onnx.graph.Port;
import dev.lanewise.formats.onnx.write.ModelWriter;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.TargetEncoding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/** What a file holds: a network where its columns are numbers and nothing is encoded, else a model for tables. */
public final class ModelBuilder {

    /** Larger shifts of scaled columns leave too few digits when they are folded into floats: 50 costs 3e-6 of a weight. */
    private static final double MOST_SHIFTED = 50;

    private final Graph graph;
    private final Lowering.Result result;
    /** Columns of each input, in the order of the graph. */
    private final Map<String, Integer> widths = new LinkedHashMap<>();

    private ModelBuilder(Graph graph) {
        this.graph = graph;
        result = Lowering.of(graph);
        for (Port input : graph.inputs()) {
            widths.put(input.name(), input.shape().orElseThrow().stream().skip(1).mapToInt(Math::toIntExact)
                    .reduce(1, Math::multiplyExact));
        }
    }

    /**
     * The model of a graph.
     *
     * @param graph what a file says
     * @return a network, or one with columns; without a version of this library, whatever wrote the file
     * @throws IllegalArgumentException if it says something that a feed-forward network cannot; the message names the node
     */
    public static ModelFile.Content read(Graph graph) {
        ModelFile.Content content = new ModelBuilder(graph).content();
        return new ModelFile.Content(content.networks(), content.metadata(), Optional.empty(), content.columns());
    }

    private ModelFile.Content content() {
        Flow flow = result.rows().close();
        return switch (flow.source()) {
            case Source.Whole whole -> whole(whole, flow.steps());
            case Source.Picked picked when picked.columns().stream().allMatch(ModelBuilder::isFoldable) -> plain(picked, flow.steps());
            case Source.Picked picked -> table(picked, flow.steps());
        };
    }

    /** Where columns are shifted far, an encoder scales them in double. */
    private ModelFile.Content whole(Source.Whole whole, List<Step> steps) {
        if (steps.isEmpty() || !(steps.getFirst() instanceof Step.Diagonal scaled) || isRoundedOnce(scaled, steps)
                || IntStream.range(0, whole.width()).noneMatch(i -> Math.abs(scaled.shift(i)) > MOST_SHIFTED)) {
            return network(whole.width(), steps);
        }
        List<Source.Column> all = whole.columns(), columns = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            columns.add(new Source.Column(all.get(i).cell(), new Linear(scaled.factor(i), scaled.shift(i)).formula()));
        }
        return table(new Source.Picked(columns), steps.subList(1, steps.size()));
    }

    /** What is shifted without a factor, and not folded into a matrix behind it, loses no more digits than in the file. */
    private static boolean isRoundedOnce(Step.Diagonal scaled, List<Step> steps) {
        return Arrays.stream(scaled.factors()).allMatch(factor -> Math.abs(factor) == 1) && steps.size() > 1
                && steps.get(1) instanceof Step.Function;
    }

    private static boolean isFoldable(Source.Column column) {
        return ColumnEncoder.isPlain(column)
                && Linear.of(column.formula(), 0).filter(linear -> Math.abs(linear.shift()) > MOST_SHIFTED).isEmpty();
    }

    private ModelFile.Content network(int inputs, List<Step> steps) {
        ModelMetadata metadata = metadata();
        return ModelFile.Content.of(built(inputs, steps), result.classes().isEmpty() ? metadata : metadata.withClassNames(result.classes()),
                Optional.empty());
    }

    private static Network built(int inputs, List<Step> steps) {
        LayerBuilder layers = new LayerBuilder(inputs).add(steps);
        Queue<float[]> tensors = new ArrayDeque<>(layers.tensors());
        Network network = Network.of(new NetworkSpec(inputs, layers.layers()), _ -> tensors.remove());
        network.firstNonFinite().ifPresent(what -> {
            throw new IllegalArgumentException("expected finite weights, got " + what + " in the network that the graph makes");
        });
        return network;
    }

    /** What this library has written beside the model. */
    private ModelMetadata metadata() {
        Map<String, String> entries = new HashMap<>();
        graph.metadata().forEach((key, value) -> {
            if (key.startsWith(ModelWriter.METADATA)) {
                entries.put(key.substring(ModelWriter.METADATA.length()), value);
            }
        });
        return new ModelMetadata(entries);
    }

    /** Columns of all inputs of the graph, side by side. */
    private ModelFile.Content plain(Source.Picked picked, List<Step> steps) {
        Map<String, Integer> places = new HashMap<>();
        int inputs = 0;
        for (Map.Entry<String, Integer> input : widths.entrySet()) {
            places.put(input.getKey(), inputs);
            inputs = Math.addExact(inputs, input.getValue());
        }
        Scatter scatter = new Scatter(inputs);
        for (Source.Column column : picked.columns()) {
            Linear linear = Linear.of(column.formula(), 0).orElseThrow();
            scatter.add(List.of(new Scatter.Part(places.get(column.cell().input()) + column.cell().column(), linear.factor())),
                    linear.shift());
        }
        return network(inputs, scatter.before(steps));
    }

    private ModelFile.Content table(Source.Picked picked, List<Step> steps) {
        ColumnEncoder columns = new ColumnEncoder(cell -> cell.named(widths.get(cell.input()) == 1 ? cell.input()
                : cell.input() + "[" + cell.column() + "]"));
        picked.columns().forEach(columns::add);
        int inputs = columns.encodings().isEmpty() ? 0 : columns.scatter().inputs();
        if (inputs == 0) {
            throw new IllegalArgumentException("no column of the inputs reaches the network");
        }
        List<Step> all = withClasses(columns.scatter().before(steps));
        Network network = built(inputs, all);
        return TableModel.of(network, columns.encodings(), target(network), metadata()).content();
    }

    /** One probability, of the second of two classes, becomes two. */
    private List<Step> withClasses(List<Step> steps) {
        boolean isOne = result.rows().width() == 1 && !steps.isEmpty()
                && steps.getLast() instanceof Step.Function(Activation.Sigmoid _, double[] _);
        if (!isOne) {
            return steps;
        }
        List<Step> both = new ArrayList<>(steps.subList(0, steps.size() - 1));
        both.add(new Step.Affine(1, new double[] {0, 1}, new double[0]));
        both.add(new Step.Function(Activation.softmax()));
        return both;
    }

    private TargetEncoding target(Network network) {
        String name = graph.metadata().getOrDefault(ModelWriter.TARGET, graph.outputs().getFirst().name());
        int outputs = network.spec().outputs();
        if (outputs == 1) {
            return TargetEncoding.number(name);
        }
        if (!(network.spec().layers().getLast().activation() instanceof Activation.Softmax)) {
            throw new IllegalArgumentException("a model for tables predicts one number, or probabilities by a softmax, got " + outputs
                    + " outputs without one");
        }
        return TargetEncoding.classes(name, result.classes().isEmpty() ? IntStream.range(0, outputs).mapToObj(String::valueOf).toList()
                : result.classes());
    }
}
