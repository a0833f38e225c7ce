package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is done to rows of numbers; numbers are kept in double until layers are made of the steps. */
sealed interface Step {

    /**
     * {@code W x + b}.
     *
     * @param in      inputs
     * @param weights [out x in]
     * @param biases  [out]; empty where there are none
     */
    record Affine(int in, double[] weights, double[] biases) implements Step {

        int out() {
            return weights.length / in;
        }

        /** Of what a diagonal has made of the inputs. */
        Affine behind(Diagonal diagonal) {
            double[] folded = weights.clone(), shifted = biasesOrZeros();
            for (int o = 0, at = 0; o < shifted.length; o++) {
                for (int i = 0; i < in; i++, at++) {
                    shifted[o] += weights[at] * diagonal.shift(i);
                    folded[at] *= diagonal.factor(i);
                }
            }
            return new Affine(in, folded, diagonal.hasShifts() || biases.length > 0 ? shifted : biases);
        }

        /** With its outputs passed through a diagonal. */
        Affine before(Diagonal diagonal) {
            double[] folded = weights.clone(), shifted = biasesOrZeros();
            for (int o = 0, at = 0; o < shifted.length; o++) {
                shifted[o] = shifted[o] * diagonal.factor(o) + diagonal.shift(o);
                for (int i = 0; i < in; i++, at++) {
                    folded[at] *= diagonal.factor(o);
                }
            }
            return new Affine(in, folded, diagonal.hasShifts() || biases.length > 0 ? shifted : biases);
        }

        private double[] biasesOrZeros() {
            return biases.length > 0 ? biases.clone() : new double[out()];
        }
    }

    /**
     * {@code factor x + shift}, feature by feature.
     *
     * @param factors one for each feature, or one for all
     * @param shifts  as many
     */
    record Diagonal(double[] factors, double[] shifts) implements Step {

        /** What a formula does, where it is of this form for all columns. */
        static Optional<Diagonal> of(Formula formula, int width) {
            int columns = formula.isScalar() ? 1 : width;
            double[] factors = new double[columns], shifts = new double[columns];
            for (int c = 0; c < columns; c++) {
                Optional<Linear> linear = Linear.of(formula, c);
                if (linear.isEmpty()) {
                    return Optional.empty();
                }
                factors[c] = linear.get().factor();
                shifts[c] = linear.get().shift();
            }
            return Optional.of(new Diagonal(factors, shifts));
        }

        double factor(int feature) {
            return factors[factors.length == 1 ? 0 : feature];
        }

        double shift(int feature) {
            return shifts[shifts.length == 1 ? 0 : feature];
        }

        boolean hasShifts() {
            return Arrays.stream(shifts).anyMatch(shift -> shift != 0);
        }

        boolean isSame() {
            return !hasShifts() && Arrays.stream(factors).allMatch(factor -> factor == 1);
        }

        boolean hasSameNumbers(Diagonal other) {
            return Arrays.equals(factors, other.factors) && Arrays.equals(shifts, other.shifts);
        }

        /** Behind another one. */
        Diagonal behind(Diagonal first) {
            int columns = Math.max(factors.length, first.factors.length);
            double[] both = new double[columns], shifted = new double[columns];
            for (int c = 0; c < columns; c++) {
                both[c] = factor(c) * first.factor(c);
                shifted[c] = factor(c) * first.shift(c) + shift(c);
            }
            return new Diagonal(both, shifted);
        }
    }

    /**
     * An activation.
     *
     * @param activation any
     * @param alphas     of each feature, where it is learned; else empty
     */
    record Function(Activation activation, double[] alphas) implements Step {

        Function(Activation activation) {
            this(activation, new double[0]);
        }
    }

    /**
     * A layer norm.
     *
     * @param eps   added to the variance
     * @param gamma factors
     * @param beta  shifts
     */
    record Norm(float eps, double[] gamma, double[] beta) implements Step {
    }

    /**
     * What some steps make of rows, added to the rows.
     *
     * @param body  the steps
     * @param depth sums within each other
     */
    record Sum(List<Step> body, int depth) implements Step {

        private static final int MOST = 3;

        /** Throws IllegalArgumentException where too many stand within each other. */
        static Sum of(List<Step> body) {
            int depth = 1 + body.stream().mapToInt(step -> step instanceof Sum inner ? inner.depth : 0).max().orElse(0);
            if (depth > MOST) {
                throw new IllegalArgumentException("at most " + MOST + " residuals may stand within each other, got more");
            }
            return new Sum(body, depth);
        }
    }
}
