package dev.lanewise.samples.page;

import dev.lanewise.explain.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What a sum over ways is made of, as a reader takes it in.
 *
 * @param largest   the ways that contribute most, largest first
 * @param others    how many more there are
 * @param othersSum what these contribute together
 */
record Parts(List<Term.Product> largest, int others, double othersSum) {

    private static final int SHOWN = 5;

    static Parts of(Term.PathSum ways) {
        List<Term.Product> sorted = new ArrayList<>(ways.ways());
        sorted.sort(Comparator.comparingDouble((Term.Product way) -> Math.abs(way.exact())).reversed());
        int shown = Math.min(SHOWN, sorted.size());
        double sum = ways.othersSum();
        for (Term.Product way : sorted.subList(shown, sorted.size())) {
            sum += way.exact();
        }
        return new Parts(List.copyOf(sorted.subList(0, shown)), ways.others() + sorted.size() - shown, sum);
    }

    /** The factors of a product with products among them opened up. */
    static List<Term> factors(Term.Product product) {
        List<Term> flat = new ArrayList<>();
        for (Term factor : product.factors()) {
            switch (factor) {
                case Term.Product inner -> flat.addAll(factors(inner));
                case Term.Factor _, Term.PathSum _ -> flat.add(factor);
            }
        }
        return flat;
    }
}
