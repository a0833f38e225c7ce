package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the steps that a formula is: an activation, with something linear before and behind it. A function is recognized by its values at
 * many points, so an exporter may write it as it likes.
 */
final class FormulaRecognizer {

    private static final double TOLERANCE = 1e-6;
    /** Values are looked at densely up to here. */
    private static final double NEAR = 15.5;
    /** Where a bound far away shows. */
    private static final double[] FAR = {20, 50, 100, 1e3, 1e4, 1e6, 1e9, 1e15, 1e30, Float.MAX_VALUE};
    private static final int MOST_CONSTANTS = 16;
    private static final double[] SIDES = {1, 0.75, 1.25, -1, -0.75, -1.25};
    private static final double[] POINTS = points();
    private static final List<Activation> PLAIN = List.of(Activation.relu(), Activation.sigmoid(), Activation.tanh(), Activation.selu(),
            Activation.softplus(), Activation.softsign(), Activation.gelu(), Activation.geluTanh(), Activation.silu(), Activation.mish(),
            Activation.hardSigmoid(), Activation.hardTanh(), Activation.hardSwish());

    private FormulaRecognizer() {
    }

    private static double[] points() {
        double[] points = new double[121 + 2 * FAR.length];
        for (int i = 0; i < 121; i++) {
            points[i] = (i - 60) * 0.25 + 0.03125;
        }
        for (int i = 0; i < FAR.length; i++) {
            points[121 + 2 * i] = FAR[i];
            points[122 + 2 * i] = -FAR[i];
        }
        return points;
    }

    /** Those of every formula, and both sides of its constants. */
    private static double[] points(Formula formula, int column) {
        double[] points = Arrays.copyOf(POINTS, POINTS.length + MOST_CONSTANTS * SIDES.length);
        return Arrays.copyOf(points, withConstants(formula, column, points, POINTS.length));
    }

    /** How many points there are now. */
    private static int withConstants(Formula formula, int column, double[] points, int count) {
        return switch (formula) {
            case Formula.Variable _ -> count;
            case Formula.Numbers numbers -> withSides(numbers.of(0, column), points, count);
            case Formula.Two two -> withConstants(two.right(), column, points, withConstants(two.left(), column, points, count));
            case Formula.One one -> withConstants(one.inner(), column, points, count);
            case Formula.Apply apply -> withConstants(apply.inner(), column, points, count);
        };
    }

    private static int withSides(double constant, double[] points, int count) {
        int next = count;
        for (int i = POINTS.length; i < count; i++) {
            if (points[i] == constant) {
                return count;
            }
        }
        for (int i = 0; i < SIDES.length && next < points.length; i++) {
            if (Math.abs(constant * SIDES[i]) <= Float.MAX_VALUE) {
                points[next++] = constant * SIDES[i];
            }
        }
        return next;
    }

    /** The steps of a formula of rows; throws IllegalArgumentException where it is no activation that is supported. */
    static List<Step> steps(Formula formula, int width) {
        Optional<Step.Diagonal> diagonal = Step.Diagonal.of(formula, width);
        if (diagonal.isPresent()) {
            return diagonal.get().isSame() ? List.of() : List.of(diagonal.get());
        }
        Formula core = formula, outer = Formula.X;
        while (true) {
            Optional<List<Step>> inner = core(core, width);
            if (inner.isPresent()) {
                List<Step> steps = new ArrayList<>(inner.get());
                Step.Diagonal.of(outer, width).filter(one -> !one.isSame()).ifPresent(steps::add);
                return steps;
            }
            if (!(core instanceof Formula.Two two) || isConstant(two.left()) == isConstant(two.right())) {
                throw new IllegalArgumentException("what is computed of each number is no activation that is supported; supported are "
                        + Activation.NAMES);
            }
            boolean isLeft = isConstant(two.right());
            outer = outer.of(isLeft ? two.operation().of(Formula.X, two.right()) : two.operation().of(two.left(), Formula.X));
            core = isLeft ? two.left() : two.right();
            if (Step.Diagonal.of(outer, width).isEmpty()) {
                core = Formula.number(Double.NaN); // behind something that is not linear: nothing is recognized
            }
        }
    }

    static boolean isConstant(Formula formula) {
        return switch (formula) {
            case Formula.Variable _ -> false;
            case Formula.Numbers _ -> true;
            case Formula.Two two -> isConstant(two.left()) && isConstant(two.right());
            case Formula.One one -> isConstant(one.inner());
            case Formula.Apply apply -> isConstant(apply.inner());
        };
    }

    /** An activation of something linear: of the numbers themselves, or of one of the linear parts of the formula. */
    private static Optional<List<Step>> core(Formula formula, int width) {
        for (Step.Diagonal base : LinearParts.of(formula, width)) {
            Formula rest = LinearParts.inTermsOf(base, formula, width);
            Optional<List<Step>> steps = function(rest, width).<List<Step>>map(List::of).or(() -> limited(rest, width));
            if (steps.isPresent()) {
                List<Step> all = new ArrayList<>(base.isSame() ? List.of() : List.of(base));
                all.addAll(steps.get());
                return Optional.of(all);
            }
        }
        return Optional.empty();
    }

