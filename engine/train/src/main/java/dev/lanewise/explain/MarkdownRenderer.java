package dev.lanewise.explain;

import java.util.List;

/** An explanation as Markdown with formulas in LaTeX. */
public final class MarkdownRenderer {

    private MarkdownRenderer() {
    }

    /**
     * Renders.
     *
     * @param explanation what to render
     * @param notation    whose signs to use
     * @return lines that end with a newline
     */
    public static String render(Explanation explanation, Notation notation) {
        StringBuilder text = new StringBuilder("# ").append(ExplanationOutline.title(explanation, notation, MathMarkup.LATEX)).append('\n');
        for (ExplanationOutline.Section section : ExplanationOutline.of(explanation, notation, MathMarkup.LATEX)) {
            text.append("\n## ").append(section.title()).append('\n');
            lines(text, section.lines());
        }
        if (notation == Notation.ARTICLE) {
            text.append("\nThe tutorial's code calls the sum that enters a node of layer $l + 1$ $z^{(l+1)}$; its text, and this answer,")
                    .append(" $z^{(l)}$.\n");
        }
        return text.toString();
    }

    private static void lines(StringBuilder text, List<ExplanationOutline.Line> lines) {
        boolean inList = false;
        for (ExplanationOutline.Line line : lines) {
            boolean item = isItem(line);
            // a list begins after an empty line, its items stand close
            text.append(item && inList ? "" : "\n");
            switch (line) {
                case ExplanationOutline.Sentence(String sentence) -> text.append(sentence).append('\n');
                case ExplanationOutline.Formula(String formula) -> text.append("$$").append(formula).append("$$\n");
                case ExplanationOutline.FactorLine f -> text.append(f.sign().startsWith("  ") ? "  - " : "- ").append(row(f)).append('\n');
            }
            inList = item;
        }
    }

    private static boolean isItem(ExplanationOutline.Line line) {
        return switch (line) {
            case ExplanationOutline.FactorLine _ -> true;
            case ExplanationOutline.Sentence _, ExplanationOutline.Formula _ -> false;
        };
    }

    private static String row(ExplanationOutline.FactorLine f) {
        String sentence = f.sentence().isEmpty() ? "" : " - " + f.sentence();
        return f.sign().strip() + ": " + f.formula() + " = " + f.number() + sentence;
    }
}
