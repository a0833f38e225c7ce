package dev.lanewise.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {

    private static final int DECIMALS = 7;
    private static final double LEAST = 1e-4;
    private static final double MOST = 1e7;

    private Numbers() {
    }

    /** Seven decimals without trailing zeros; very small and very large numbers with an exponent. */
    static String text(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (size != 0 && size < LEAST || size >= MOST) {
            return String.format(Locale.ROOT, "%.6e", value);
        }
        String text = new BigDecimal(value).setScale(DECIMALS, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString();
        return text.equals("-0") ? "0" : text;
    }

    /** A float that a person typed: its shortest decimal. */
    static String text(float value) {
        double shortest = Double.parseDouble(Float.toString(value));
        return text(shortest);
    }

    /** A bound or a distance: two digits. */
    static String size(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
