package dev.lanewise.samples.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as the page shows them. */
final class Numbers {

    private static final int DECIMALS = 7;
    private static final double SMALLEST_FIXED = 1e-4;
    private static final double LARGEST_FIXED = 1e9;

    private Numbers() {
    }

    /** Seven decimals without trailing zeros; scientific below 1e-4. */
    static String text(double value) {
        return rounded(value, DECIMALS);
    }

    /** As short as a drawing needs it. */
    static String brief(double value) {
        return rounded(value, Math.abs(value) < 100 ? 4 : 1);
    }

    /** Two digits, for distances and bounds. */
    static String distance(double value) {
        return value == 0 || !Double.isFinite(value) ? text(value) : scientific(value, 1);
    }

    /** A whole number with thousands apart. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String rounded(double value, int decimals) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (Math.abs(value) < SMALLEST_FIXED || Math.abs(value) >= LARGEST_FIXED) {
            return scientific(value, decimals - 1);
        }
        BigDecimal fixed = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return fixed.stripTrailingZeros().toPlainString();
    }

    private static String scientific(double value, int decimals) {
        String[] parts = String.format(Locale.ROOT, "%." + decimals + "e", value).split("e");
        return new BigDecimal(parts[0]).stripTrailingZeros().toPlainString() + "e" + Integer.parseInt(parts[1]);
    }
}
