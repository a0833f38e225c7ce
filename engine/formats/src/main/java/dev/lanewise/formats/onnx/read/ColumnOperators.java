package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Node;
import dev.lanewise.spec.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Operators that choose columns, put them together, and encode them. */
final class ColumnOperators {

    private ColumnOperators() {
    }

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("Gather", ColumnOperators::gather);
        all.put("Slice", ColumnOperators::slice);
        all.put("Concat", ColumnOperators::concat);
        all.put("IsNaN", ColumnOperators::isNaN);
        all.put("Where", ColumnOperators::where);
        all.put("Equal", ColumnOperators::equal);
        all.put(Node.ML + ".ArrayFeatureExtractor", call -> call.isConstant(0) ? LabelOperators.names(call) : select(call, call.rows(0),
                call.constant(1).integers()));
        all.put(Node.ML + ".FeatureVectorizer", ColumnOperators::join);
        all.put(Node.ML + ".Scaler", ColumnOperators::scaler);
        all.put(Node.ML + ".Imputer", ColumnOperators::imputer);
        all.put(Node.ML + ".OneHotEncoder", ColumnOperators::oneHot);
        all.put(Node.ML + ".LabelEncoder", call -> call.value(0) instanceof Value.Labels ? LabelOperators.encoded(call)
                : ordinal(call));
        return all;
    }

    private static Value gather(Call call) {
        if (call.isConstant(0)) {
            return call.value(1) instanceof Value.Labels ? LabelOperators.names(call) : embedding(call);
        }
        Rows rows = call.flatRows(0);
        if (!call.isColumns(call.node().integer("axis", 0), rows)) {
            throw call.refusal("expected columns, axis 1, got axis " + call.node().integer("axis", 0));
        }
        if (call.constant(1).dims().size() > 1) {
            throw call.refusal("expected a list of columns, got the sizes " + call.constant(1).dims());
        }
        Rows chosen = select(call, rows, call.constant(1).integers());
        return call.constant(1).dims().isEmpty() ? chosen.shaped(List.of()) : chosen;
    }

    /** Rows of a table, by columns of the inputs that are categories: each number of a row is looked up. */
    private static Rows embedding(Call call) {
        Constant table = call.constant(0);
        if (table.dims().size() != 2 || call.node().integer("axis", 0) != 0 || table.count() == 0) {
            throw call.refusal("expected rows of a table, axis 0, got the sizes " + table.dims());
        }
        int count = table.dims().getFirst(), dims = table.dims().getLast();
        List<Source.Column> categories = plain(call, 1);
        call.budget().spend((long) table.count() * categories.size());
        List<Double> numbers = IntStream.range(0, count).mapToObj(category -> (double) category).toList();
        List<Source.Column> columns = new ArrayList<>();
        for (Source.Column category : categories) {
            for (int d = 0; d < dims; d++) {
                int of = d;
                columns.add(new Source.Column(embedded(call, category.cell(), numbers, place -> table.numbers()[place * dims + of]),
                        Formula.X));
            }
        }
        List<Integer> shape = new ArrayList<>(call.rows(1).shape());
        shape.add(dims);
        return rows(columns, shape);
    }

    private static Cell embedded(Call call, Cell category, List<Double> numbers, IntToDoubleFunction table) {
        return switch (category) {
            case Cell.Number _, Cell.Whole _ -> new Cell.Lookup(category.input(), category.column(), List.of(), numbers,
                    numbers.stream().map(number -> table.applyAsDouble(number.intValue())).toList(), 0);
            case Cell.Lookup lookup -> new Cell.Lookup(lookup.input(), lookup.column(), lookup.texts(), lookup.numbers(),
                    lookup.values().stream().map(value -> table.applyAsDouble(row(call, value, numbers.size()))).toList(),
                    table.applyAsDouble(row(call, lookup.otherwise(), numbers.size())));
            default -> throw call.refusal("expected categories in column " + category.column() + " of input '" + category.input() + "'");
        };
    }

    private static int row(Call call, double value, int rows) {
        if (!(value >= 0 && value < rows)) {
            throw call.refusal("expected rows from 0 to " + (rows - 1) + ", got " + value);
        }
        return (int) value;
    }

    private static Value slice(Call call) {
        Rows rows = call.flatRows(0);
        long[] starts = argument(call, 1, "starts"), ends = argument(call, 2, "ends");
        long[] axes = argument(call, 3, "axes"), steps = argument(call, 4, "steps");
        if (starts.length != 1 || ends.length != 1 || axes.length != 1 || !call.isColumns(axes[0], rows)
                || steps.length > 0 && steps[0] != 1) {
            throw call.refusal("expected one range of columns, axis 1, with step 1");
        }
        int width = rows.width();
        long from = Math.clamp(starts[0] < 0 ? starts[0] + width : starts[0], 0, width);
        long to = Math.clamp(ends[0] < 0 ? ends[0] + width : ends[0], from, width);
        return select(call, rows, IntStream.range((int) from, (int) to).asLongStream().toArray());
    }

    private static long[] argument(Call call, int input, String attribute) {
        return call.has(input) ? call.constant(input).integers() : call.node().find(attribute).map(Constant::integers)
                .orElse(new long[0]);
    }

    /** Some columns of rows, in any order. */
    static Rows select(Call call, Rows rows, long[] places) {
        int width = rows.width();
        int[] chosen = new int[places.length];
        for (int i = 0; i < chosen.length; i++) {
            long place = places[i] < 0 ? places[i] + width : places[i];
            if (place < 0 || place >= width) {
                throw call.refusal("expected columns from 0 to " + (width - 1) + ", got " + places[i]);
            }
            chosen[i] = (int) place;
        }
        if (chosen.length == 0) {
            throw call.refusal("chooses no column");
        }
        if (rows.areColumns()) {
            List<Source.Column> columns = rows.columns();
            return Rows.of(Flow.of(new Source.Picked(Arrays.stream(chosen).mapToObj(columns::get).toList())));
        }
        if ((long) chosen.length * width > Source.MOST_COLUMNS) {
            throw call.refusal("chooses " + chosen.length + " of " + width + " columns behind a layer, which is too many");
        }
        double[] matrix = new double[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            matrix[i * width + chosen[i]] = 1;
        }
        return Rows.of(rows.close().then(new Step.Affine(width, matrix, new double[0]), chosen.length));
    }

    private static Rows concat(Call call) {
        List<Integer> shape = call.rows(0).shape();
        for (int i = 0; i < call.inputs().size(); i++) {
            Rows rows = call.rows(i);
            int last = rows.shape().size();
            boolean isLast = last > 0 && call.axis(call.node().integer("axis", 1), rows) == last && rows.shape().getLast() == rows.width();
            if (!isLast || last != shape.size()) {
                throw call.refusal("expected the axis of columns, the last one, got " + call.node().integer("axis", 1) + " of "
                        + (last + 1));
            }
        }
        Rows joined = join(call);
        List<Integer> sizes = new ArrayList<>(shape);
        sizes.set(sizes.size() - 1, joined.width());
        return joined.shaped(sizes);
    }

    private static Rows join(Call call) {
        List<Rows> parts = IntStream.range(0, call.inputs().size()).mapToObj(call::rows).toList();
        if (parts.stream().allMatch(Rows::areColumns)) {
            List<Source.Column> columns = new ArrayList<>();
            for (Rows part : parts) {
                columns.addAll(part.columns());
            }
            return Rows.of(Flow.of(new Source.Picked(columns)));
        }
        return bothClasses(parts).orElseThrow(() -> call.refusal("puts outputs of layers side by side; expected columns of the inputs,"
                + " or the probabilities of two classes, 1 - p and p"));
    }

    /** {@code [1 - p, p]} of a sigmoid p is the softmax of {@code [0, z]}. */
    private static Optional<Rows> bothClasses(List<Rows> parts) {
        if (parts.size() != 2 || parts.getFirst().base() != parts.getLast().base() || parts.getFirst().width() != 1) {
            return Optional.empty();
        }
        Formula first = parts.getFirst().formula(), second = parts.getLast().formula();
        for (double z = -10; z <= 10; z += 0.125) {
            double p = second.of(z, 0);
            if (!(Math.abs(first.of(z, 0) - (1 - p)) < 1e-6)) {
                return Optional.empty();
            }
        }
        List<Step> steps = FormulaRecognizer.steps(second, 1);
        if (steps.isEmpty() || !(steps.getLast() instanceof Step.Function(Activation.Sigmoid _, double[] _))) {
            return Optional.empty();
        }
        Flow flow = parts.getFirst().base();
        for (Step step : steps.subList(0, steps.size() - 1)) {
            flow = flow.then(step, 1);
        }
        return Optional.of(Rows.of(flow.then(new Step.Affine(1, new double[] {0, 1}, new double[0]), 2)
                .then(new Step.Function(Activation.softmax()), 2)));
    }

    /** Columns of the inputs with nothing computed yet. */
    private static List<Source.Column> plain(Call call, int input) {
        Rows rows = call.rows(input);
        if (!rows.areColumns() || rows.formula() != Formula.X) {
            throw call.refusal("expected columns of the inputs as input '" + call.node().inputs().get(input) + "', got what is computed");
        }
        List<Source.Column> columns = rows.columns();
        if (columns.stream().anyMatch(column -> column.formula() != Formula.X)) {
            throw call.refusal("expected columns of the inputs as input '" + call.node().inputs().get(input) + "', got what is computed");
        }
        return columns;
    }

    private static Rows rows(List<Source.Column> columns, List<Integer> shape) {
        return Rows.of(Flow.of(new Source.Picked(columns))).shaped(shape);
    }

    private static Cell.Number number(Call call, Cell cell) {
        if (cell instanceof Cell.Number number) {
            return number;
        }
        throw call.refusal("expected numbers in column " + cell.column() + " of input '" + cell.input() + "', got another kind of column");
    }

    /** Numbers without fractions, where nothing is computed of them yet. */
    static Rows whole(Call call) {
        return rows(plain(call, 0).stream().map(column -> {
            boolean isFlag = column.cell() instanceof Cell.OneOf || column.cell() instanceof Cell.Absent
                    || column.cell() instanceof Cell.Lookup lookup && lookup.values().stream().allMatch(value -> value == Math.rint(value));
            return isFlag ? column : new Source.Column(new Cell.Whole(column.cell().input(),
                    number(call, column.cell()).column()), Formula.X);
        }).toList(), call.rows(0).shape());
    }

    private static Rows isNaN(Call call) {
        return rows(plain(call, 0).stream().map(column -> {
            Cell.Number number = number(call, column.cell());
            return new Source.Column(new Cell.Absent(number.input(), number.column()), Formula.X);
        }).toList(), call.rows(0).shape());
    }

    /** A number for what is missing. */
    private static Rows where(Call call) {
        List<Source.Column> conditions = plain(call, 0), others = plain(call, 2);
        Formula instead = Broadcast.of(call.constant(1), call.rows(2), call);
        if (conditions.size() != others.size()) {
            throw call.refusal("expected as many conditions as columns, got " + conditions.size() + " and " + others.size());
        }
        List<Source.Column> columns = new ArrayList<>();
        for (int c = 0; c < others.size(); c++) {
            Cell.Number number = number(call, others.get(c).cell());
            if (!conditions.get(c).cell().equals(new Cell.Absent(number.input(), number.column()))) {
                throw call.refusal("expected the condition that a number is missing, which IsNaN says");
            }
            columns.add(new Source.Column(new Cell.Number(number.input(), number.column(), instead.of(0, c)), Formula.X));
        }
        return rows(columns, call.rows(2).shape());
    }

    /** A column beside all its categories. */
    private static Rows equal(Call call) {
        List<Source.Column> columns = plain(call, 0);
        if (columns.size() != 1) {
            throw call.refusal("expected one column, got " + columns.size());
        }
        return rows(oneHot(call, columns.getFirst().cell(), call.constant(1)), List.of(call.constant(1).count()));
    }

    private static List<Source.Column> oneHot(Call call, Cell cell, Constant categories) {
        boolean areTexts = !categories.texts().isEmpty();
        if (areTexts != cell instanceof Cell.Text) {
            throw call.refusal("expected categories that are " + (areTexts ? "numbers" : "texts") + " as column " + cell.column()
                    + " of input '" + cell.input() + "' is, got others");
        }
        if (!areTexts && !(cell instanceof Cell.Whole)) {
            number(call, cell);
        }
        List<Double> numbers = Arrays.stream(categories.numbers()).boxed().toList();
        return IntStream.range(0, categories.count()).mapToObj(place -> new Source.Column(new Cell.OneOf(cell.input(), cell.column(),
                categories.texts(), numbers, place), Formula.X)).toList();
    }

    private static Rows oneHot(Call call) {
        Constant categories = call.node().find("cats_strings").filter(texts -> texts.count() > 0).or(() -> call.node().find("cats_int64s"))
                .orElseThrow(() -> call.refusal("has no categories"));
        List<Source.Column> columns = plain(call, 0);
        if (columns.size() != 1 || categories.count() == 0) {
            throw call.refusal("expected one column with categories, got " + columns.size() + " and " + categories.count() + " categories");
        }
        List<Integer> shape = new ArrayList<>(call.rows(0).shape());
        shape.add(categories.count());
        return rows(oneHot(call, columns.getFirst().cell(), categories), shape);
    }

    /** Texts or numbers as numbers: each category's, for others the default. */
    private static Rows ordinal(Call call) {
        Constant keys = first(call, List.of("keys_strings", "keys_int64s", "keys_floats", "keys_tensor"));
        Constant values = first(call, List.of("values_floats", "values_int64s", "values_tensor"));
        double otherwise = call.node().find("values_floats").isPresent() ? call.node().number("default_float", 0)
                : call.node().number("default_int64", call.node().number("default_tensor", -1));
        List<Source.Column> columns = plain(call, 0);
        if (columns.size() != 1 || keys.count() != values.count() || keys.count() == 0) {
            throw call.refusal("expected one column, and as many values as keys, got " + columns.size() + ", " + values.count() + " and "
                    + keys.count());
        }
        return lookup(oneHot(call, columns.getFirst().cell(), keys), values.numbers(), otherwise);
    }

    /** One column of a number for each category. */
    private static Rows lookup(List<Source.Column> hot, double[] values, double otherwise) {
        Cell.OneOf first = (Cell.OneOf) hot.getFirst().cell();
        return rows(List.of(new Source.Column(new Cell.Lookup(first.input(), first.column(), first.texts(), first.numbers(),
                Arrays.stream(values).boxed().toList(), otherwise), Formula.X)), List.of(1));
    }

    /** The same as a product with one column of weights; nothing where the rows are no one-hot column. */
    static Optional<Rows> lookup(Rows rows, double[] weights) {
        if (!(rows.base().source() instanceof Source.Picked picked) || !rows.areColumns() || rows.formula() != Formula.X
                || !(picked.columns().getFirst().cell() instanceof Cell.OneOf first) || weights.length != picked.width()
                || first.texts().size() + first.numbers().size() != weights.length) {
            return Optional.empty();
        }
        for (int c = 0; c < weights.length; c++) {
            Cell.OneOf expected = new Cell.OneOf(first.input(), first.column(), first.texts(), first.numbers(), c);
            if (!picked.columns().get(c).equals(new Source.Column(expected, Formula.X))) {
                return Optional.empty();
            }
        }
        return Optional.of(lookup(picked.columns(), weights, 0));
    }

    private static Constant first(Call call, List<String> attributes) {
        return attributes.stream().flatMap(name -> call.node().find(name).stream()).findFirst().orElseThrow(() -> call.refusal(
                "expected one of " + attributes));
    }

    /** {@code (x - offset) scale}. */
    private static Rows scaler(Call call) {
        Rows rows = call.rows(0);
        Formula offset = Broadcast.of(call.node().find("offset").orElseThrow(() -> call.refusal("has no offset")), rows, call);
        Formula scale = Broadcast.of(call.node().find("scale").orElseThrow(() -> call.refusal("has no scale")), rows, call);
        return rows.with(Formula.Operation.MULTIPLY.of(Formula.Operation.SUBTRACT.of(rows.formula(), offset), scale));
    }

    private static Rows imputer(Call call) {
        double replaced = call.node().number("replaced_value_float", 0);
        if (!Double.isNaN(replaced)) {
            throw call.refusal("expected NaN as the value that is replaced, got " + replaced);
        }
        Formula imputed = Broadcast.of(first(call, List.of("imputed_value_floats")), call.rows(0), call);
        List<Source.Column> columns = plain(call, 0);
        return rows(IntStream.range(0, columns.size()).mapToObj(c -> {
            Cell.Number number = number(call, columns.get(c).cell());
            return new Source.Column(new Cell.Number(number.input(), number.column(), imputed.of(0, c)), Formula.X);
        }).toList(), call.rows(0).shape());
    }
}
