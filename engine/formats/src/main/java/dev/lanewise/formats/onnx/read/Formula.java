package dev.lanewise.formats.onnx.read;

import dev.lanewise.spec.Activation;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A function of one number, which may have constants of its own for each column. Worked out in double. */
sealed interface Formula {

    /** More is no activation of anybody. */
    int MOST_PARTS = 400;

    /** The number itself. */
    Formula X = new Variable();

    /** How many parts it has. */
    int parts();

    /** Its value. */
    double of(double x, int column);

    /** The same of another formula. */
    Formula of(Formula inner);

    /** Whether its constants are those of one column, or the same for all. */
    boolean isScalar();

    /** The formula of one column. */
    Formula at(int column);

    /** The number itself. */
    record Variable() implements Formula {
        @Override
        public int parts() {
            return 1;
        }

        @Override
        public double of(double x, int column) {
            return x;
        }

        @Override
        public Formula of(Formula inner) {
            return inner;
        }

        @Override
        public boolean isScalar() {
            return true;
        }

        @Override
        public Formula at(int column) {
            return this;
        }
    }

    /**
     * Constants.
     *
     * @param values one for each column, or one for all
     */
    record Numbers(double... values) implements Formula {
        @Override
        public int parts() {
            return 1;
        }

        @Override
        public double of(double x, int column) {
            return values[values.length == 1 ? 0 : column];
        }

        @Override
        public Formula of(Formula inner) {
            return this;
        }

        @Override
        public boolean isScalar() {
            return values.length == 1;
        }

        @Override
        public Formula at(int column) {
            return new Numbers(of(0, column));
        }
    }

    /** A function of two formulas. */
    record Two(Operation operation, Formula left, Formula right, int parts, boolean isScalar) implements Formula {
        @Override
        public double of(double x, int column) {
            return operation.function.applyAsDouble(left.of(x, column), right.of(x, column));
        }

        @Override
        public Formula of(Formula inner) {
            return operation.of(left.of(inner), right.of(inner));
        }

        @Override
        public Formula at(int column) {
            return operation.of(left.at(column), right.at(column));
        }
    }

    /** A function of one formula. */
    record One(String name, DoubleUnaryOperator function, Formula inner, int parts, boolean isScalar) implements Formula {
        @Override
        public double of(double x, int column) {
            return function.applyAsDouble(inner.of(x, column));
        }

        @Override
        public Formula of(Formula other) {
            return one(name, function, inner.of(other));
        }

        @Override
        public Formula at(int column) {
            return one(name, function, inner.at(column));
        }
    }

    /** An activation of the engine, of a formula. */
    record Apply(Activation activation, Formula inner, int parts, boolean isScalar) implements Formula {
        @Override
        public double of(double x, int column) {
            return Functions.of(activation, inner.of(x, column));
        }

        @Override
        public Formula of(Formula other) {
            return apply(activation, inner.of(other));
        }

        @Override
        public Formula at(int column) {
            return apply(activation, inner.at(column));
        }
    }

    /** What two formulas become. */
    enum Operation {
        ADD(Double::sum), SUBTRACT((a, b) -> a - b), MULTIPLY((a, b) -> a * b), DIVIDE((a, b) -> a / b), POWER(Math::pow), MAX(Math::max),
        MIN(Math::min);

        private final DoubleBinaryOperator function;

        Operation(DoubleBinaryOperator function) {
            this.function = function;
        }

        /** Throws IllegalArgumentException if it would be too long. */
        Formula of(Formula left, Formula right) {
            return new Two(this, left, right, requireParts(1L + left.parts() + right.parts()), left.isScalar() && right.isScalar());
        }
    }

    /** A function of a formula. */
    static Formula one(String name, DoubleUnaryOperator function, Formula inner) {
        return new One(name, function, inner, requireParts(1L + inner.parts()), inner.isScalar());
    }

    /** An activation of a formula. */
    static Formula apply(Activation activation, Formula inner) {
        return new Apply(activation, inner, requireParts(1L + inner.parts()), inner.isScalar());
    }

    /** The same number for all. */
    static Formula number(double value) {
        return new Numbers(value);
    }

    private static int requireParts(long parts) {
        if (parts > MOST_PARTS) {
            throw new IllegalArgumentException("a formula of more than " + MOST_PARTS + " parts is no activation that is supported");
        }
        return (int) parts;
    }
}
