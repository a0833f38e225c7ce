package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A layer norm that is spelled out, as exporters do before opset 17: the mean of a row, what is left without it, the mean of its square,
 * the root of that and eps, and the quotient.
 */
final class NormOperators {

    private NormOperators() {
    }

    /** The mean of each row, as the beginning or the middle of a layer norm. */
    static Value mean(Call call) {
        Rows rows = call.value(0) instanceof Value.Norming norming ? norming.rows() : call.flatRows(0);
        long[] axes = call.has(1) ? call.constant(1).integers() : call.node().find("axes").map(Constant::integers).orElse(new long[0]);
        if (axes.length != 1 || !call.isColumns(axes[0], rows) || call.node().integer("keepdims", 1) != 1) {
            throw call.refusal("expected the mean of each row, with its axis kept, as a layer norm has it");
        }
        return call.value(0) instanceof Value.Norming norming ? next(call, norming, Value.Stage.SQUARED, Value.Stage.VARIANCE)
                : new Value.Norming(rows, Value.Stage.MEAN, 0);
    }

    static Value root(Call call, Value.Norming norming) {
        return next(call, norming, Value.Stage.VARIANCE, Value.Stage.DEVIATION);
    }

    private static Value.Norming next(Call call, Value.Norming norming, Value.Stage expected, Value.Stage next) {
        if (norming.stage() != expected) {
            throw call.refusal("is no step of a layer norm here");
        }
        return new Value.Norming(norming.rows(), next, norming.eps());
    }

    /** What two operands make of which one is a part of a layer norm; nothing where none is. */
    static Optional<Value> two(Call call, Formula.Operation operation) {
        Value left = call.value(0), right = call.value(1);
        if (!(left instanceof Value.Norming) && !(right instanceof Value.Norming)) {
            return Optional.empty();
        }
        if (left instanceof Rows rows && right instanceof Value.Norming(Rows of, Value.Stage stage, double _) && of == rows
                && stage == Value.Stage.MEAN && operation == Formula.Operation.SUBTRACT) {
            return Optional.of(new Value.Norming(rows, Value.Stage.CENTERED, 0));
        }
        if (left instanceof Value.Norming norming && isSquare(operation, left, right)) {
            return Optional.of(next(call, norming, Value.Stage.CENTERED, Value.Stage.SQUARED));
        }
        if (operation == Formula.Operation.ADD && right instanceof Value.Norming norming) {
            return Optional.of(withEps(call, norming, left));
        }
        if (operation == Formula.Operation.ADD && left instanceof Value.Norming norming) {
            return Optional.of(withEps(call, norming, right));
        }
        if (left instanceof Value.Norming a && right instanceof Value.Norming b && a.rows() == b.rows()
                && a.stage() == Value.Stage.CENTERED && b.stage() == Value.Stage.DEVIATION && operation == Formula.Operation.DIVIDE) {
            if (b.eps() == 0) {
                throw call.refusal("expected a layer norm with a positive number added to the variance, got none");
            }
            double[] gamma = new double[a.rows().width()];
            Arrays.fill(gamma, 1);
            Step.Norm norm = new Step.Norm((float) b.eps(), gamma, new double[gamma.length]);
            return Optional.of(Rows.of(a.rows().close().then(norm, gamma.length)));
        }
        throw call.refusal("is no step of a layer norm here, whose mean is one of the inputs");
    }

    private static Value.Norming withEps(Call call, Value.Norming norming, Value added) {
        double eps = added instanceof Value.Known(Constant one) && one.numbers().length == 1 ? one.numbers()[0] : Double.NaN;
        if (norming.stage() != Value.Stage.VARIANCE || norming.eps() != 0 || !((float) eps > 0)) {
            throw call.refusal("expected one positive number, added to the variance once, as a layer norm has it");
        }
        return new Value.Norming(norming.rows(), Value.Stage.VARIANCE, eps);
    }

    private static boolean isSquare(Formula.Operation operation, Value left, Value right) {
        return operation == Formula.Operation.MULTIPLY && left == right || operation == Formula.Operation.POWER
                && right instanceof Value.Known(Constant two) && two.numbers().length == 1 && two.numbers()[0] == 2;
    }
}
