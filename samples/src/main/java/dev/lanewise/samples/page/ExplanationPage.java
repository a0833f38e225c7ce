package dev.lanewise.samples.page;

import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Term;
import dev.lanewise.explain.Variable;
import java.util.HashMap;
import java.util.Map;

/** An explanation as one HTML page that needs nothing beside it: drawing, factors, proofs and the step of descent. */
public final class ExplanationPage {

    private static final int LISTED = 12;

    private final Explanation explanation;
    private final Signs signs;

    private ExplanationPage(Explanation explanation, Notation notation) {
        this.explanation = explanation;
        signs = new Signs(explanation, notation);
    }

    /**
     * The page.
     *
     * @param e        the explanation
     * @param notation whose signs it uses
     * @return HTML with its style, script and drawing inside
     */
    public static String of(Explanation e, Notation notation) {
        return new ExplanationPage(e, notation).html();
    }

    private String html() {
        TermHtml terms = new TermHtml(signs);
        String by = signs.of(explanation.by()), value = Numbers.text(explanation.root().value());
        Map<String, String> values = new HashMap<>();
        values.put("style", Template.resource("page.css"));
        values.put("script", Template.resource("page.js"));
        values.put("cost", signs.cost());
        values.put("by", by);
        values.put("setCost", Typeset.formula(signs.cost()));
        values.put("setBy", Typeset.formula(by));
        values.put("equation", Typeset.derivative(signs.of(explanation.root().derivative())));
        values.put("value", value);
        values.put("plain", terms.plain(explanation.root()));
        values.put("sizes", explanation.spec().shape());
        values.put("sample", sample());
        values.put("drawing", NetworkDrawing.of(signs));
        values.put("cards", terms.cards(explanation.root()));
        values.put("panels", terms.panels(explanation.root()));
        values.put("parts", switch (explanation.root()) {
            case Term.PathSum _ -> "ways";
            case Term.Factor _, Term.Product _ -> "factors";
        });
        values.put("proofs", proofs());
        values.put("descent", explanation.descent().map(descent -> descent(by, descent)).orElse(""));
        return Template.of("page.html").fill(values);
    }

    private String sample() {
        StringBuilder text = new StringBuilder("cost ").append(explanation.loss().toText().replace('_', ' '));
        float[] input = explanation.values().h()[0];
        if (input.length <= LISTED) {
            text.append(", input ").append(numbers(input));
        }
        if (explanation.target().length <= LISTED) {
            text.append(", target ").append(numbers(explanation.target()));
        }
        return text.toString();
    }

    private static String numbers(float[] values) {
        StringBuilder text = new StringBuilder();
        for (float value : values) {
            text.append(text.isEmpty() ? "" : " ").append(Numbers.text(value));
        }
        return text.toString();
    }

    private String proofs() {
        Explanation.Proofs p = explanation.proofs();
        float value = explanation.root().value();
        boolean sameBits = Float.floatToIntBits(value) == Float.floatToIntBits(p.backward());
        double off = Math.abs(value - p.exact()), apart = Math.abs(p.difference() - p.exact());
        Map<String, String> values = new HashMap<>();
        values.put("value", Numbers.text(value));
        values.put("backward", Numbers.text(p.backward()));
        values.put("exact", Numbers.text(p.exact()));
        values.put("difference", Numbers.text(p.difference()));
        values.put("bits", sameBits ? "same bits" : distance(Math.abs((double) value - p.backward()), 0));
        values.put("off", distance(off, p.bound()));
        values.put("bound", Numbers.distance(p.bound()));
        values.put("apart", distance(apart, p.differenceBound()));
        values.put("differenceBound", Numbers.distance(p.differenceBound()));
        values.put("verdict", p.hold(value) ? "All three agree with the number above." : "Not all of them agree with the number above.");
        values.put("setCost", Typeset.formula(signs.cost()));
        return Template.of("proofs.html").fill(values);
    }

    private static String distance(double off, double bound) {
        return Numbers.distance(off) + (off <= bound ? "" : ", too far");
    }

    private String descent(String by, Explanation.Descent d) {
        Map<String, String> values = new HashMap<>();
        values.put("rate", Typeset.formula(signs.rate()));
        values.put("rateValue", Numbers.text(d.alpha()));
        values.put("setBy", Typeset.formula(by));
        values.put("kind", switch (explanation.by()) {
            case Variable.Weight _ -> "weight";
            case Variable.Bias _ -> "bias";
            case Variable.Parameter _ -> "parameter";
            case Variable.Output _, Variable.Cost _, Variable.PreActivation _ ->
                throw new IllegalArgumentException(explanation.by() + " is not trained");
        });
        values.put("equation", Typeset.derivative(signs.of(explanation.root().derivative())));
        values.put("setCost", Typeset.formula(signs.cost()));
        values.put("learned", explanation.learned());
        values.put("before", Numbers.text(d.before()));
        values.put("after", Numbers.text(d.after()));
        values.put("moved", Numbers.text((double) d.after() - d.before()));
        values.put("costBefore", Numbers.text(d.cost()));
        values.put("costAlone", Numbers.text(d.costAlone()));
        values.put("costAll", Numbers.text(d.costAll()));
        values.put("byAlone", Numbers.text(d.costAlone() - d.cost()));
        values.put("byAll", Numbers.text(d.costAll() - d.cost()));
        return Template.of("descent.html").fill(values);
    }
}
