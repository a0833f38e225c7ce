package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.spec.Activation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Products with constant matrices, and norms. */
final class LinearOperators {

    private static final int OPSET_OF_LAST_AXIS = 13, OPSET_OF_TRAINING_MODE = 14;
    private static final double EPS = 1e-5f;

    private LinearOperators() {
    }

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("MatMul", LinearOperators::product);
        all.put("Gemm", LinearOperators::gemm);
        all.put("BatchNormalization", LinearOperators::batchNorm);
        all.put("LayerNormalization", LinearOperators::layerNorm);
        all.put("Softmax", LinearOperators::softmax);
        all.put("LogSoftmax", call -> new Value.Logarithms(softmax(call)));
        return all;
    }

    private static Rows product(Call call) {
        if (call.isConstant(0)) {
            throw call.refusal("expected computed rows times a constant matrix, got a constant times rows");
        }
        return affine(call, matrix(call, false), 1, Optional.empty(), 0);
    }

    private static Rows gemm(Call call) {
        if (call.isConstant(0) || call.node().integer("transA", 0) != 0) {
            throw call.refusal("expected computed rows, not transposed, times a constant matrix");
        }
        boolean isTransposed = call.node().integer("transB", 0) != 0;
        return affine(call, matrix(call, isTransposed), call.node().number("alpha", 1), call.optional(2), call.node().number("beta", 1));
    }

    /** [out, in]. */
    private static Constant matrix(Call call, boolean isTransposed) {
        Constant weights = call.constant(1);
        if (!Arrays.stream(weights.numbers()).allMatch(Double::isFinite)) {
            throw call.refusal("expected finite weights in '" + call.node().inputs().get(1) + "', got one that is not");
        }
        if (weights.dims().size() != 2 || weights.dims().contains(0)) {
            throw call.refusal("expected a matrix as input '" + call.node().inputs().get(1) + "', got the sizes " + weights.dims());
        }
        if (isTransposed) {
            return weights;
        }
        return Constants.transposed(weights, List.of(1, 0));
    }

    private static Rows affine(Call call, Constant weights, double alpha, Optional<Constant> biases, double beta) {
        int out = weights.dims().getFirst(), in = weights.dims().getLast();
        call.budget().spend(weights.count());
        Rows rows = call.flatRows(0);
        if (rows.width() != in) {
            throw call.refusal("expected a matrix for " + rows.width() + " columns, got one for " + in);
        }
        double[] w = alpha == 1 ? weights.numbers() : Arrays.stream(weights.numbers()).map(value -> alpha * value).toArray();
        Rows sums = Rows.of(rows.close().then(new Step.Affine(in, w, new double[0]), out));
        if (biases.isEmpty()) {
            return out == 1 ? ColumnOperators.lookup(rows, w).orElse(sums) : sums;
        }
        Formula each = Broadcast.of(Constants.scaled(biases.get(), beta), sums, call);
        double[] b = new double[out];
        Arrays.setAll(b, o -> each.of(0, o));
        return Rows.of(rows.close().then(new Step.Affine(in, w, b), out));
    }

    /** Factors and shifts, worked out in double. */
    private static Rows batchNorm(Call call) {
        boolean hasMore = call.node().outputs().stream().skip(1).anyMatch(output -> !output.isEmpty());
        boolean isTraining = call.opset() >= OPSET_OF_TRAINING_MODE ? call.node().integer("training_mode", 0) != 0
                : hasMore && call.node().integer("is_test", 0) == 0;
        if (isTraining) {
            throw call.refusal("is in training mode; export the model for inference");
        }
        Rows rows = call.rows(0);
        double eps = call.node().number("epsilon", EPS);
        int channels = rows.shape().isEmpty() ? 1 : rows.shape().getFirst(), each = rows.width() / Math.max(1, channels);
        call.budget().spend(2L * rows.width());
        double[] gamma = vector(call, 1, channels), beta = vector(call, 2, channels), mean = vector(call, 3, channels);
        double[] variance = vector(call, 4, channels), factors = new double[rows.width()], shifts = new double[rows.width()];
        for (int i = 0; i < factors.length; i++) {
            int c = i / each;
            factors[i] = gamma[c] / Math.sqrt(variance[c] + eps);
            shifts[i] = beta[c] - mean[c] * factors[i];
            if (!Double.isFinite(factors[i]) || !Double.isFinite(shifts[i])) {
                throw call.refusal("expected finite numbers, got the variance " + variance[c] + ", the mean " + mean[c] + ", the scale "
                        + gamma[c] + " and the bias " + beta[c] + " of channel " + c);
            }
        }
        return rows.with(Formula.Operation.ADD.of(Formula.Operation.MULTIPLY.of(rows.formula(), new Formula.Numbers(factors)),
                new Formula.Numbers(shifts)));
    }

    private static double[] vector(Call call, int input, int count) {
        Constant constant = call.constant(input);
        if (constant.numbers().length != count) {
            throw call.refusal("expected " + count + " numbers as input '" + call.node().inputs().get(input) + "', got the sizes "
                    + constant.dims());
        }
        return constant.numbers();
    }

    private static Rows layerNorm(Call call) {
        Rows rows = call.flatRows(0);
        if (!call.isColumns(call.node().integer("axis", -1), rows)) {
            throw call.refusal("expected the axis of columns, got " + call.node().integer("axis", -1));
        }
        if (!((float) call.node().number("epsilon", EPS) > 0)) {
            throw call.refusal("expected a positive epsilon, got " + call.node().number("epsilon", EPS));
        }
        double[] beta = call.has(2) ? vector(call, 2, rows.width()) : new double[rows.width()];
        Step.Norm norm = new Step.Norm((float) call.node().number("epsilon", EPS), vector(call, 1, rows.width()), beta);
        return Rows.of(rows.close().then(norm, rows.width()));
    }

    private static Rows softmax(Call call) {
        Rows rows = call.rows(0);
        boolean isOld = call.opset() < OPSET_OF_LAST_AXIS;
        long axis = call.node().integer("axis", isOld ? 1 : -1);
        // before opset 13 all axes from this one on are taken together
        if (call.axis(axis, rows) != 1 || !isOld && rows.shape().size() != 1) {
            throw call.refusal("expected a softmax over all numbers of a sample, got axis " + axis + " of " + (rows.shape().size() + 1));
        }
        return Rows.of(rows.close().then(new Step.Function(Activation.softmax()), rows.width())).shaped(rows.shape());
    }
}
