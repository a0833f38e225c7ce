package dev.lanewise.model;

/**
 * A name with numbers as files and command lines write it: {@code relu}, {@code uniform(0.0,1.0)}.
 *
 * @param what    what is named, for errors
 * @param text    the whole text
 * @param name    the part before the bracket
 * @param numbers the numbers in the brackets
 */
record Words(String what, String text, String name, float[] numbers) {

    /** The longest text that is shown whole. */
    private static final int MOST_SHOWN = 60;

    /** Some of a text that may be anything, fit for an error. */
    static String shown(String text) {
        String begin = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return "'" + begin.replaceAll("[^ -~]", "?") + "'";
    }

    static Words of(String text, String what) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new Words(what, text, text, new float[0]);
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException(what + " " + shown(text) + " lacks its closing bracket");
        }
        String[] parts = text.substring(open + 1, text.length() - 1).split(",", -1);
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Float.parseFloat(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(what + " " + shown(text) + ": expected a number, got " + shown(parts[i]), e);
            }
        }
        return new Words(what, text, text.substring(0, open), numbers);
    }

    int count() {
        return numbers.length;
    }

    float number(int i) {
        return numbers[i];
    }

    /** The result, if there are as many numbers as it needs. */
    <T> T with(int expected, T result) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException(what + " " + shown(text) + " expects " + expected + (expected == 1 ? " number" : " numbers")
                    + " in brackets, got " + numbers.length);
        }
        return result;
    }

    IllegalArgumentException unknown(String known) {
        return new IllegalArgumentException("unknown " + what + " " + shown(text) + ", expected one of " + known);
    }
}
