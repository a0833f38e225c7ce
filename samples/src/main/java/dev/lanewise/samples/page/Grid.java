package dev.lanewise.samples.page;

/** Where things stand in the drawing, in SVG units, which are pixels at full size. */
final class Grid {

    static final int RADIUS = 38;
    static final int COST_WIDTH = 112;
    static final int COST_HEIGHT = 56;

    private static final int LEFT = 60;
    private static final int MARGIN = 76;
    private static final int COLUMN = 216;
    private static final int TOP = 58;
    private static final int ROOMY_ROW = 112;
    private static final int DENSE_ROW = 80;
    private static final int FEW = 4;

    private final DrawnNodes nodes;
    private final int rows;

    Grid(DrawnNodes nodes) {
        this.nodes = nodes;
        int most = 1;
        for (int layer = 1; layer <= nodes.layers(); layer++) {
            most = Math.max(most, rows(layer));
        }
        rows = most;
    }

    private int rows(int layer) {
        return nodes.of(layer).size() + (nodes.left(layer) > 0 ? 1 : 0);
    }

    /** Room enough for a bias below each node. */
    boolean roomy() {
        return rows <= FEW;
    }

    int row() {
        return roomy() ? ROOMY_ROW : DENSE_ROW;
    }

    int width() {
        return x(nodes.layers() + 1) + MARGIN;
    }

    int height() {
        return TOP + rows * row();
    }

    int x(int layer) {
        return LEFT + (layer - 1) * COLUMN;
    }

    /** The middle of a node, by its place among the drawn ones of its layer, from 0; after the last comes the row of the rest. */
    double y(int layer, int place) {
        return TOP + row() * ((rows - rows(layer)) / 2.0 + place) + (roomy() ? RADIUS + 4 : row() / 2.0);
    }

    double costY() {
        int last = nodes.layers();
        return (y(last, 0) + y(last, rows(last) - 1)) / 2;
    }
}
