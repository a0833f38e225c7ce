package dev.lanewise.formats.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The largest linear parts of a formula, such as {@code x + b} and {@code (x + b) / 2}. In terms of one of them the others have no biases
 * of their own any more.
 */
final class LinearParts {

    private static final int MOST = 8;
    private static final double TOLERANCE = 1e-9;

    private LinearParts() {
    }

    /** The different ones, the same times 2, and the number itself: GELU may be said of z / 2 and z / sqrt(2) alone. */
    static List<Step.Diagonal> of(Formula formula, int width) {
        List<Step.Diagonal> parts = new ArrayList<>();
        collect(formula, width, parts);
        Step.Diagonal twice = new Step.Diagonal(new double[] {2}, new double[] {0});
        for (Step.Diagonal part : List.copyOf(parts)) {
            parts.add(twice.behind(part));
        }
        Step.Diagonal same = new Step.Diagonal(new double[] {1}, new double[] {0});
        if (parts.stream().noneMatch(same::hasSameNumbers)) {
            parts.add(same);
        }
        return parts;
    }

    private static void collect(Formula formula, int width, List<Step.Diagonal> parts) {
        if (FormulaRecognizer.isConstant(formula) || parts.size() >= MOST) {
            return;
        }
        Optional<Step.Diagonal> linear = Step.Diagonal.of(formula, width);
        if (linear.isPresent()) {
            if (parts.stream().noneMatch(linear.get()::hasSameNumbers)) {
                parts.add(linear.get());
            }
            return;
        }
        switch (formula) {
            case Formula.Two two -> {
                collect(two.left(), width, parts);
                collect(two.right(), width, parts);
            }
            case Formula.One one -> collect(one.inner(), width, parts);
            case Formula.Apply apply -> collect(apply.inner(), width, parts);
            default -> { }
        }
    }

    /** The formula of what a linear part makes of the number. */
    static Formula inTermsOf(Step.Diagonal base, Formula formula, int width) {
        if (FormulaRecognizer.isConstant(formula)) {
            return formula;
        }
        Optional<Step.Diagonal> linear = Step.Diagonal.of(formula, width);
        if (linear.isPresent()) {
            return relative(base, linear.get());
        }
        return switch (formula) {
            case Formula.Two two -> two.operation().of(inTermsOf(base, two.left(), width), inTermsOf(base, two.right(), width));
            case Formula.One one -> Formula.one(one.name(), one.function(), inTermsOf(base, one.inner(), width));
            case Formula.Apply apply -> Formula.apply(apply.activation(), inTermsOf(base, apply.inner(), width));
            default -> formula;
        };
    }

    private static Formula relative(Step.Diagonal base, Step.Diagonal part) {
        if (base.hasSameNumbers(part)) {
            return Formula.X;
        }
        int columns = Math.max(base.factors().length, part.factors().length);
        double[] factors = new double[columns], shifts = new double[columns];
        for (int c = 0; c < columns; c++) {
            factors[c] = part.factor(c) / base.factor(c);
            shifts[c] = part.shift(c) - factors[c] * base.shift(c);
        }
        return Formula.Operation.ADD.of(Formula.Operation.MULTIPLY.of(new Formula.Numbers(shared(factors)), Formula.X),
                new Formula.Numbers(shared(shifts)));
    }

    /** One number where all are the same but for rounding. */
    private static double[] shared(double[] numbers) {
        boolean areSame = Arrays.stream(numbers).allMatch(number -> Math.abs(number - numbers[0]) < TOLERANCE);
        return areSame ? new double[] {numbers[0]} : numbers;
    }
}
