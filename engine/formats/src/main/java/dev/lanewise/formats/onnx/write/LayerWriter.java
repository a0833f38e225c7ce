package dev.lanewise.formats.onnx.write;

import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.Scale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The layers of a network as nodes; constants are called as tensors of the network are. */
final class LayerWriter {

    private static final long LAST = -1;
    /** The bins at both ends of a number have no end. */
    private static final float NO_END = Float.MAX_VALUE;

    private final GraphWriter graph;
    private final ActivationWriter activations;
    private final Network network;
    private final String prefix;

    /** The prefix tells tensors of several networks apart. */
    LayerWriter(GraphWriter graph, Network network, String prefix) {
        this.graph = graph;
        this.network = network;
        this.prefix = prefix;
        activations = new ActivationWriter(graph);
    }

    /** The outputs of the network for rows [batch, inputs]. */
    String write(String rows) {
        NetworkSpec spec = network.spec();
        String value = rows;
        int width = spec.inputs();
        for (int l = 0; l < spec.layers().size(); l++) {
            value = write(spec.layers().get(l), NetworkSpec.nameOf(l + 1), value, width);
            width = spec.layers().get(l).outputs(width);
        }
        return value;
    }

    private String write(Layer layer, String name, String x, int inputs) {
        return switch (layer) {
            case Dense dense -> dense(dense, name, x, inputs);
            case Dropout _ -> x;
            case Scale _ -> graph.node("Mul", x, vector(name + ".scale"));
            case LayerNorm(float eps) -> graph.node("LayerNormalization", new GraphWriter.Attributes().with("axis", LAST)
                    .with("epsilon", eps), x, vector(name + ".gamma"), vector(name + ".beta"));
            case Residual(List<Layer> body) -> residual(body, name, x, inputs);
            case Embedding embedding -> embedding(embedding, name, x, inputs);
            case PiecewiseLinear embedding -> piecewiseLinear(embedding, name, x, inputs);
            case Periodic embedding -> periodic(embedding, name, x);
            case Members members -> members(members, name, x, inputs);
            case Heads heads -> heads(heads, name, x, inputs);
            default -> throw new IllegalArgumentException(name + " is " + layer.toText() + ", which is not written as ONNX");
        };
    }

    private String vector(String tensor) {
        float[] numbers = network.tensor(tensor);
        return graph.floats(prefix + tensor, List.of(numbers.length), numbers);
    }

    private String matrix(String tensor, int rows, int columns) {
        return graph.floats(prefix + tensor, List.of(rows, columns), network.tensor(tensor));
    }

    private String dense(Dense dense, String name, String x, int inputs) {
        String weights = matrix(name + ".weight", dense.outputs(), inputs);
        String sums = dense.biases().isPresent() ? product(x, weights, vector(name + ".bias")) : product(x, weights);
        return activations.write(dense.activation(), sums, dense.activation().isLearned() ? vector(name + ".alpha") : "");
    }

    /** By matrices [out, in]. */
    private String product(String... operands) {
        return graph.node("Gemm", GraphWriter.with("transB", 1), operands);
    }

    private String residual(List<Layer> body, String name, String x, int inputs) {
        String value = x;
        int width = inputs;
        for (int l = 0; l < body.size(); l++) {
            value = write(body.get(l), name + ".body" + (l + 1), value, width);
            width = body.get(l).outputs(width);
        }
        return graph.node("Add", x, value);
    }

    /** The inputs that are in none of the sets, if there are any, as the first part. */
    private List<String> others(String x, int inputs, Set<Integer> taken) {
        List<Integer> others = IntStream.range(0, inputs).filter(input -> !taken.contains(input)).boxed().toList();
        return new ArrayList<>(others.isEmpty() ? List.of() : List.of(graph.columns(x, others)));
    }

    private String embedding(Embedding embedding, String name, String x, int inputs) {
        Set<Integer> taken = new HashSet<>();
        embedding.tables().forEach(table -> taken.add(table.input()));
        List<String> parts = others(x, inputs, taken);
        for (int t = 0; t < embedding.tables().size(); t++) {
            Embedding.Table table = embedding.tables().get(t);
            String category = graph.node("Cast", GraphWriter.with("to", Element.INT64.number()), graph.node("Gather",
                    GraphWriter.with("axis", 1), x, graph.integers(List.of(), table.input())));
            parts.add(graph.node("Gather", matrix(name + ".table" + (t + 1), table.categories(), table.dims()), category));
        }
        return graph.sideBySide(parts);
    }

