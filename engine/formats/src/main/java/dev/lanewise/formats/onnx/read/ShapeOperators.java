package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Element;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that leave the numbers of a sample as they are. */
final class ShapeOperators {

    private ShapeOperators() {
    }

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("Identity", call -> call.value(0));
        all.put("Dropout", call -> call.value(0));
        all.put("Cast", ShapeOperators::cast);
        all.put("Flatten", ShapeOperators::flatten);
        all.put("Reshape", ShapeOperators::reshape);
        all.put("Squeeze", call -> call.value(0) instanceof Value.Labels labels ? labels : squeeze(call));
        all.put("Unsqueeze", ShapeOperators::unsqueeze);
        all.put("Transpose", ShapeOperators::transpose);
        return all;
    }

    private static Value cast(Call call) {
        Element to = Element.of((int) call.node().integer("to", 0));
        if (to.isFloating() || !(call.value(0) instanceof Rows || call.value(0) instanceof Value.Logarithms)) {
            return call.value(0);
        }
        if (to == Element.BOOL) {
            throw call.refusal("expected a type of numbers, got " + to);
        }
        return ColumnOperators.whole(call);
    }

    private static Rows flatten(Call call) {
        Rows rows = call.rows(0);
        if (rows.shape().isEmpty() || call.axis(call.node().integer("axis", 1), rows) != 1) {
            throw call.refusal("expected axis 1, behind the batch, got " + call.node().integer("axis", 1));
        }
        return rows.shaped(List.of(rows.width()));
    }

    private static Value reshape(Call call) {
        if (call.value(0) instanceof Value.Labels labels) {
            return labels;
        }
        Rows rows = call.rows(0);
        long[] shape = (call.has(1) ? call.constant(1) : call.node().find("shape").orElse(Constant.of(Element.INT64, List.of(0))))
                .integers();
        if (shape.length == 0) {
            throw call.refusal("expected a shape that begins with the batch, got none");
        }
        boolean isAllowed = call.node().integer("allowzero", 0) == 0 || Arrays.stream(shape).noneMatch(size -> size == 0);
        boolean hasFree = Arrays.stream(shape).skip(1).anyMatch(size -> size < 0);
        if (!isAllowed || Arrays.stream(shape).anyMatch(size -> size < -1) || shape[0] > 0 && shape[0] != call.batch() && hasFree) {
            throw call.refusal("expected a shape that leaves the batch in front, as -1, 0 or the size that the inputs give it, got "
                    + Arrays.toString(shape));
        }
        List<Integer> sizes = new ArrayList<>();
        long known = 1;
        for (int d = 1; d < shape.length; d++) {
            long size = shape[d] == 0 && d <= rows.shape().size() ? rows.shape().get(d - 1) : shape[d];
            known = size < 0 ? known : Math.multiplyExact(known, size);
            sizes.add(Math.toIntExact(size));
        }
        int free = sizes.indexOf(-1);
        if (free >= 0 && known > 0) {
            sizes.set(free, (int) (rows.width() / known));
            known *= sizes.get(free);
        }
        if (known != rows.width() || sizes.contains(-1)) {
            throw call.refusal("expected a shape that leaves the batch in front and has " + rows.width() + " numbers for a sample, got "
                    + Arrays.toString(shape));
        }
        return rows.shaped(sizes);
    }

    private static long[] axes(Call call) {
        return call.has(1) ? call.constant(1).integers() : call.node().find("axes").map(Constant::integers).orElse(new long[0]);
    }

    private static Rows squeeze(Call call) {
        Rows rows = call.rows(0);
        List<Integer> sizes = new ArrayList<>();
        List<Integer> axes = Arrays.stream(axes(call)).mapToObj(axis -> call.axis(axis, rows)).toList();
        for (int d = 0; d < rows.shape().size(); d++) {
            boolean isNamed = axes.isEmpty() ? rows.shape().get(d) == 1 : axes.contains(d + 1);
            if (!isNamed) {
                sizes.add(rows.shape().get(d));
            } else if (rows.shape().get(d) != 1) {
                throw call.refusal("expected an axis of size 1, got " + rows.shape().get(d));
            }
        }
        if (axes.contains(0)) {
            throw call.refusal("takes the batch away");
        }
        return rows.shaped(sizes);
    }

    private static Rows unsqueeze(Call call) {
        Rows rows = call.rows(0);
        List<Integer> sizes = new ArrayList<>(rows.shape());
        int rank = sizes.size() + 1 + axes(call).length;
        for (long axis : Arrays.stream(axes(call)).map(axis -> axis < 0 ? axis + rank : axis).sorted().toArray()) {
            if (axis < 1 || axis > sizes.size() + 1L) {
                throw call.refusal("expected axes behind the batch, got " + axis);
            }
            sizes.add((int) axis - 1, 1);
        }
        return rows.shaped(sizes);
    }

    private static Rows transpose(Call call) {
        Rows rows = call.rows(0);
        long[] same = IntStream.rangeClosed(0, rows.shape().size()).asLongStream().toArray();
        if (!Arrays.equals(same, call.node().find("perm").map(Constant::integers).orElse(new long[0]))) {
            throw call.refusal("transposes what is computed; only constants may be transposed");
        }
        return rows;
    }
}
