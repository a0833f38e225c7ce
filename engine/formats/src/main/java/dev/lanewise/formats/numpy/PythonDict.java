package dev.lanewise.formats.numpy;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A literal of Python, as headers of NumPy have it: a dictionary of texts, truth values, whole numbers and tuples. */
final class PythonDict {

    private final String text;
    private int at;

    private PythonDict(String text) {
        this.text = text;
    }

    /** The entries, as String, Boolean, Long and List; throws IllegalArgumentException where the text is something else. */
    static Map<String, Object> parse(String text) {
        PythonDict literal = new PythonDict(text);
        Map<String, Object> dict = literal.dict();
        literal.skipBlanks();
        if (literal.at < text.length()) {
            throw literal.unexpected("the end");
        }
        return dict;
    }

    private Map<String, Object> dict() {
        Map<String, Object> dict = new LinkedHashMap<>();
        require('{');
        while (!isNext('}')) {
            String key = string();
            require(':');
            if (dict.put(key, value()) != null) {
                throw new IllegalArgumentException("a header has " + Phrases.shown(key) + " twice");
            }
            if (!isNext(',')) {
                require('}');
                return dict;
            }
        }
        return dict;
    }

    /** Lists stand for types with fields, which a caller refuses: they are no String. */
    private Object value() {
        skipBlanks();
        char first = at < text.length() ? text.charAt(at) : 0;
        return switch (first) {
            case '\'', '"' -> string();
            case '(' -> tuple();
            case 'T', 'F' -> truth();
            default -> number();
        };
    }

    private List<Object> tuple() {
        List<Object> values = new ArrayList<>();
        require('(');
        while (!isNext(')')) {
            values.add(number());
            if (!isNext(',')) {
                require(')');
                return values;
            }
        }
        return values;
    }

    private Boolean truth() {
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw unexpected("True or False");
    }

    /** A whole number; Python 2 wrote an L behind it. */
    private Long number() {
        skipBlanks();
        int from = at;
        while (at < text.length() && (text.charAt(at) >= '0' && text.charAt(at) <= '9' || at == from && text.charAt(at) == '-')) {
            at++;
        }
        String digits = text.substring(from, at);
        if (at < text.length() && text.charAt(at) == 'L') {
            at++;
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException e) {
            at = from;
            throw unexpected("a whole number");
        }
    }

    private String string() {
        skipBlanks();
        char quote = at < text.length() ? text.charAt(at) : 0;
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw unexpected("a text in quotes");
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private boolean isNext(char letter) {
        skipBlanks();
        boolean next = at < text.length() && text.charAt(at) == letter;
        at += next ? 1 : 0;
        return next;
    }

    private void require(char letter) {
        if (!isNext(letter)) {
            throw unexpected("'" + letter + "'");
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException("expected " + expected + " in the header at " + at + ", got "
                + Phrases.shown(text.substring(Math.min(at, text.length()))));
    }
}
