package dev.lanewise.samples;

/** A bar of characters that every terminal has. */
final class Bar {

    private static final int LONGEST = 30;

    private Bar() {
    }

    /** As long as a value is far between two bounds, and as wide as the longest, so that bars stand below each other. */
    static String of(double value, double from, double to) {
        double share = to > from ? (value - from) / (to - from) : 0;
        int length = Double.isNaN(share) ? 0 : (int) Math.round(LONGEST * Math.clamp(share, 0, 1));
        return "#".repeat(length) + " ".repeat(LONGEST - length);
    }
}
