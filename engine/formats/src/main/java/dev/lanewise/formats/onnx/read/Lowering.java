package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.formats.onnx.graph.Graph;
import dev.lanewise.formats.onnx.graph.Node;
import dev.lanewise.formats.onnx.graph.Port;
import dev.lanewise.spec.Activation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Walks the nodes that the outputs need, and says what each value is. */
final class Lowering {

    private static final int MOST_WIDTH = 1 << 20;
    /** Objects that a column takes, counted as numbers of constants are. */
    private static final int COST_OF_COLUMN = 8;
    private static final Map<String, Operator> OPERATORS = operators();

    private final Graph graph;
    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> needed = new HashSet<>();
    private final Budget budget;

    private Lowering(Graph graph) {
        this.graph = graph;
        budget = new Budget(graph.constants().values());
    }

    /**
     * What comes out of a graph.
     *
     * @param rows    of the network
     * @param classes their names; empty where the graph has none
     */
    record Result(Rows rows, List<String> classes) {
    }

    private static Map<String, Operator> operators() {
        Map<String, Operator> all = new TreeMap<>(ElementwiseOperators.all());
        all.putAll(LinearOperators.all());
        all.putAll(ShapeOperators.all());
        all.putAll(ColumnOperators.all());
        all.putAll(LabelOperators.all());
        return all;
    }

    /** Throws IllegalArgumentException where a node is none that the engine has, with its name and what is supported. */
    static Result of(Graph graph) {
        return new Lowering(graph).result();
    }

    private Result result() {
        graph.constants().forEach((name, constant) -> values.put(name, new Value.Known(constant)));
        for (Port input : graph.inputs()) {
            values.put(input.name(), input(input));
        }
        findNeeded();
        for (Node node : graph.nodes()) {
            if (node.outputs().stream().anyMatch(needed::contains)) {
                evaluate(node);
            }
        }
        return chosen();
    }

