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
    private static final double[] POINTS = points();
    private static final List<Activation> PLAIN = List.of(Activation.relu(), Activation.sigmoid(), Activation.tanh(), Activation.selu(),
            Activation.softplus(), Activation.softsign(), Activation.gelu(), Activation.geluTanh(), Activation.silu(), Activation.mish(),
            Activation.hardSigmoid(), Activation.hardTanh(), Activation.hardSwish());

    private FormulaRecognizer() {
    }

    private static double[] points() {
        double[] points = new double[121];
        for (int i = 0; i < points.length; i++) {
            points[i] = (i - 60) * 0.25 + 0.03125;
        }
        return points;
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
            Optional<List<Step>> steps = function(rest, width).<List<Step>>map(List::of).or(() -> limited(rest));
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
        return formula.isScalar() ? plain(formula).map(Step.Function::new).or(() -> learned(formula, width)) : learned(formula, width);
    }

    /** A number between two bounds: a hard tanh with something linear before and behind it. */
    private static Optional<List<Step>> limited(Formula formula) {
        double low = formula.of(-Float.MAX_VALUE, 0), high = formula.of(Float.MAX_VALUE, 0), middle = (low + high) / 2;
        double half = (high - low) / 2;
        boolean agrees = formula.isScalar() && half > 0 && half < Float.MAX_VALUE;
        for (int i = 0; agrees && i < POINTS.length; i++) {
            double x = middle + half * POINTS[i];
            agrees = Math.abs(formula.of(x, 0) - Math.clamp(x, low, high)) <= TOLERANCE * half;
        }
        return agrees ? Optional.of(List.of(new Step.Diagonal(new double[] {1 / half}, new double[] {-middle / half}),
                new Step.Function(Activation.hardTanh()), new Step.Diagonal(new double[] {half}, new double[] {middle})))
                : Optional.empty();
    }

    private static Optional<Activation> plain(Formula formula) {
        List<Activation> candidates = new ArrayList<>(PLAIN);
        double slope = -formula.of(-1, 0), alpha = -formula.of(-40, 0);
        if (slope >= 0 && slope < 1) {
            candidates.add(new Activation.LeakyRelu((float) slope));
        }
        if (alpha > 0 && alpha < Float.MAX_VALUE) {
            candidates.add(new Activation.Elu((float) alpha));
        }
        return candidates.stream().filter(one -> agree(formula, 0, one, 1)).findFirst();
    }

    /** {@code x + alpha (f(x) - x)} with an alpha for each column; of ReLU it is said as PReLU. */
    private static Optional<Step.Function> learned(Formula formula, int width) {
        double[] slopes = new double[width], alphas = new double[width];
        for (int c = 0; c < width; c++) {
            slopes[c] = -formula.of(-1, formula.isScalar() ? 0 : c);
            alphas[c] = 1 - slopes[c];
        }
        if (agree(formula, alphas, Activation.relu())) {
            return Optional.of(new Step.Function(Activation.prelu(), slopes));
        }
        return PLAIN.stream().flatMap(function -> {
            double at = -0.7, value = Functions.of(function, at) - at;
            double[] each = new double[width];
            Arrays.setAll(each, c -> (formula.of(at, formula.isScalar() ? 0 : c) - at) / value);
            return agree(formula, each, function) ? Stream.of(new Step.Function(Activation.parametric(function), each))
                    : Stream.empty();
        }).findFirst();
    }

    private static boolean agree(Formula formula, double[] alphas, Activation function) {
        for (int c = 0; c < alphas.length; c++) {
            if (!Double.isFinite(alphas[c]) || !agree(formula, formula.isScalar() ? 0 : c, function, alphas[c])) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Formula formula, int column, Activation function, double alpha) {
        for (double x : POINTS) {
            double expected = x + alpha * (Functions.of(function, x) - x), got = formula.of(x, column);
            if (!(Math.abs(expected - got) <= TOLERANCE * Math.max(1, Math.abs(expected)))) {
                return false;
            }
        }
        return true;
    }
}
