package dev.lanewise.train.checkpoint;

import dev.lanewise.text.Phrases;
import java.util.List;

/** A text of lines, each a name and a value, read in the order in which they were written; for the sections of a checkpoint. */
final class KeyValueReader {

    private final List<String> lines;
    private int next;

    KeyValueReader(String text) {
        lines = text.lines().toList();
    }

    boolean hasMore() {
        return next < lines.size();
    }

    /** Whether the next line has this name. */
    boolean hasNext(String name) {
        return hasMore() && lines.get(next).startsWith(name + " ");
    }

    /** The value of the next line, which must have this name. */
    String text(String name) {
        String line = hasMore() ? lines.get(next++) : "nothing";
        if (!line.startsWith(name + " ")) {
            throw new IllegalArgumentException("expected " + name + " and its value, got " + Phrases.shown(line));
        }
        return line.substring(name.length() + 1);
    }

    long whole(String name) {
        return whole(name, text(name));
    }

    int small(String name) {
        return small(name, text(name));
    }

    double real(String name) {
        return real(name, text(name));
    }

    static long whole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " expects " + Phrases.wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE) + ", got "
                    + Phrases.shown(text), e);
        }
    }

    static int small(String name, String text) {
        long number = whole(name, text);
        if (number != (int) number) {
            throw new IllegalArgumentException(name + " expects a number that fits an int, got " + number);
        }
        return (int) number;
    }

    static double real(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " expects a number, got " + Phrases.shown(text), e);
        }
    }
}
