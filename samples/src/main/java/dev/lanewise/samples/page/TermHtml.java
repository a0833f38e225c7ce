package dev.lanewise.samples.page;

import dev.lanewise.explain.Derivative;
import dev.lanewise.explain.Term;
import dev.lanewise.explain.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A derivative in HTML: its parts as a row of buttons, a panel for each, and sums over ways that open level by level. */
final class TermHtml {

    /** Sums within sums within sums; what is deeper is said in a sentence, or the page would grow with the number of ways. */
    private static final int LEVELS = 3;

    private final Signs signs;

    TermHtml(Signs signs) {
        this.signs = signs;
    }

    /** The parts that make the number: the factors of a product, or the ways of a sum. */
    List<? extends Term> parts(Term root) {
        return switch (root) {
            case Term.Factor factor -> List.of(factor);
            case Term.Product product -> Parts.factors(product);
            case Term.PathSum ways -> Parts.of(ways).largest();
        };
    }

    /** The line as a person types it: {@code dJ/dw12(2) = dJ/dh1(3) * dh1(3)/dz1(2) * dz1(2)/dw12(2) = -0.0218893}. */
    String plain(Term root) {
        String right = switch (root) {
            case Term.Factor factor -> signs.formula(factor.derivative());
            case Term.Product product -> product(product);
            case Term.PathSum ways -> Parts.of(ways).largest().stream().map(this::product).reduce((a, b) -> a + " + " + b).orElse("0")
                    + (Parts.of(ways).others() > 0 ? " + ..." : "");
        };
        return signs.of(root.derivative()) + " = " + right + " = " + Numbers.text(root.value());
    }

    private String product(Term.Product product) {
        return String.join(" * ", Parts.factors(product).stream().map(factor -> signs.of(factor.derivative())).toList());
    }

    /** The buttons with the signs between them. */
    String cards(Term root) {
        StringBuilder html = new StringBuilder();
        List<? extends Term> parts = parts(root);
        String operator = switch (root) {
            case Term.PathSum _ -> "+";
            case Term.Factor _, Term.Product _ -> "\u00d7";
        };
        for (int i = 0; i < parts.size(); i++) {
            Term part = parts.get(i);
            html.append(i == 0 ? "" : operator(operator)).append(Template.of("card.html").fill(Map.of("number", Integer.toString(i + 1),
                    "about", Keys.about(part), "sign", cardSign(part), "value", Numbers.text(part.value()))));
        }
        switch (root) {
            case Term.PathSum ways -> html.append(rest(Parts.of(ways), operator));
            case Term.Factor _, Term.Product _ -> { }
        }
        return html + operator("=") + Template.of("result.html").fill(Map.of("sign", Typeset.derivative(signs.of(root.derivative())),
                "value", Numbers.text(root.value())));
    }

    private static String rest(Parts parts, String operator) {
        return parts.others() == 0 ? "" : operator(operator) + Template.of("rest.html").fill(Map.of("others", others(parts.others()),
                "sum", Numbers.text(parts.othersSum())));
    }

    private static String operator(String sign) {
        return "<span class=\"operator\">" + sign + "</span>\n";
    }

    /** A way begins with the same derivative as all others, so that its button names the weight it goes by. */
    private String cardSign(Term part) {
        return switch (part) {
            case Term.Product way -> Typeset.derivative(signs.of(way.factors().getFirst().derivative())) + " \u00b7 " + last(way);
            case Term.Factor _, Term.PathSum _ -> Typeset.derivative(signs.of(part.derivative()));
        };
    }

    private String last(Term.Product way) {
        return Typeset.formula(signs.formula(way.factors().getLast().derivative()));
    }

    /** A panel for each button. */
    String panels(Term root) {
        StringBuilder html = new StringBuilder();
        List<? extends Term> parts = parts(root);
        for (int i = 0; i < parts.size(); i++) {
            html.append(Template.of("panel.html").fill(Map.of("number", Integer.toString(i + 1), "name", name(parts.get(i)),
                    "content", content(parts.get(i), 1))));
        }
        return html.toString();
    }

    private String name(Term part) {
        return switch (part) {
            case Term.Product way -> product(way);
            case Term.Factor _, Term.PathSum _ -> signs.of(part.derivative());
        };
    }

    private String content(Term term, int level) {
        return switch (term) {
            case Term.Factor factor -> factor(factor);
            case Term.Product product -> String.join("", Parts.factors(product).stream().map(factor -> content(factor, level)).toList());
            case Term.PathSum ways -> ways(ways, level);
        };
    }

    private String factor(Term.Factor factor) {
        Derivative derivative = factor.derivative();
        String value = Numbers.text(factor.value()), formula = signs.formula(derivative), numbers = signs.numbers(derivative);
        Map<String, String> values = new HashMap<>(Map.of("about", Keys.about(factor), "sign", Typeset.derivative(signs.of(derivative)),
                "value", value, "sentence", Typeset.html(signs.sentence(derivative))));
        values.put("formula", formula.equals(value) ? "" : "= " + Typeset.formula(formula));
        values.put("numbers", numbers.isEmpty() ? "" : "= " + Typeset.html(numbers));
        return Template.of("factor.html").fill(values);
    }

    private String ways(Term.PathSum ways, int level) {
        Parts parts = Parts.of(ways);
        int count = parts.largest().size() + parts.others();
        String sign = Typeset.derivative(signs.of(ways.derivative())), value = Numbers.text(ways.value());
        Map<String, String> values = new HashMap<>(Map.of("about", Keys.about(ways), "sign", sign, "value", value,
                "sentence", Typeset.html(sentence(ways, count))));
        if (level > LEVELS) {
            return Template.of("closed.html").fill(values);
        }
        StringBuilder list = new StringBuilder();
        for (Term.Product way : parts.largest()) {
            list.append(Template.of("way.html").fill(Map.of("open", count == 1 ? " open=\"open\"" : "", "about", Keys.about(way),
                    "value", Numbers.text(way.value()), "sign", cardSign(way), "content", content(way, level + 1))));
        }
        if (parts.others() > 0) {
            list.append(Template.of("others.html").fill(Map.of("others", others(parts.others()), "sum", Numbers.text(parts.othersSum()))));
        }
        values.put("ways", list.toString());
        values.put("count", count == 1 ? "1 way" : Numbers.count(count) + " ways");
        return Template.of("ways.html").fill(values);
    }

    private String sentence(Term.PathSum ways, int count) {
        return switch (ways.derivative().by()) {
            case Variable.Output output -> sentence(signs.of(output), output.layer(), count);
            case Variable.PreActivation _, Variable.Learned _, Variable.Cost _ -> "The sum over all ways.";
        };
    }

    private String sentence(String output, int layer, int count) {
        return count == 1 ? output + " reaches " + signs.cost() + " by the one node of layer " + (layer + 1) + "."
                : output + " reaches " + signs.cost() + " by each of the " + Numbers.count(count) + " nodes of layer " + (layer + 1)
                        + ": the ways add up.";
    }

    private static String others(int others) {
        return others == 1 ? "1 other" : Numbers.count(others) + " others";
    }
}
