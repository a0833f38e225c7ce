package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.formats.onnx.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators behind the network, which say which class is the most probable one and what classes are called. */
final class LabelOperators {

    private LabelOperators() {
    }

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("ArgMax", LabelOperators::largest);
        all.put(Node.ML + ".Binarizer", LabelOperators::halves);
        all.put(Node.ML + ".ZipMap", LabelOperators::named);
        return all;
    }

    private static Value halves(Call call) {
        double threshold = call.node().number("threshold", 0);
        if (threshold != 0.5) {
            throw call.refusal("expected classes above and below a probability of 0.5, got the threshold " + threshold);
        }
        return new Value.Labels(call.rows(0), List.of());
    }

    private static Value largest(Call call) {
        Rows rows = call.value(0) instanceof Value.Logarithms(Rows probabilities) ? probabilities : call.flatRows(0);
        if (!call.isColumns(call.node().integer("axis", 0), rows)) {
            throw call.refusal("expected the axis of columns, 1, got " + call.node().integer("axis", 0));
        }
        return new Value.Labels(rows, List.of());
    }

    private static Value named(Call call) {
        Constant names = call.node().find("classlabels_strings").filter(texts -> texts.count() > 0)
                .or(() -> call.node().find("classlabels_int64s")).orElseThrow(() -> call.refusal("has no names of classes"));
        return call.rows(0).named(texts(names));
    }

    /** Names looked up by the numbers of classes. */
    static Value names(Call call) {
        if (!(call.value(1) instanceof Value.Labels labels)) {
            throw call.refusal("expected the numbers of classes as input '" + call.node().inputs().get(1) + "'");
        }
        return new Value.Labels(labels.rows(), texts(call.constant(0)));
    }

    /** Numbers of classes, rising from 0, with their names. */
    static Value encoded(Call call) {
        Value.Labels labels = (Value.Labels) call.value(0);
        Constant keys = call.node().find("keys_int64s").orElseThrow(() -> call.refusal("expected the numbers of classes as keys"));
        Constant values = call.node().find("values_strings").or(() -> call.node().find("values_int64s"))
                .orElseThrow(() -> call.refusal("expected names of classes as values"));
        double[] places = keys.numbers();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != i) {
                throw call.refusal("expected keys that rise from 0, got " + Arrays.toString(places));
            }
        }
        return new Value.Labels(labels.rows(), texts(values));
    }

    private static List<String> texts(Constant names) {
        return names.texts().isEmpty() ? Arrays.stream(names.numbers()).mapToObj(number -> number == Math.rint(number)
                ? Long.toString((long) number) : Double.toString(number)).toList() : names.texts();
    }
}
