package dev.lanewise.samples;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers with as many digits as a person reads: five that count, without an exponent where that is not long. */
final class ShortNumber {

    private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);
    private static final double SMALLEST = 1e-5, LARGEST = 1e12;

    private ShortNumber() {
    }

    /** For example {@code 0.77728}, {@code 349190}, {@code 1.2E-7} and {@code NaN}. */
    static String of(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS);
        boolean isPlain = rounded.signum() == 0 || Math.abs(value) >= SMALLEST && Math.abs(value) < LARGEST;
        return isPlain ? rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()
                : rounded.stripTrailingZeros().toString();
    }

    /** The same with a plus before what is more than 0. */
    static String signed(double value) {
        String text = of(value);
        return value > 0 && !text.equals("0") ? "+" + text : text;
    }
}
