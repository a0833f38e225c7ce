package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Constants that stand beside rows: one number for all, or one for each number of a sample. */
final class Broadcast {

    private static final int OPSET_OF_PLAIN_BROADCAST = 7;

    private Broadcast() {
    }

    /** Throws IllegalArgumentException where the constant differs from sample to sample, or has other sizes. */
    static Formula of(Constant constant, Rows beside, Call call) {
        double[] numbers = constant.numbers();
        if (numbers.length == 1) {
            return Formula.number(numbers[0]);
        }
        List<Integer> dims = aligned(constant.dims(), beside, call);
        List<Integer> shape = beside.shape();
        // the batch is in front
        while (dims.size() > shape.size()) {
            if (dims.removeFirst() != 1) {
                throw call.refusal("a constant of the sizes " + constant.dims() + " differs from sample to sample");
            }
        }
        int missing = shape.size() - dims.size();
        for (int d = 0; d < dims.size(); d++) {
            int size = dims.get(d), besideIt = shape.get(missing + d);
            if (size != 1 && size != besideIt) {
                throw call.refusal("a constant of the sizes " + constant.dims() + " does not fit samples of " + shape);
            }
        }
        dims.addAll(0, Collections.nCopies(missing, 1));
        call.budget().spend(beside.width());
        double[] each = new double[beside.width()];
        for (int i = 0; i < each.length; i++) {
            each[i] = numbers[place(i, dims, shape)];
        }
        return new Formula.Numbers(each);
    }

    /** In old files an axis says where the constant stands; slopes stand beside channels. */
    private static List<Integer> aligned(List<Integer> dims, Rows beside, Call call) {
        List<Integer> sizes = new ArrayList<>(dims);
        boolean isSlope = call.node().operator().equals("PRelu") && dims.size() == 1;
        if (call.opset() < OPSET_OF_PLAIN_BROADCAST && (isSlope || call.node().find("axis").isPresent())) {
            int axis = isSlope ? 1 : call.axis(call.node().integer("axis", 0), beside);
            while (axis + sizes.size() < beside.shape().size() + 1) {
                sizes.add(1);
            }
        }
        return sizes;
    }

    private static int place(int element, List<Integer> dims, List<Integer> shape) {
        int place = 0, step = 1, rest = element;
        for (int d = shape.size() - 1; d >= 0; d--) {
            int index = rest % shape.get(d);
            rest /= shape.get(d);
            place += dims.get(d) == 1 ? 0 : index * step;
            step *= dims.get(d);
        }
        return place;
    }
}
