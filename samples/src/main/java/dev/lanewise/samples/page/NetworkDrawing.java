package dev.lanewise.samples.page;

import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The network of an explanation as SVG: a column of nodes for each layer, the cost on the right, and what the cost depends on
 * between the variable and the cost marked as the way.
 */
final class NetworkDrawing {

    /** To so few nodes the labels of all edges fit: they stand in one column, evenly apart. */
    private static final int LABELLED_TARGETS = 4;
    private static final double PER_CHARACTER = 7.2;

    private final Explanation explanation;
    private final Signs signs;
    private final DrawnNodes nodes;
    private final Grid grid;
    private final StringBuilder edges = new StringBuilder();
    private final StringBuilder wayEdges = new StringBuilder();
    private final StringBuilder labels = new StringBuilder();
    private final StringBuilder circles = new StringBuilder();

    private NetworkDrawing(Signs signs) {
        this.signs = signs;
        explanation = signs.explanation();
        nodes = new DrawnNodes(explanation);
        grid = new Grid(nodes);
    }

    /** The SVG element. */
    static String of(Signs signs) {
        return new NetworkDrawing(signs).svg();
    }

    private String svg() {
        for (int layer = 1; layer <= nodes.layers(); layer++) {
            drawHead(layer);
            drawNodes(layer);
            if (layer < nodes.layers()) {
                drawEdges(layer);
            }
        }
        drawCost();
        return Template.of("drawing.html").fill(Map.of("style", grid.roomy() ? "roomy" : "dense", "width", Integer.toString(grid.width()),
                "height", Integer.toString(grid.height()), "sizes", explanation.spec().shape(), "description", description(),
                "content", edges.append(wayEdges).append(labels).append(circles).toString()));
    }

    private String description() {
        return "Layers of nodes from left to right with their outputs h and sums z, and the cost on the right; marked is all by which "
                + signs.cost() + " depends on " + signs.of(explanation.by()) + ".";
    }

    private void drawHead(int layer) {
        String kind = layer == 1 ? "inputs" : explanation.kind(layer - 1);
        text(circles, "head", grid.x(layer), 18, "layer " + layer);
        text(circles, "note", grid.x(layer), 36, Numbers.count(nodes.size(layer)) + " " + kind);
    }

    private void drawNodes(int layer) {
        List<Integer> drawn = nodes.of(layer);
        for (int place = 0; place < drawn.size(); place++) {
            drawNode(layer, drawn.get(place), grid.y(layer, place));
        }
        if (nodes.left(layer) > 0) {
            text(circles, "note", grid.x(layer), grid.y(layer, drawn.size()), "\u2026 " + Numbers.count(nodes.left(layer)) + " more");
        }
    }

    private void drawNode(int layer, int node, double y) {
        int x = grid.x(layer);
        Variable.Output h = new Variable.Output(layer, node);
        group(circles, "node", nodes.onWay(layer, node), h.equals(explanation.by()), Keys.node(layer, node));
        tooltip(circles, h);
        circles.append("<circle cx=\"").append(x).append("\" cy=\"").append(at(y)).append("\" r=\"").append(Grid.RADIUS).append("\"/>");
        if (layer == 1) {
            sign(x, y - 7, signs.of(h));
            text(circles, "value", x, y + 14, value(h));
        } else {
            sign(x, y - 15, signs.of(h));
            text(circles, "value", x, y + 4, value(h));
            drawSum(layer - 1, node, x, y);
        }
        circles.append("</g>\n");
        Variable.Bias bias = new Variable.Bias(layer - 1, shared(layer, node));
        if (explanation.values().has(layer - 1, "bias") && (grid.roomy() || bias.equals(explanation.by()))) {
            drawBias(bias, x, y);
        }
    }

    /** The sum that a node of the next layer is made of, where the layer has sums. */
    private void drawSum(int layer, int node, int x, double y) {
        if (hasSums(layer)) {
            Variable.PreActivation z = new Variable.PreActivation(layer, node);
            text(circles, "sum", x, y + 19, signs.of(z).replaceAll("[^a-z].*", "") + " " + value(z));
        }
    }

    private boolean hasSums(int layer) {
        return explanation.values().z()[layer - 1].length > 0;
    }

    private boolean hasWeights(int layer) {
        return explanation.values().has(layer, "weight");
    }

    /** The node of a layer that the members of an ensemble share, where this is one of theirs. */
    private int shared(int layer, int node) {
        return (node - 1) % explanation.spec().widths().get(layer - 1) + 1;
    }

    private void drawBias(Variable.Bias bias, int x, double y) {
        boolean asked = bias.equals(explanation.by());
        group(circles, "bias", asked, asked, Keys.bias(bias.layer(), bias.to()));
        String label = asked ? signs.of(bias) + " = " + value(bias) : "bias " + value(bias);
        text(circles, "label", x, y + Grid.RADIUS + 16, label);
        circles.append("</g>\n");
    }

