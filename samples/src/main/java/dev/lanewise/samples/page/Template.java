package dev.lanewise.samples.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of HTML with places to fill: {@code {{name}}} takes a text and escapes it, {@code {{{name}}}} takes HTML. What is filled
 * in is never looked at again.
 */
final class Template {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\{(\\w+)}}}|\\{\\{(\\w+)}}");
    private static final Map<String, Template> LOADED = new ConcurrentHashMap<>();

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** The template in a file beside this class, read once. */
    static Template of(String file) {
        return LOADED.computeIfAbsent(file, name -> new Template(resource(name)));
    }

    /** The text of a file beside this class. */
    static String resource(String file) {
        try (InputStream in = Template.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no resource " + file + " beside " + Template.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The HTML with every place filled; numbers are texts already. */
    String fill(Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(
                place.group(1) != null ? value(values, place.group(1)) : escaped(value(values, place.group(2)))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing to put at {{" + name + "}}, only " + values.keySet());
        }
        return value;
    }

    /** A text for HTML and XML, in elements and in quoted attributes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
