package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.formats.onnx.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** Operators of constants alone. No result has more elements than the inputs. */
final class Constants {

    private static final Set<String> TWO_INPUTS = Set.of("Add", "Sub", "Mul", "Div");

    private Constants() {
    }

    /** The result; nothing where the operator is none of these. */
    static Optional<Constant> of(Node node, List<Constant> inputs) {
        int least = TWO_INPUTS.contains(node.qualified()) ? 2 : 1;
        if (inputs.size() < least && !node.operator().equals("Constant")) {
            throw new IllegalArgumentException("expected " + least + " inputs, got " + inputs.size());
        }
        return switch (node.qualified()) {
            case "Constant" -> constant(node);
            case "Identity", "Dropout" -> Optional.of(inputs.getFirst());
            case "Cast" -> cast(node, inputs.getFirst());
            case "Transpose" -> Optional.of(transposed(inputs.getFirst(), permutation(node, inputs.getFirst())));
            case "Reshape" -> Optional.of(reshaped(inputs.getFirst(), inputs.size() > 1 ? inputs.get(1).integers()
                    : node.find("shape").map(Constant::integers).orElse(new long[0])));
            case "Unsqueeze" -> Optional.of(unsqueezed(inputs.getFirst(), axes(node, inputs)));
            case "Squeeze" -> Optional.of(squeezed(inputs.getFirst(), axes(node, inputs)));
            case "Neg" -> Optional.of(scaled(inputs.getFirst(), -1));
            case "Sqrt" -> Optional.of(two(inputs.getFirst(), inputs.getFirst(), (a, _) -> Math.sqrt(a)));
            case "Add" -> Optional.of(two(inputs.getFirst(), inputs.get(1), Double::sum));
            case "Sub" -> Optional.of(two(inputs.getFirst(), inputs.get(1), (a, b) -> a - b));
            case "Mul" -> Optional.of(two(inputs.getFirst(), inputs.get(1), (a, b) -> a * b));
            case "Div" -> Optional.of(two(inputs.getFirst(), inputs.get(1), (a, b) -> a / b));
            default -> Optional.empty();
        };
    }

    private static Optional<Constant> constant(Node node) {
        for (String attribute : List.of("value", "value_float", "value_int", "value_floats", "value_ints", "value_string",
                "value_strings")) {
            if (node.find(attribute).isPresent()) {
                return node.find(attribute);
            }
        }
        return Optional.empty();
    }

    private static Optional<Constant> cast(Node node, Constant from) {
        Element to = Element.of((int) node.integer("to", 0));
        if (to == Element.STRING || from.type() == Element.STRING) {
            return Optional.empty();
        }
        double[] numbers = Arrays.stream(from.numbers()).map(number -> to == Element.BOOL ? number == 0 ? 0 : 1
                : to == Element.FLOAT ? (float) number : to.isFloating() ? number : (long) number).toArray();
        return Optional.of(Constant.of(to, from.dims(), numbers));
    }

    private static List<Integer> permutation(Node node, Constant of) {
        List<Integer> permutation = new ArrayList<>(node.find("perm").map(perm -> Arrays.stream(perm.integers()).mapToObj(Math::toIntExact)
                .toList()).orElseGet(() -> IntStream.range(0, of.dims().size()).boxed().toList()));
        if (node.find("perm").isEmpty()) {
            Collections.reverse(permutation);
        }
        return permutation;
    }

    static Constant transposed(Constant from, List<Integer> permutation) {
        int rank = from.dims().size();
        if (!permutation.stream().sorted().toList().equals(IntStream.range(0, rank).boxed().toList())) {
            throw new IllegalArgumentException("expected a permutation of " + rank + " axes, got " + permutation);
        }
        List<Integer> dims = permutation.stream().map(from.dims()::get).toList();
        int[] steps = new int[rank];
        for (int d = rank - 1, step = 1; d >= 0; d--) {
            steps[d] = step;
            step *= from.dims().get(d);
        }
        double[] numbers = new double[from.numbers().length];
        for (int i = 0; i < numbers.length; i++) {
            int rest = i, place = 0;
            for (int d = rank - 1; d >= 0; d--) {
                place += rest % dims.get(d) * steps[permutation.get(d)];
                rest /= dims.get(d);
            }
            numbers[i] = from.numbers()[place];
        }
        return Constant.of(from.type(), dims, numbers);
    }