    private String piecewiseLinear(PiecewiseLinear embedding, String name, String x, int inputs) {
        Set<Integer> taken = new HashSet<>();
        embedding.columns().forEach(column -> taken.addAll(List.of(column.input(), column.position())));
        List<String> parts = others(x, inputs, taken);
        for (int c = 0; c < embedding.columns().size(); c++) {
            PiecewiseLinear.Column column = embedding.columns().get(c);
            int bins = column.bins();
            float[] starts = new float[bins], least = new float[bins], most = new float[bins];
            for (int t = 0; t < bins; t++) {
                starts[t] = t;
                least[t] = t == 0 ? -NO_END : 0;
                most[t] = t == bins - 1 ? NO_END : 1;
            }
            String of = prefix + name + ".bins" + (c + 1);
            String shares = graph.node("Sub", graph.columns(x, List.of(column.position())), graph.floats(of, List.of(1, bins), starts));
            shares = graph.node("Min", shares, graph.floats(of + ".most", List.of(1, bins), most));
            shares = graph.node("Max", shares, graph.floats(of + ".least", List.of(1, bins), least));
            String row = graph.sideBySide(List.of(shares, graph.columns(x, List.of(column.input()))));
            parts.add(product(row, matrix(name + ".weight" + (c + 1), embedding.dims(), bins + 1), vector(name + ".bias" + (c + 1))));
        }
        return graph.sideBySide(parts);
    }

    /** Whole turns are taken off before the cosine, as the engine does. */
    private String periodic(Periodic embedding, String name, String x) {
        List<String> parts = new ArrayList<>(List.of(x));
        int waves = embedding.frequencies();
        for (int c = 0; c < embedding.inputs().size(); c++) {
            String frequencies = graph.floats(prefix + name + ".frequency" + (c + 1), List.of(1, waves),
                    network.tensor(name + ".frequency" + (c + 1)));
            float[] phases = network.tensor(name + ".phase" + (c + 1)), turns = new float[waves];
            for (int f = 0; f < waves; f++) {
                turns[f] = (float) (phases[f] / (2 * Math.PI));
            }
            String column = graph.columns(x, List.of(embedding.inputs().get(c)));
            String angle = graph.node("Add", graph.node("Mul", column, frequencies), graph.floats(prefix + name + ".turns" + (c + 1),
                    List.of(1, waves), turns));
            String part = graph.node("Sub", angle, graph.node("Round", angle));
            String wave = graph.node("Cos", graph.node("Mul", part, graph.number((float) (2 * Math.PI))));
            parts.add(product(wave, matrix(name + ".weight" + (c + 1), embedding.dims(), waves), vector(name + ".bias" + (c + 1))));
        }
        return graph.sideBySide(parts);
    }

    /** A row for each member: [batch x members, inputs]. */
    private String members(Members members, String name, String x, int inputs) {
        String factors = graph.floats(prefix + name + ".members", List.of(1, members.count(), inputs), network.tensor(name + ".members"));
        String each = graph.node("Mul", graph.node("Reshape", x, graph.integers(List.of(3), -1, 1, inputs)), factors);
        return graph.node("Reshape", each, graph.integers(List.of(2), -1, inputs));
    }

    /** The mean over members of what each makes of its rows. */
    private String heads(Heads heads, String name, String x, int inputs) {
        int members = heads.members(), outputs = heads.outputs();
        String rows = graph.node("Transpose", new GraphWriter.Attributes().withIntegers("perm", List.of(1L, 0L, 2L)),
                graph.node("Reshape", x, graph.integers(List.of(3), -1, members, inputs)));
        float[] from = network.tensor(name + ".heads"), weights = new float[from.length];
        for (int m = 0; m < members; m++) {
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    weights[(m * inputs + i) * outputs + o] = from[(m * outputs + o) * inputs + i];
                }
            }
        }
        String products = graph.node("MatMul", rows, graph.floats(prefix + name + ".heads", List.of(members, inputs, outputs), weights));
        String sums = graph.node("Add", products, graph.floats(prefix + name + ".head_biases", List.of(members, 1, outputs),
                network.tensor(name + ".head_biases")));
        return graph.node("ReduceMean", new GraphWriter.Attributes().withIntegers("axes", List.of(0L)).with("keepdims", 0),
                activations.write(heads.activation(), sums, ""));
    }
}