    private void drawEdges(int layer) {
        List<Integer> sources = nodes.of(layer), targets = nodes.of(layer + 1);
        int labelled = grid.roomy() && targets.size() <= LABELLED_TARGETS ? targets.size() : 0;
        BiPredicate<Integer, Integer> connections = explanation.connections(layer);
        for (int s = 0; s < sources.size(); s++) {
            for (int t = 0; t < targets.size(); t++) {
                if (!connections.test(sources.get(s), targets.get(t))) {
                    continue;
                }
                Variable.Weight w = new Variable.Weight(layer, shared(layer + 1, targets.get(t)), shared(layer, sources.get(s)));
                boolean asked = w.equals(explanation.by()), way = asked || nodes.onWay(layer, sources.get(s));
                double y1 = grid.y(layer, s), y2 = grid.y(layer + 1, t);
                String key = Keys.weight(layer, w.to(), w.from());
                StringBuilder to = way ? wayEdges : edges;
                group(to, "edge", way, asked, key);
                if (hasWeights(layer)) {
                    tooltip(to, w);
                }
                line(to, grid.x(layer) + Grid.RADIUS, y1, grid.x(layer + 1) - Grid.RADIUS, y2);
                to.append("</g>\n");
                if (hasWeights(layer) && (labelled > 0 || asked || way && isStart(layer, sources.get(s)))) {
                    double along = labelled == 1 ? 0.4 : labelled > 0 ? 1.0 / (labelled + 1) : 0.5;
                    drawWeight(w, key, way, asked, between(grid.x(layer) + Grid.RADIUS, grid.x(layer + 1) - Grid.RADIUS, along),
                            between(y1, y2, along));
                }
            }
        }
    }

    /** Where the ways begin: their first edges are labelled in large networks too. */
    private boolean isStart(int layer, int from) {
        return nodes.onWay(layer, from) && nodes.of(layer).stream().filter(node -> nodes.onWay(layer, node)).count() == 1;
    }

    private void drawWeight(Variable.Weight w, String key, boolean way, boolean asked, double x, double y) {
        group(labels, "weight", way, asked, key);
        text(labels, "label", x, y + 4, Numbers.brief(explanation.values().of(w)));
        labels.append("</g>\n");
    }

    private void drawCost() {
        int last = nodes.layers(), x = grid.x(last + 1), left = x - Grid.COST_WIDTH / 2;
        List<Integer> outputs = nodes.of(last);
        for (int place = 0; place < outputs.size(); place++) {
            int node = outputs.get(place);
            boolean way = nodes.onWay(last, node);
            double y = grid.y(last, place);
            group(wayEdges, "edge", way, false, Keys.toCost(node));
            line(wayEdges, grid.x(last) + Grid.RADIUS, y, left, grid.costY());
            wayEdges.append("</g>\n");
            group(labels, "weight", way, false, Keys.toCost(node));
            text(labels, "label", between(grid.x(last) + Grid.RADIUS, left, 0.4), between(y, grid.costY(), 0.4) + 4,
                    signs.target(node) + " = " + Numbers.brief(explanation.target()[(node - 1) % explanation.target().length]));
            labels.append("</g>\n");
        }
        group(circles, "node", true, false, Keys.COST);
        circles.append("<rect x=\"").append(left).append("\" y=\"").append(at(grid.costY() - Grid.COST_HEIGHT / 2.0)).append("\" width=\"")
                .append(Grid.COST_WIDTH).append("\" height=\"").append(Grid.COST_HEIGHT).append("\" rx=\"6\"/>");
        sign(x, grid.costY() - 7, signs.cost());
        text(circles, "value", x, grid.costY() + 14, Numbers.text(explanation.cost()));
        circles.append("</g>\n");
        text(circles, "head", x, 18, "cost");
        text(circles, "note", x, 36, explanation.loss().toText().replace('_', ' '));
    }

    private String value(Variable variable) {
        return Numbers.brief(explanation.values().of(variable));
    }

    private void tooltip(StringBuilder out, Variable variable) {
        out.append("<title>").append(Template.escaped(signs.of(variable) + " = " + Numbers.text(explanation.values().of(variable))))
                .append("</title>");
    }

    private static void group(StringBuilder out, String kind, boolean way, boolean asked, String key) {
        out.append("<g class=\"").append(kind).append(way ? " way" : "").append(asked ? " asked" : "").append("\" data-key=\"").append(key)
                .append("\">");
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
        out.append("<line x1=\"").append(at(x1)).append("\" y1=\"").append(at(y1)).append("\" x2=\"").append(at(x2)).append("\" y2=\"")
                .append(at(y2)).append("\"/>");
    }

    private void sign(double x, double y, String plain) {
        circles.append("<text class=\"name\" x=\"").append(at(x)).append("\" y=\"").append(at(y)).append("\">").append(Typeset.svg(plain))
                .append("</text>");
    }

    private static void text(StringBuilder out, String kind, double x, double y, String plain) {
        if (kind.equals("label")) {
            double width = PER_CHARACTER * plain.length() + 6;
            out.append("<rect class=\"plate\" x=\"").append(at(x - width / 2)).append("\" y=\"").append(at(y - 13)).append("\" width=\"")
                    .append(at(width)).append("\" height=\"17\"/>");
        }
        out.append("<text class=\"").append(kind).append("\" x=\"").append(at(x)).append("\" y=\"").append(at(y)).append("\">")
                .append(kind.equals("label") ? Typeset.svg(plain) : Template.escaped(plain)).append("</text>");
    }

    private static double between(double a, double b, double along) {
        return a + along * (b - a);
    }

    private static String at(double coordinate) {
        return coordinate == Math.rint(coordinate) ? Long.toString((long) coordinate) : String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
