package dev.lanewise.explain;

import java.util.Arrays;

/** How signs are set: as plain text or as LaTeX. */
interface Script {

    /** As plain text: {@code w12(2)}, {@code dJ/dw12(2)}. */
    Script PLAIN = new Plain();
    /** As LaTeX: {@code w_{12}^{(2)}}. */
    Script LATEX = new Latex();

    /** A sign with nodes below and a layer above; a layer of 0 is left out. */
    String indexed(String base, int layer, int... nodes);

    /** A partial derivative of one sign by another. */
    String partial(String of, String by);

    /** Between factors. */
    String times();

    /** A formula within a sentence. */
    String inline(String formula);

    /** A Greek letter or another sign with a name. */
    String named(String name);

    /** A fraction of two formulas. */
    String fraction(String top, String bottom);

    /** A sign with its transpose, power or prime. */
    String raised(String base, String exponent);

    /** Words within a formula. */
    String words(String text);

    /** Between two vectors that are multiplied entry by entry. */
    String entrywise();

    /** Nodes side by side: with a comma where one has more than one digit, or there are more than two. */
    private static String joined(int[] nodes) {
        StringBuilder text = new StringBuilder();
        boolean wide = nodes.length > 2 || Arrays.stream(nodes).anyMatch(node -> node > 9);
        for (int i = 0; i < nodes.length; i++) {
            text.append(i > 0 && wide ? "," : "").append(nodes[i]);
        }
        return text.toString();
    }

    /** Plain text. */
    final class Plain implements Script {
        @Override
        public String indexed(String base, int layer, int... nodes) {
            return base + joined(nodes) + (layer == 0 ? "" : "(" + layer + ")");
        }

        @Override
        public String partial(String of, String by) {
            return "d" + of + "/d" + by;
        }

        @Override
        public String times() {
            return " * ";
        }

        @Override
        public String inline(String formula) {
            return formula;
        }

        @Override
        public String named(String name) {
            return name;
        }

        @Override
        public String fraction(String top, String bottom) {
            return top + "/" + bottom;
        }

        @Override
        public String raised(String base, String exponent) {
            return exponent.equals("'") ? base + "'" : base + "^" + exponent;
        }

        @Override
        public String words(String text) {
            return text;
        }

        @Override
        public String entrywise() {
            return " o ";
        }
    }

    /** LaTeX. */
    final class Latex implements Script {
        @Override
        public String indexed(String base, int layer, int... nodes) {
            String sign = switch (base) {
                case "net" -> "\\mathrm{net}";
                case "alpha", "beta", "gamma", "delta" -> "\\" + base;
                default -> base.length() > 2 ? "\\mathrm{" + base + "}" : base;
            };
            return sign + (nodes.length == 0 ? "" : "_{" + joined(nodes) + "}") + (layer == 0 ? "" : "^{(" + layer + ")}");
        }

        @Override
        public String partial(String of, String by) {
            return "\\frac{\\partial " + of + "}{\\partial " + by + "}";
        }

        @Override
        public String times() {
            return " \\cdot ";
        }

        @Override
        public String inline(String formula) {
            return "$" + formula + "$";
        }

        @Override
        public String named(String name) {
            return "\\" + name;
        }

        @Override
        public String fraction(String top, String bottom) {
            return "\\frac{" + top + "}{" + bottom + "}";
        }

        @Override
        public String raised(String base, String exponent) {
            // in braces, since the base may have an exponent of its own
            return exponent.equals("'") ? base + "'" : "{" + base + "}^{" + exponent + "}";
        }

        @Override
        public String words(String text) {
            return "\\text{" + text + "}";
        }

        @Override
        public String entrywise() {
            return " \\circ ";
        }
    }
}
