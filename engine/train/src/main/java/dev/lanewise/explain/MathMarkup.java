package dev.lanewise.explain;

import java.util.Arrays;

/** How signs are set: as plain text or as LaTeX. */
enum MathMarkup {

    /** As plain text: {@code w12(2)}, {@code dJ/dw12(2)}. */
    PLAIN,
    /** As LaTeX: {@code w_{12}^{(2)}}. */
    LATEX;

    private String either(String plain, String latex) {
        return switch (this) {
            case PLAIN -> plain;
            case LATEX -> latex;
        };
    }

    /** A sign with nodes below and a layer above; a layer of 0 is left out. */
    String indexed(String base, int layer, int... nodes) {
        String plain = base + joined(nodes) + (layer == 0 ? "" : "(" + layer + ")");
        String below = nodes.length == 0 ? "" : "_{" + joined(nodes) + "}", above = layer == 0 ? "" : "^{(" + layer + ")}";
        return either(plain, letters(base) + below + above);
    }

    private static String letters(String base) {
        return switch (base) {
            case "net" -> "\\mathrm{net}";
            case "alpha", "beta", "gamma", "delta" -> "\\" + base;
            default -> base.length() > 2 ? "\\mathrm{" + base + "}" : base;
        };
    }

    /** Nodes side by side: with a comma where one has more than one digit, or there are more than two. */
    private static String joined(int[] nodes) {
        StringBuilder text = new StringBuilder();
        boolean wide = nodes.length > 2 || Arrays.stream(nodes).anyMatch(node -> node > 9);
        for (int i = 0; i < nodes.length; i++) {
            text.append(i > 0 && wide ? "," : "").append(nodes[i]);
        }
        return text.toString();
    }

    /** A partial derivative of one sign by another. */
    String partial(String of, String by) {
        return either("d" + of + "/d" + by, "\\frac{\\partial " + of + "}{\\partial " + by + "}");
    }

    /** Between factors. */
    String times() {
        return either(" * ", " \\cdot ");
    }

    /** A formula within a sentence. */
    String inline(String formula) {
        return either(formula, "$" + formula + "$");
    }

    /** A Greek letter or another sign with a name. */
    String named(String name) {
        return either(name, "\\" + name);
    }

    /** A fraction of two formulas. */
    String fraction(String top, String bottom) {
        return either(top + "/" + bottom, "\\frac{" + top + "}{" + bottom + "}");
    }

    /** A sign with its transpose, power or prime. */
    String raised(String base, String exponent) {
        // in braces, since the base may have an exponent of its own
        return exponent.equals("'") ? base + "'" : either(base + "^" + exponent, "{" + base + "}^{" + exponent + "}");
    }

    /** Words within a formula. */
    String words(String text) {
        return either(text, "\\text{" + text + "}");
    }

    /** Between two vectors that are multiplied entry by entry. */
    String entrywise() {
        return either(" o ", " \\circ ");
    }
}
