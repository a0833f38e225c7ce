package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import dev.lanewise.spec.Activation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Operators that work number by number. */
final class ElementwiseOperators {

    private static final float HALF_OF_HARD = 3, WIDTH_OF_HARD = 6;
    private static final double SAME = 1e-6;

    private ElementwiseOperators() {
    }

    static Map<String, Operator> all() {
        Map<String, Operator> all = new HashMap<>();
        all.put("Relu", call -> activation(call, Activation.relu()));
        all.put("Sigmoid", call -> activation(call, Activation.sigmoid()));
        all.put("Tanh", call -> activation(call, Activation.tanh()));
        all.put("Softplus", call -> activation(call, Activation.softplus()));
        all.put("Softsign", call -> activation(call, Activation.softsign()));
        all.put("Mish", call -> activation(call, Activation.mish()));
        all.put("HardSwish", call -> activation(call, Activation.hardSwish()));
        all.put("Gelu", call -> activation(call, call.node().text("approximate", "none").equals("tanh") ? Activation.geluTanh()
                : Activation.gelu()));
        all.put("Swish", ElementwiseOperators::swish);
        all.put("LeakyRelu", call -> slope(call, Formula.number(call.node().number("alpha", 0.01f))));
        all.put("PRelu", call -> slope(call, Broadcast.of(call.constant(1), call.rows(0), call)));
        all.put("Elu", ElementwiseOperators::elu);
        all.put("Selu", ElementwiseOperators::selu);
        all.put("HardSigmoid", ElementwiseOperators::hardSigmoid);
        all.put("Clip", ElementwiseOperators::clip);
        all.put("Neg", call -> one(call, "neg", x -> -x));
        all.put("Abs", call -> one(call, "abs", Math::abs));
        all.put("Exp", call -> call.value(0) instanceof Value.Logarithms(Rows rows) ? rows : one(call, "exp", Math::exp));
        all.put("Log", call -> one(call, "log", Math::log));
        all.put("Sqrt", call -> call.value(0) instanceof Value.Norming norming ? NormOperators.root(call, norming)
                : one(call, "sqrt", Math::sqrt));
        all.put("ReduceMean", NormOperators::mean);
        all.put("Erf", call -> one(call, "erf", Functions::erf));
        all.put("Reciprocal", call -> call.rows(0).with(Formula.Operation.DIVIDE.of(Formula.number(1), call.rows(0).formula())));
        all.put("Add", call -> two(call, Formula.Operation.ADD));
        all.put("Sum", call -> two(call, Formula.Operation.ADD));
        all.put("Sub", call -> two(call, Formula.Operation.SUBTRACT));
        all.put("Mul", call -> two(call, Formula.Operation.MULTIPLY));
        all.put("Div", call -> two(call, Formula.Operation.DIVIDE));
        all.put("Pow", call -> two(call, Formula.Operation.POWER));
        all.put("Max", call -> two(call, Formula.Operation.MAX));
        all.put("Min", call -> two(call, Formula.Operation.MIN));
        return all;
    }

    private static Rows activation(Call call, Activation activation) {
        Rows rows = call.rows(0);
        return rows.with(Formula.apply(activation, rows.formula()));
    }

    private static Rows one(Call call, String name, DoubleUnaryOperator function) {
        Rows rows = call.rows(0);
        return name.equals("neg") ? rows.with(times(-1, rows.formula())) : rows.with(Formula.one(name, function, rows.formula()));
    }

    private static Formula times(double factor, Formula formula) {
        return Formula.Operation.MULTIPLY.of(Formula.number(factor), formula);
    }

    private static Formula plus(Formula formula, double shift) {
        return Formula.Operation.ADD.of(formula, Formula.number(shift));
    }

    private static Rows swish(Call call) {
        double alpha = call.node().number("alpha", 1);
        Rows rows = call.rows(0);
        Formula silu = Formula.apply(Activation.silu(), times(alpha, rows.formula()));
        return rows.with(times(1 / alpha, silu));
    }

    /** {@code max(x, 0) + slope min(x, 0)}. */
    private static Rows slope(Call call, Formula slope) {
        Rows rows = call.rows(0);
        Formula zero = Formula.number(0), above = Formula.Operation.MAX.of(rows.formula(), zero);
        Formula below = Formula.Operation.MIN.of(rows.formula(), zero);
        return rows.with(Formula.Operation.ADD.of(above, Formula.Operation.MULTIPLY.of(slope, below)));
    }

