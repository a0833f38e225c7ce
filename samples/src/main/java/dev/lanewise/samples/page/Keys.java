package dev.lanewise.samples.page;

import dev.lanewise.explain.Derivative;
import dev.lanewise.explain.Term;
import dev.lanewise.explain.Variable;
import java.util.ArrayList;
import java.util.List;

/** Names for the parts of the drawing, by which the script finds what a derivative is about. */
final class Keys {

    static final String COST = "J";

    private Keys() {
    }

    static String node(int layer, int node) {
        return "h" + layer + "." + node;
    }

    static String weight(int layer, int to, int from) {
        return "w" + layer + "." + to + "." + from;
    }

    static String bias(int layer, int to) {
        return "b" + layer + "." + to;
    }

    static String toCost(int node) {
        return COST + "." + node;
    }

    /** The parts that a term is about, apart by blanks. */
    static String about(Term term) {
        List<String> keys = new ArrayList<>();
        add(keys, term);
        switch (term) {
            case Term.PathSum ways -> Parts.of(ways).largest().forEach(way -> add(keys, way.factors().getLast()));
            case Term.Factor _, Term.Product _ -> { }
        }
        return String.join(" ", keys.stream().distinct().toList());
    }

    /** A sum over ways within a product is about its node; what is behind it has its own place on the page. */
    private static void add(List<String> keys, Term term) {
        switch (term) {
            case Term.Factor factor -> add(keys, factor.derivative());
            case Term.Product product -> product.factors().forEach(factor -> add(keys, factor));
            case Term.PathSum ways -> addNode(keys, ways.derivative().by());
        }
    }

    private static void addNode(List<String> keys, Variable by) {
        switch (by) {
            case Variable.Output(int layer, int node) -> keys.add(node(layer, node));
            case Variable.PreActivation _, Variable.Learned _, Variable.Cost _ -> { }
        }
    }

    private static void add(List<String> keys, Derivative derivative) {
        switch (derivative.of()) {
            case Variable.Cost c -> addCost(keys, derivative.by());
            case Variable.Output(int layer, int node) -> {
                keys.add(node(layer, node));
                addBefore(keys, layer - 1, node, derivative.by());
            }
            case Variable.PreActivation(int layer, int node) -> {
                keys.add(node(layer + 1, node));
                addInner(keys, layer, node, derivative.by());
            }
            case Variable.Learned _ -> { }
        }
    }

    private static void addCost(List<String> keys, Variable by) {
        switch (by) {
            case Variable.Output(int layer, int node) -> keys.addAll(List.of(COST, toCost(node), node(layer, node)));
            case Variable.PreActivation(int layer, int node) -> keys.addAll(List.of(COST, toCost(node), node(layer + 1, node)));
            case Variable.Learned _, Variable.Cost _ -> { }
        }
    }

    /** The node before that of a layer without sums. */
    private static void addBefore(List<String> keys, int layer, int node, Variable by) {
        switch (by) {
            case Variable.Output(int l, int from) -> keys.addAll(List.of(weight(layer, node, from), node(l, from)));
            case Variable.PreActivation _, Variable.Learned _, Variable.Cost _ -> { }
        }
    }

    private static void addInner(List<String> keys, int layer, int node, Variable by) {
        switch (by) {
            case Variable.Weight(int l, int to, int from) -> keys.addAll(List.of(weight(l, to, from), node(l, from)));
            case Variable.Output(int l, int from) -> keys.addAll(List.of(weight(layer, node, from), node(l, from)));
            case Variable.Bias(int l, int to) -> keys.add(bias(l, to));
            case Variable.Parameter _, Variable.PreActivation _, Variable.Cost _ -> { }
        }
    }
}
