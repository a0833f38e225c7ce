package dev.lanewise.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The three proofs, each with its number and how far it is off. */
final class ProofOutline {

    private static final String VOWELS = "aeiouAEIOU";

    private final Explanation e;
    private final Symbols signs;

    private ProofOutline(TermText text) {
        e = text.explanation();
        signs = text.signs();
    }

    static List<ExplanationOutline.Line> of(TermText text) {
        return new ProofOutline(text).lines();
    }

    private List<ExplanationOutline.Line> lines() {
        List<ExplanationOutline.Line> lines = new ArrayList<>();
        Explanation.Proofs p = e.proofs();
        float value = e.root().value();
        boolean same = Float.floatToIntBits(value) == Float.floatToIntBits(p.backward());
        lines.add(new ExplanationOutline.FactorLine("backward pass", same ? "the same bits" : "OTHER BITS",
                Numbers.text((double) p.backward()),
                "what training works out for this sample"));
        lines.add(proof("factors in double", value - p.exact(), p.bound(), p.exact(), "rounding in float"));
        if (Double.isInfinite(p.differenceBound())) {
            lines.add(new ExplanationOutline.FactorLine("difference of " + signs.cost(), "none", "-", kinks()));
        } else {
            lines.add(proof("difference of " + signs.cost(), p.difference() - p.exact(), p.differenceBound(), p.difference(),
                    "a little more and less of " + signs.inline(e.by()) + ", in double"));
        }
        return lines;
    }

    private static ExplanationOutline.FactorLine proof(String what, double off, double bound, double number, String how) {
        boolean within = Math.abs(off) <= bound;
        return new ExplanationOutline.FactorLine(what, (within ? "within " : "BEYOND ") + Numbers.size(bound), Numbers.text(number),
                how + ": " + Numbers.size(Math.abs(off)) + " apart");
    }

    /** What training takes for a derivative that does not exist, said once for all nodes of which it is true. */
    private String kinks() {
        ReferencePass pass = new ReferencePass(signs.chain(), signs.loss(), e.values().h()[0]);
        return new DoubleNetwork(pass.chain, pass.loss, e.values().h()[0]).kinks(e.by(), pass).stream().map(ProofOutline::kink)
                .distinct().collect(Collectors.joining("; "));
    }

    private static String kink(Kink kink) {
        String article = VOWELS.indexOf(kink.name().charAt(0)) < 0 ? "a " : "an ";
        return article + kink.name() + " stands on its kink: no derivative, training takes " + Numbers.text((double) kink.taken());
    }
}
