package dev.lanewise.formats.onnx.read;

import java.util.Optional;

/**
 * {@code factor x + shift}.
 *
 * @param factor of the number
 * @param shift  added
 */
record Linear(double factor, double shift) {

    static final Linear SAME = new Linear(1, 0);

    /** The formula of a column, where it is of this form. */
    static Optional<Linear> of(Formula formula, int column) {
        return switch (formula) {
            case Formula.Variable _ -> Optional.of(SAME);
            case Formula.Numbers numbers -> Optional.of(new Linear(0, numbers.of(0, column)));
            case Formula.Two(Formula.Operation operation, Formula left, Formula right, int _, boolean _) ->
                of(left, column).flatMap(a -> of(right, column).flatMap(b -> combined(operation, a, b)));
            case Formula.One _, Formula.Apply _ -> Optional.empty();
        };
    }

    private static Optional<Linear> combined(Formula.Operation operation, Linear a, Linear b) {
        return switch (operation) {
            case ADD -> Optional.of(new Linear(a.factor + b.factor, a.shift + b.shift));
            case SUBTRACT -> Optional.of(new Linear(a.factor - b.factor, a.shift - b.shift));
            case MULTIPLY -> b.factor == 0 ? Optional.of(a.times(b.shift)) : a.factor == 0 ? Optional.of(b.times(a.shift))
                    : Optional.empty();
            case DIVIDE -> b.factor == 0 ? Optional.of(new Linear(a.factor / b.shift, a.shift / b.shift)) : Optional.empty();
            case POWER, MAX, MIN -> Optional.empty();
        };
    }

    private Linear times(double number) {
        return new Linear(factor * number, shift * number);
    }

    boolean isSame() {
        return factor == 1 && shift == 0;
    }

    Formula formula() {
        return isSame() ? Formula.X : Formula.Operation.ADD.of(Formula.Operation.MULTIPLY.of(Formula.number(factor), Formula.X),
                Formula.number(shift));
    }
}