    private static Optional<Step.Function> function(Formula formula, int width) {
        if (formula instanceof Formula.Apply(Activation activation, Formula.Variable _, int _, boolean _)) {
            return Optional.of(new Step.Function(activation));
        }
        double[] points = points(formula, 0);
        return formula.isScalar() ? plain(formula, points).map(Step.Function::new).or(() -> learned(formula, width, points))
                : learned(formula, width, points);
    }

    /** A number that one bound or two hold. */
    private static Optional<List<Step>> limited(Formula formula, int width) {
        double low = formula.of(-Float.MAX_VALUE, 0), high = formula.of(Float.MAX_VALUE, 0);
        boolean hasBoth = low > -Float.MAX_VALUE && high < Float.MAX_VALUE;
        double half = hasBoth ? (high - low) / 2 : 1, middle = hasBoth ? (high + low) / 2 : 0;
        boolean agrees = formula.isScalar() && half > 0 && low < high && high - low < 2 * (double) Float.MAX_VALUE;
        for (int i = 0; agrees && i < POINTS.length; i++) {
            double scaled = middle + half * POINTS[i];
            agrees = Math.abs(formula.of(scaled, 0) - Math.clamp(scaled, low, high)) <= TOLERANCE * half;
        }
        double[] points = agrees ? points(formula, 0) : new double[0];
        for (int i = 0; agrees && i < points.length; i++) {
            double expected = Math.clamp(points[i], low, high);
            agrees = Math.abs(formula.of(points[i], 0) - expected) <= TOLERANCE * Math.min(half, Math.max(1, Math.abs(expected)));
        }
        return agrees ? Optional.of(Limits.steps(low, high, width)) : Optional.empty();
    }

    private static Optional<Activation> plain(Formula formula, double[] points) {
        List<Activation> candidates = new ArrayList<>(PLAIN);
        double slope = -formula.of(-1, 0), alpha = -formula.of(-40, 0);
        if (slope >= 0 && slope < 1) {
            candidates.add(new Activation.LeakyRelu((float) slope));
        }
        if (alpha > 0 && alpha < Float.MAX_VALUE) {
            candidates.add(new Activation.Elu((float) alpha));
        }
        return candidates.stream().filter(one -> agree(formula, 0, one, 1, points)).findFirst();
    }

    /** {@code x + alpha (f(x) - x)} with an alpha for each column; of ReLU it is said as PReLU. */
    private static Optional<Step.Function> learned(Formula formula, int width, double[] points) {
        // what is the same for all columns is looked at once
        int columns = formula.isScalar() ? 1 : width;
        double[] slopes = new double[columns], alphas = new double[columns];
        for (int c = 0; c < columns; c++) {
            slopes[c] = -formula.of(-1, c);
            alphas[c] = 1 - slopes[c];
        }
        if (agree(formula, alphas, Activation.relu(), points)) {
            return Optional.of(new Step.Function(Activation.prelu(), filled(slopes, width)));
        }
        return PLAIN.stream().flatMap(function -> {
            double at = -0.7, value = Functions.of(function, at) - at;
            double[] each = new double[columns];
            Arrays.setAll(each, c -> (formula.of(at, c) - at) / value);
            return agree(formula, each, function, points)
                    ? Stream.of(new Step.Function(Activation.parametric(function), filled(each, width))) : Stream.empty();
        }).findFirst();
    }

    private static double[] filled(double[] numbers, int width) {
        double[] each = new double[width];
        Arrays.setAll(each, c -> numbers[numbers.length == 1 ? 0 : c]);
        return each;
    }

    /** The points are those of the first column. */
    private static boolean agree(Formula formula, double[] alphas, Activation function, double[] points) {
        for (int c = 0; c < alphas.length; c++) {
            if (!Double.isFinite(alphas[c]) || !agree(formula, c, function, alphas[c], c == 0 ? points : points(formula, c))) {
                return false;
            }
        }
        return true;
    }

    /** Far away, what overflows in the file as well, such as an exponential, is left out. */
    private static boolean agree(Formula formula, int column, Activation function, double alpha, double[] points) {
        for (double x : points) {
            double expected = x + alpha * (Functions.of(function, x) - x), got = formula.of(x, column);
            boolean isFar = Math.abs(x) > NEAR;
            double size = Math.max(1, Math.max(Math.abs(expected), isFar ? Math.abs(x) : 0));
            if (!(Math.abs(expected - got) <= TOLERANCE * size) && !(isFar && !Double.isFinite(got))) {
                return false;
            }
        }
        return true;
    }
}
