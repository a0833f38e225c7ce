package dev.lanewise.table;

import ch.randelshofer.fastdoubleparser.JavaDoubleParser;
import java.util.stream.IntStream;

/**
 * Numbers as people write them: {@code 12}, {@code -1.5}, {@code 7.00E-04}, {@code 1,234.5} with groups of three digits, {@code 12.5%},
 * which is 0.125. Hexadecimal numbers, infinite ones and the suffixes of Java are texts. For one thread at a time.
 *
 * @param decimal the decimal mark, a dot or a comma; the other one separates groups
 * @param plain   room for a number without groups
 */
record NumberText(char decimal, char[] plain) {

    private static final int LONGEST = 400;
    private static final int GROUP = 3;
    /** Whole numbers of so many digits are doubles. */
    private static final int EXACT_DIGITS = 15;
    private static final double[] POWERS = IntStream.rangeClosed(0, EXACT_DIGITS).mapToDouble(power -> Double.parseDouble("1e" + power))
            .toArray();
    /** Up to here whole numbers have all their digits. */
    private static final double WHOLE = 1L << 53;

    /** Reads numbers with a decimal mark. */
    static NumberText withDecimal(char decimal) {
        return new NumberText(decimal, new char[LONGEST]);
    }

    /** The number as a text with a dot: whole ones without a decimal mark. */
    static String of(double value) {
        return value == Math.rint(value) && Math.abs(value) < WHOLE ? Long.toString((long) value) : Double.toString(value);
    }

    /** The number as {@link #of} has it, with this decimal mark. */
    String text(double value) {
        return of(value).replace('.', decimal);
    }

    double parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** The number that some characters without blanks around them are, or NaN where they are none or too large for a double. */
    double parse(char[] text, int from, int length) {
        if (length == 0 || length > LONGEST || !canBegin(text[from])) {
            return Double.NaN;
        }
        double simple = simple(text, from, from + length);
        if (!Double.isNaN(simple)) {
            return simple;
        }
        boolean isPercent = text[from + length - 1] == '%';
        int digits = plain(text, from, isPercent ? withoutBlanks(text, from, length - 1) : length);
        if (digits <= 0) {
            return Double.NaN;
        }
        double value = JavaDoubleParser.parseDouble(plain, 0, digits);
        return !Double.isFinite(value) ? Double.NaN : isPercent ? value / 100 : value;
    }

    /** A few digits with or without a decimal mark: the quotient of two doubles that are exact is rounded once. NaN for other texts. */
    private double simple(char[] text, int from, int end) {
        int first = from + (text[from] == '-' || text[from] == '+' ? 1 : 0), mark = end;
        if (end - first > EXACT_DIGITS + 1) {
            return Double.NaN;
        }
        long number = 0;
        for (int at = first; at < end; at++) {
            char digit = (char) (text[at] - '0');
            if (digit <= 9) {
                number = 10 * number + digit;
            } else if (text[at] == decimal && mark == end) {
                mark = at;
            } else {
                return Double.NaN;
            }
        }
        int behind = Math.max(0, end - mark - 1), digits = end - first - (mark < end ? 1 : 0);
        if (digits < 1 || digits > EXACT_DIGITS) {
            return Double.NaN;
        }
        double value = number / POWERS[behind];
        return text[from] == '-' ? -value : value;
    }

    private boolean canBegin(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == decimal;
    }

    private static int withoutBlanks(char[] text, int from, int length) {
        int end = length;
        while (end > 0 && text[from + end - 1] == ' ') {
            end--;
        }
        return end;
    }

    /** Copies a number without groups, with a dot; returns its length, or 0 where it is none. */
    private int plain(char[] text, int from, int length) {
        int end = from + length, at = from, out = 0;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            plain[out++] = text[at++];
        }
        int whole = at;
        at = digits(text, at, end);
        if (at < end && at > whole && at - whole <= GROUP && text[at] == other()) {
            return grouped(text, whole, end, out);
        }
        out = copy(text, whole, at, out);
        return fraction(text, at, end, out, at - whole);
    }

    private char other() {
        return decimal == '.' ? ',' : '.';
    }

    private static int digits(char[] text, int from, int end) {
        int at = from;
        while (at < end && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private int copy(char[] text, int from, int to, int out) {
        System.arraycopy(text, from, plain, out, to - from);
        return out + to - from;
    }

    private int grouped(char[] text, int from, int end, int written) {
        int at = digits(text, from, end), out = copy(text, from, at, written);
        while (at < end && text[at] == other()) {
            int next = digits(text, at + 1, end);
            if (next - at - 1 != GROUP) {
                return 0;
            }
            out = copy(text, at + 1, next, out);
            at = next;
        }
        return fraction(text, at, end, out, GROUP);
    }

    /** What follows the whole digits: decimal mark with digits, exponent, then the end. */
    private int fraction(char[] text, int from, int end, int written, int wholeDigits) {
        int at = from, out = written, count = wholeDigits;
        if (at < end && text[at] == decimal) {
            int next = digits(text, at + 1, end);
            count += next - at - 1;
            plain[out++] = '.';
            out = copy(text, at + 1, next, out);
            at = next;
        }
        if (count == 0) {
            return 0;
        }
        return at == end ? out : exponent(text, at, end, out);
    }

    private int exponent(char[] text, int from, int end, int out) {
        int at = from + 1;
        if (text[from] != 'e' && text[from] != 'E') {
            return 0;
        }
        at += at < end && (text[at] == '-' || text[at] == '+') ? 1 : 0;
        return at < end && digits(text, at, end) == end ? copy(text, from, end, out) : 0;
    }
}
