package dev.lanewise.explain;

import java.util.List;

/** An explanation as plain text that reads aloud well. */
public final class TextRenderer {

    /** How wide a line may become before its sentence goes to a line of its own. */
    private static final int WIDTH = 122;

    private TextRenderer() {
    }

    /**
     * Renders.
     *
     * @param explanation what to render
     * @param notation    whose signs to use
     * @return lines that end with a newline
     */
    public static String render(Explanation explanation, Notation notation) {
        StringBuilder text = new StringBuilder(ExplanationOutline.title(explanation, notation, MathMarkup.PLAIN)).append('\n');
        for (ExplanationOutline.Section section : ExplanationOutline.of(explanation, notation, MathMarkup.PLAIN)) {
            text.append('\n').append(section.title()).append('\n');
            lines(text, section.lines());
        }
        if (notation == Notation.ARTICLE) {
            text.append("\nThe tutorial's code calls the sum that enters a node of layer l + 1 z(l+1); its text, and this answer, z(l).\n");
        }
        return text.toString();
    }

    private static void lines(StringBuilder text, List<ExplanationOutline.Line> lines) {
        int sign = 0, formula = 0, number = 0;
        for (ExplanationOutline.Line line : lines) {
            switch (line) {
                case ExplanationOutline.FactorLine f -> {
                    sign = Math.max(sign, f.sign().length());
                    formula = Math.max(formula, f.formula().length());
                    number = Math.max(number, f.number().length());
                }
                case ExplanationOutline.Sentence _, ExplanationOutline.Formula _ -> { }
            }
        }
        for (ExplanationOutline.Line line : lines) {
            switch (line) {
                case ExplanationOutline.Sentence(String sentence) -> wrapped(text, sentence);
                case ExplanationOutline.Formula(String shown) -> text.append("      ").append(shown).append('\n');
                case ExplanationOutline.FactorLine f -> text.append(row(f, sign, formula, number)).append('\n');
            }
        }
    }

    private static void wrapped(StringBuilder text, String sentence) {
        int used = 1;
        text.append(' ');
        for (String word : sentence.split(" ")) {
            if (used + 1 + word.length() > WIDTH) {
                text.append("\n ");
                used = 1;
            }
            text.append(' ').append(word);
            used += 1 + word.length();
        }
        text.append('\n');
    }

    private static String row(ExplanationOutline.FactorLine f, int sign, int formula, int number) {
        String row = String.format("  %-" + sign + "s = %-" + formula + "s = %" + number + "s", f.sign(), f.formula(), f.number());
        if (f.sentence().isEmpty()) {
            return row;
        }
        boolean fits = row.length() + 3 + f.sentence().length() <= WIDTH;
        return row + (fits ? "   " : "\n        ") + f.sentence();
    }
}