    private static Rows elu(Call call) {
        double alpha = call.node().number("alpha", 1);
        if (!(alpha > 0)) {
            throw call.refusal("expected a positive alpha, got " + alpha);
        }
        return activation(call, new Activation.Elu((float) alpha));
    }

    /** The engine's for the usual numbers; for others ELU with a factor. */
    private static Rows selu(Call call) {
        double alpha = call.node().number("alpha", 1.6732632423543772), gamma = call.node().number("gamma", 1.0507009873554805);
        boolean isUsual = Math.abs(alpha - 1.67326324) < SAME && Math.abs(gamma - 1.05070098) < SAME;
        if (isUsual) {
            return activation(call, Activation.selu());
        }
        if (!(alpha > 0)) {
            throw call.refusal("expected a positive alpha, got " + alpha);
        }
        Rows elu = activation(call, new Activation.Elu((float) alpha));
        return elu.with(times(gamma, elu.formula()));
    }

    /** The engine's has a slope of 1/6 and is 0.5 at 0. */
    private static Rows hardSigmoid(Call call) {
        double alpha = call.node().number("alpha", 0.2f), beta = call.node().number("beta", 0.5);
        Rows rows = call.rows(0);
        if ((float) alpha == 1 / WIDTH_OF_HARD && beta == 0.5) {
            return activation(call, Activation.hardSigmoid());
        }
        Formula inner = plus(times(WIDTH_OF_HARD * alpha, rows.formula()), WIDTH_OF_HARD * beta - HALF_OF_HARD);
        return rows.with(Formula.apply(Activation.hardSigmoid(), inner));
    }

    private static Rows clip(Call call) {
        double low = bound(call, 1, "min", Double.NEGATIVE_INFINITY), high = bound(call, 2, "max", Double.POSITIVE_INFINITY);
        Rows rows = call.rows(0);
        boolean hasLow = low > -Float.MAX_VALUE, hasHigh = high < Float.MAX_VALUE;
        if (hasLow && hasHigh && !(low < high)) {
            throw call.refusal("expected bounds that rise, got " + low + " and " + high);
        }
        Formula above = hasLow ? Formula.Operation.MAX.of(rows.formula(), Formula.number(low)) : rows.formula();
        return rows.with(hasHigh ? Formula.Operation.MIN.of(above, Formula.number(high)) : above);
    }

    private static double bound(Call call, int input, String attribute, double otherwise) {
        Optional<Constant> constant = call.optional(input);
        if (constant.isPresent() && constant.get().numbers().length != 1) {
            throw call.refusal("expected one number as " + attribute + ", got " + constant.get().numbers().length);
        }
        return constant.map(one -> one.numbers()[0]).orElseGet(() -> call.node().number(attribute, otherwise));
    }

    private static Value two(Call call, Formula.Operation operation) {
        if (call.inputs().size() != 2) {
            throw call.refusal("expected 2 inputs, got " + call.inputs().size());
        }
        Optional<Value> norm = NormOperators.two(call, operation);
        if (norm.isPresent()) {
            return norm.get();
        }
        if (call.isConstant(1)) {
            Rows left = call.rows(0);
            return left.with(operation.of(left.formula(), Broadcast.of(call.constant(1), left, call)));
        }
        if (call.isConstant(0)) {
            Rows right = call.rows(1);
            return right.with(operation.of(Broadcast.of(call.constant(0), right, call), right.formula()));
        }
        Rows left = call.rows(0), right = call.rows(1);
        requireSameSizes(call, left, right);
        if (left.base() == right.base()) {
            return left.with(operation.of(left.formula(), right.formula()));
        }
        if (operation == Formula.Operation.ADD) {
            return sum(call, left, right);
        }
        throw call.refusal("combines two ways through the graph, which only a sum of a layer's input and its output may");
    }

    private static void requireSameSizes(Call call, Rows left, Rows right) {
        if (!left.shape().equals(right.shape())) {
            throw call.refusal("expected samples of the same sizes, got " + left.shape() + " and " + right.shape());
        }
    }

    /** A residual: one of the two comes from the other. */
    private static Rows sum(Call call, Rows left, Rows right) {
        Flow a = left.close(), b = right.close();
        Optional<List<Step>> body = b.since(a).or(() -> a.since(b));
        Flow start = b.since(a).isPresent() ? a : b;
        return body.filter(steps -> !steps.isEmpty()).map(steps -> Rows.of(start.then(Step.Sum.of(steps), start.width()))
                .shaped(left.shape())).orElseThrow(() -> call.refusal("adds two ways through the graph that do not follow each other; a"
                        + " residual adds the input of some layers to their output"));
    }
}