    static Constant scaled(Constant from, double factor) {
        return factor == 1 ? from : Constant.of(from.type(), from.dims(), Arrays.stream(from.numbers()).map(number -> factor * number)
                .toArray());
    }

    private static Constant reshaped(Constant from, long[] shape) {
        long known = 1;
        List<Integer> dims = new ArrayList<>();
        for (int d = 0; d < shape.length; d++) {
            long size = shape[d] == 0 && d < from.dims().size() ? from.dims().get(d) : shape[d];
            known = size < 0 ? known : Math.multiplyExact(known, size);
            dims.add(Math.toIntExact(size));
        }
        int free = dims.indexOf(-1);
        if (free >= 0 && known > 0) {
            dims.set(free, Math.toIntExact(from.count() / known));
        }
        return from.reshaped(dims);
    }

    private static long[] axes(Node node, List<Constant> inputs) {
        return inputs.size() > 1 ? inputs.get(1).integers() : node.find("axes").map(Constant::integers).orElse(new long[0]);
    }

    private static Constant unsqueezed(Constant from, long[] axes) {
        List<Integer> dims = new ArrayList<>(from.dims());
        int rank = dims.size() + axes.length;
        for (long axis : Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray()) {
            if (axis < 0 || axis > dims.size()) {
                throw new IllegalArgumentException("axis " + axis + " is none of its " + rank);
            }
            dims.add((int) axis, 1);
        }
        return from.reshaped(dims);
    }

    private static Constant squeezed(Constant from, long[] axes) {
        List<Integer> dims = new ArrayList<>(from.dims());
        if (axes.length == 0) {
            dims.removeIf(size -> size == 1);
        }
        int rank = from.dims().size();
        for (long axis : Arrays.stream(axes).map(axis -> axis < 0 ? axis + rank : axis).map(axis -> -axis).sorted().map(axis -> -axis)
                .toArray()) {
            if (axis < 0 || axis >= dims.size() || dims.remove((int) axis) != 1) {
                throw new IllegalArgumentException("axis " + axis + " of " + from.dims() + " is none of size 1");
            }
        }
        return from.reshaped(dims);
    }

    /** Of the same sizes but for ones in front, or one of them a single number. Whole numbers stay whole. */
    private static Constant two(Constant a, Constant b, DoubleBinaryOperator operator) {
        Constant larger = a.count() > b.count() || a.count() == b.count() && a.dims().size() >= b.dims().size() ? a : b;
        boolean fit = a.count() == 1 || b.count() == 1 || withoutOnes(a).equals(withoutOnes(b));
        if (!fit || a.numbers().length == 0 || b.numbers().length == 0) {
            throw new IllegalArgumentException("expected constants of the same sizes, got " + a.dims() + " and " + b.dims());
        }
        double[] numbers = new double[larger.count()];
        for (int i = 0; i < numbers.length; i++) {
            double number = operator.applyAsDouble(a.numbers()[a.count() == 1 ? 0 : i], b.numbers()[b.count() == 1 ? 0 : i]);
            numbers[i] = larger.type().isFloating() ? number : wholeOf(number);
        }
        return Constant.of(larger.type(), larger.dims(), numbers);
    }

    private static List<Integer> withoutOnes(Constant of) {
        return of.dims().stream().dropWhile(size -> size == 1).toList();
    }

    /** The fraction is cut off. */
    private static double wholeOf(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("expected whole numbers, got " + number);
        }
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }
}
