package dev.lanewise.bench.tables;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Seeds on a command line: numbers and ranges with commas between them. */
final class Seeds {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:\\.\\.(\\d{1,9}))?");

    private Seeds() {
    }

    /** For example {@code 1..3,7}. */
    static List<Long> parse(String text) {
        return Stream.of(text.split(",", -1)).flatMap(part -> range(part.strip()).boxed()).distinct().toList();
    }

    private static LongStream range(String part) {
        Matcher range = RANGE.matcher(part);
        if (!range.matches()) {
            throw new IllegalArgumentException("expected seeds such as 1..5 or 1,2,7, got '" + part + "'");
        }
        long first = Long.parseLong(range.group(1)), last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        if (last < first) {
            throw new IllegalArgumentException("expected a range of seeds that rises, got '" + part + "'");
        }
        return LongStream.rangeClosed(first, last);
    }
}
