package dev.lanewise.samples.page;

import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Term;
import dev.lanewise.explain.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Which nodes of a network a drawing shows: all of a small layer; of a large one those asked for, those on the ways that
 * contribute most, and the first ones.
 */
final class DrawnNodes {

    private static final int ALL = 10;
    private static final int ON_WAYS = 7;
    private static final int AT_LEAST = 4;

    private final Explanation explanation;
    private final List<TreeSet<Integer>> layers = new ArrayList<>();
    /** The nodes that depend on what is asked for, of each layer. */
    private final List<BitSet> ways = new ArrayList<>();
    private final Set<Term> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    DrawnNodes(Explanation explanation) {
        this.explanation = explanation;
        for (int layer = 1; layer <= layers(); layer++) {
            layers.add(new TreeSet<>());
        }
        follow();
        addAsked();
        addWays();
        for (int layer = 1; layer <= layers(); layer++) {
            fill(layer);
        }
    }

    /** Layers of nodes, the input among them. */
    int layers() {
        return explanation.spec().layers().size() + 1;
    }

    int size(int layer) {
        return explanation.values().h()[layer - 1].length;
    }

    /** The nodes of a layer, ascending, from 1. */
    List<Integer> of(int layer) {
        return List.copyOf(layers.get(layer - 1));
    }

    int left(int layer) {
        return size(layer) - layers.get(layer - 1).size();
    }

    /** Whether the cost depends on what is asked for by this node. A softmax makes every output depend on every sum. */
    boolean onWay(int layer, int node) {
        boolean tied = layer == layers() && !explanation.spec().layers().getLast().activation().isElementwise();
        return tied || isOnWay(layer, node);
    }

    private boolean isOnWay(int layer, int node) {
        return ways.get(layer - 1).get(node);
    }

    /** The nodes that depend on what is asked for, layer by layer. */
    private void follow() {
        for (int layer = 1; layer <= layers(); layer++) {
            ways.add(new BitSet());
        }
        startsOf(explanation.root()).forEach(start -> ways.get(start.layer() - 1).set(start.node()));
        for (int layer = 1; layer < layers(); layer++) {
            BitSet from = ways.get(layer - 1);
            BiPredicate<Integer, Integer> connections = explanation.connections(layer);
            for (int to = 1; to <= size(layer + 1) && !from.isEmpty(); to++) {
                int node = to;
                if (from.stream().anyMatch(start -> connections.test(start, node))) {
                    ways.get(layer).set(to);
                }
            }
        }
    }

    /** An input itself; of a parameter the nodes into which it enters. */
    private List<Variable.Output> startsOf(Term root) {
        return switch (explanation.by()) {
            case Variable.Output input -> List.of(input);
            case Variable.Learned _ -> switch (root) {
                case Term.Factor _ -> List.of();
                case Term.Product product -> List.of(nodeOf(product));
                case Term.PathSum several -> several.ways().stream().map(DrawnNodes::nodeOf).toList();
            };
            case Variable.PreActivation _, Variable.Cost _ -> List.of();
        };
    }

    /** The node to which the innermost factor of a product belongs. */
    private static Variable.Output nodeOf(Term.Product product) {
        return switch (product.factors().getLast().derivative().of()) {
            case Variable.Output output -> output;
            case Variable.PreActivation(int layer, int node) -> new Variable.Output(layer + 1, node);
            case Variable.Learned _, Variable.Cost _ ->
                throw new IllegalArgumentException(product.derivative() + " ends in no node");
        };
    }

    private void addAsked() {
        startsOf(explanation.root()).forEach(start -> add(start.layer(), start.node()));
        switch (explanation.by()) {
            case Variable.Weight(int layer, int to, int from) -> add(layer, from);
            case Variable.Bias _, Variable.Parameter _, Variable.Output _, Variable.PreActivation _, Variable.Cost _ -> { }
        }
    }

    private void add(int layer, int node) {
        layers.get(layer - 1).add(node);
    }

    /** Level by level, so that of each layer the nodes of the largest ways come first. */
    private void addWays() {
        Queue<Term> queue = new ArrayDeque<>(List.of(explanation.root()));
        while (!queue.isEmpty()) {
            switch (queue.remove()) {
                case Term.Factor f -> { }
                case Term.Product product -> queue.addAll(product.factors());
                case Term.PathSum ways when seen.add(ways) -> Parts.of(ways).largest().forEach(way -> {
                    queue.add(way);
                    addIfRoom(way);
                });
                case Term.PathSum again -> { }
            }
        }
    }

    private void addIfRoom(Term.Product way) {
        switch (way.factors().getLast().derivative().of()) {
            case Variable.PreActivation(int layer, int node) when layers.get(layer).size() < ON_WAYS -> add(layer + 1, node);
            case Variable.Output(int layer, int node) when layers.get(layer - 1).size() < ON_WAYS -> add(layer, node);
            case Variable.PreActivation _, Variable.Output _, Variable.Learned _, Variable.Cost _ -> { }
        }
    }

    private void fill(int layer) {
        TreeSet<Integer> nodes = layers.get(layer - 1);
        int wanted = size(layer) <= ALL ? size(layer) : AT_LEAST;
        for (int node = 1; nodes.size() < wanted; node++) {
            nodes.add(node);
        }
    }
}
