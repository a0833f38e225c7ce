package dev.lanewise.samples.page;

import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain signs such as {@code w12(2)} set with their nodes below and their layer above, in HTML and in SVG. */
final class Typeset {

    /** A name with its nodes and its layer, a power, or a minus. */
    private static final Pattern SIGN = Pattern.compile("([A-Za-z]+)(\\d[\\d,]*)?(?:\\((\\d+)\\))?|\\^(\\w)|( - |^-(?=\\D))");
    private static final Pattern FRACTION = Pattern.compile("d([^/\\[]+)/d([^/\\[]+)");
    private static final Map<String, String> GREEK = Map.of("alpha", "\u03b1", "eta", "\u03b7", "delta", "\u03b4");

    private Typeset() {
    }

    /** A derivative: as a fraction where it is one. */
    static String derivative(String plain) {
        Matcher fraction = FRACTION.matcher(plain);
        if (!fraction.matches()) {
            return math(plain, html(plain));
        }
        return math(plain, "<span class=\"frac\"><span>\u2202" + html(fraction.group(1)) + "</span><span>\u2202"
                + html(fraction.group(2)) + "</span></span>");
    }

    private static String math(String plain, String set) {
        return "<span class=\"math\" role=\"math\" aria-label=\"" + Template.escaped(plain) + "\">" + set + "</span>";
    }

    /** A formula on its own. */
    static String formula(String plain) {
        return math(plain, html(plain));
    }

    /** A formula, or a sentence with signs in it. */
    static String html(String plain) {
        return set(plain, Typeset::htmlSign);
    }

    /** The same as the content of an SVG text. */
    static String svg(String plain) {
        return set(plain, Typeset::svgSign);
    }

    private static String set(String plain, Function<MatchResult, String> sign) {
        StringBuilder result = new StringBuilder();
        Matcher matcher = SIGN.matcher(plain);
        int end = 0;
        while (matcher.find()) {
            result.append(Template.escaped(plain.substring(end, matcher.start()))).append(sign.apply(matcher));
            end = matcher.end();
        }
        return result.append(Template.escaped(plain.substring(end))).toString();
    }

    private static String htmlSign(MatchResult found) {
        if (found.group(4) != null) {
            return "<sup>" + found.group(4) + "</sup>";
        }
        if (found.group(5) != null) {
            return found.group(5).replace('-', '\u2212');
        }
        String nodes = found.group(2), layer = found.group(3);
        if (isWord(found)) {
            return found.group();
        }
        String indices = (nodes == null ? "" : "<sub>" + nodes + "</sub>") + (layer == null ? "" : "<sup>(" + layer + ")</sup>");
        return "<i>" + name(found) + "</i>"
                + (nodes == null || layer == null ? indices : "<span class=\"ix\">" + indices + "</span>");
    }

    private static String svgSign(MatchResult found) {
        if (found.group(1) == null || isWord(found)) {
            return found.group();
        }
        String nodes = found.group(2), layer = found.group(3);
        return "<tspan class=\"sign\">" + name(found) + "</tspan>"
                + (nodes == null ? "" : "<tspan class=\"index\" dy=\"3\">" + nodes + "</tspan>")
                + (layer == null ? "" : "<tspan class=\"index\" dy=\"" + (nodes == null ? -4 : -7) + "\">(" + layer + ")</tspan>")
                + (nodes == null && layer == null ? "" : "<tspan dy=\"" + (layer == null ? -3 : 4) + "\">\u200b</tspan>");
    }

    private static String name(MatchResult found) {
        return GREEK.getOrDefault(found.group(1), found.group(1));
    }

    /** Part of a sentence: neither an index nor a single letter. */
    private static boolean isWord(MatchResult found) {
        boolean bare = found.group(2) == null && found.group(3) == null;
        return bare && (found.group(1).length() > 1 || found.group(1).equals("a")) && !GREEK.containsKey(found.group(1));
    }
}