    /** Everything that the outputs come from. */
    private void findNeeded() {
        graph.outputs().forEach(output -> needed.add(output.name()));
        for (int n = graph.nodes().size() - 1; n >= 0; n--) {
            Node node = graph.nodes().get(n);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                needed.addAll(node.inputs());
            }
        }
    }

    private static Rows input(Port input) {
        List<Long> shape = input.shape().orElseThrow(() -> new IllegalArgumentException("input '" + input.name()
                + "' has no shape; expected [batch, columns]"));
        List<Integer> sizes = new ArrayList<>();
        long width = 1;
        for (int d = 1; d < shape.size(); d++) {
            long size = shape.get(d);
            width *= Math.max(0, size);
            if (size < 1 || width > MOST_WIDTH) {
                throw new IllegalArgumentException("input '" + input.name() + "' has the shape " + shape + "; expected [batch, columns]"
                        + " with a known number of columns, at most " + MOST_WIDTH);
            }
            sizes.add((int) size);
        }
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("input '" + input.name() + "' has the shape " + shape + "; expected [batch, columns]");
        }
        if (input.type().filter(type -> type == Element.STRING).isPresent()) {
            if (width > Source.MOST_COLUMNS) {
                throw new IllegalArgumentException("input '" + input.name() + "' has " + width + " columns of texts, at most "
                        + Source.MOST_COLUMNS + " are supported");
            }
            List<Source.Column> texts = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                texts.add(new Source.Column(new Cell.Text(input.name(), c), Formula.X));
            }
            return Rows.of(Flow.of(new Source.Picked(texts))).shaped(sizes);
        }
        return Rows.of(Flow.of(new Source.Whole(input.name(), (int) width))).shaped(sizes);
    }

    private void evaluate(Node node) {
        List<@Nullable Value> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            Value value = values.get(name);
            if (value == null && !name.isEmpty()) {
                throw new IllegalArgumentException(node.text() + " reads '" + name + "', which no node before it writes");
            }
            inputs.add(value);
        }
        if (node.outputs().isEmpty() || values.containsKey(node.outputs().getFirst())) {
            throw new IllegalArgumentException(node.text() + " writes " + node.outputs() + ", which another node writes, too");
        }
        try {
            values.put(node.outputs().getFirst(), value(node, inputs));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(node.text() + ": " + e.getMessage(), e);
        }
    }

    private long batch() {
        return graph.inputs().stream().flatMap(input -> input.shape().stream()).map(List::getFirst).findFirst().orElse(-1L);
    }

    private Value value(Node node, List<@Nullable Value> inputs) {
        List<Constant> constants = new ArrayList<>();
        for (Value input : inputs) {
            if (input instanceof Value.Known(Constant constant)) {
                constants.add(constant);
            }
        }
        boolean isConstant = constants.size() == inputs.size() && (!inputs.isEmpty() || node.operator().equals("Constant"));
        if (isConstant) {
            Constant made = Constants.of(node, constants).orElseThrow(() -> new IllegalArgumentException(
                    "is not supported of constants alone"));
            budget.spend(made.count());
            return new Value.Known(made);
        }
        Operator operator = OPERATORS.get(node.qualified());
        if (operator == null) {
            throw new IllegalArgumentException("is not supported; supported are Constant, "
                    + String.join(", ", new TreeSet<>(OPERATORS.keySet())));
        }
        Value value = operator.apply(new Call(node, inputs, graph.opset(), batch(), budget));
        if (value instanceof Rows rows && rows.areColumns() && rows.base().source() instanceof Source.Picked) {
            budget.spend((long) COST_OF_COLUMN * rows.width());
        }
        if (node.outputs().stream().skip(1).anyMatch(output -> !output.isEmpty() && needed.contains(output))) {
            throw new IllegalArgumentException("has more outputs than one that are read, which is not supported");
        }
        return value;
    }

    private Result chosen() {
        List<Rows> numbers = new ArrayList<>();
        List<Value.Labels> labels = new ArrayList<>();
        for (Port output : graph.outputs()) {
            switch (values.get(output.name())) {
                case Rows rows -> numbers.add(rows);
                case Value.Logarithms(Rows rows) -> numbers.add(rows);
                case Value.Labels found -> labels.add(found);
                case null -> throw new IllegalArgumentException("output '" + output.name() + "' is written by no node");
                case Value.Norming _ -> throw new IllegalArgumentException("output '" + output.name() + "' is a part of a layer norm");
                case Value.Known _ -> throw new IllegalArgumentException("output '" + output.name() + "' is a constant");
            }
        }
        if (numbers.size() > 1 || labels.size() > 1) {
            throw new IllegalArgumentException("the graph has " + graph.outputs().size() + " outputs "
                    + graph.outputs().stream().map(Port::name).toList() + "; expected one of numbers, beside it one of classes at most");
        }
        Rows rows = numbers.isEmpty() ? labels.getFirst().rows() : numbers.getFirst();
        if (!numbers.isEmpty() && !labels.isEmpty() && !areOf(rows, labels.getFirst().rows())) {
            throw new IllegalArgumentException("the outputs " + graph.outputs().stream().map(Port::name).toList()
                    + " are classes and numbers that these classes do not come from");
        }
        List<String> names = rows.classes().isEmpty() && !labels.isEmpty() ? labels.getFirst().names() : rows.classes();
        return new Result(rows, names.size() == rows.width() ? names : List.of());
    }

    /** Whether classes that are chosen of some rows are those of others: the same, their softmax, or the two classes of one probability. */
    private static boolean areOf(Rows rows, Rows chosen) {
        return rows.base().since(chosen.base()).or(() -> chosen.base().since(rows.base())).filter(steps -> chosen.width() == 1
                || steps.stream().allMatch(step -> step instanceof Step.Diagonal
                        || step instanceof Step.Function(Activation.Softmax _, double[] _))).isPresent();
    }
}
