package dev.lanewise.samples.page;

import dev.lanewise.explain.Term;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tree of derivatives as maps and lists. Terms are shared where ways meet again; a sum over ways is written out where it is
 * met first and marked as repeated after that, so that the JSON does not grow with the number of ways through the network.
 */
final class TermJson {

    private final Signs signs;
    private final Set<Term> written = Collections.newSetFromMap(new IdentityHashMap<>());

    TermJson(Signs signs) {
        this.signs = signs;
    }

    Map<String, Object> of(Term term) {
        Map<String, Object> json = ExplanationJson.ordered("derivative", signs.of(term.derivative()), "kind", kind(term));
        switch (term) {
            case Term.Factor factor -> {
                json.put("formula", signs.formula(factor.derivative()));
                json.put("sentence", signs.notation().sentence(factor.derivative(), signs.explanation()));
            }
            case Term.Product _, Term.PathSum _ -> { }
        }
        json.put("value", term.value());
        json.put("exact", term.exact());
        switch (term) {
            case Term.PathSum ways -> {
                json.put("others", ways.others());
                json.put("othersSum", ways.othersSum());
                json.put("repeated", !written.add(ways));
            }
            case Term.Factor _, Term.Product _ -> { }
        }
        json.put("children", Boolean.TRUE.equals(json.get("repeated")) ? List.of() : children(term).stream().map(this::of).toList());
        return json;
    }

    private static String kind(Term term) {
        return switch (term) {
            case Term.Factor f -> "factor";
            case Term.Product p -> "product";
            case Term.PathSum w -> "ways";
        };
    }

    private static List<? extends Term> children(Term term) {
        return switch (term) {
            case Term.Factor f -> List.of();
            case Term.Product product -> product.factors();
            case Term.PathSum ways -> ways.ways();
        };
    }
}
