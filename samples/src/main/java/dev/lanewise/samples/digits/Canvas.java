package dev.lanewise.samples.digits;

/**
 * A square window on an array of pixels that strokes are drawn on: coverage by distance to the line, so edges are smooth.
 */
final class Canvas {

    private static final int PIECES = 4;

    private final float[] pixels;
    private final int at;
    private final int size;

    /**
     * A page.
     *
     * @param pixels where it lives; must be 0 there
     * @param at     its first pixel
     * @param size   pixels along each side
     */
    Canvas(float[] pixels, int at, int size) {
        this.pixels = pixels;
        this.at = at;
        this.size = size;
    }

    /**
     * Draws a polyline, or a Catmull-Rom spline in straight pieces.
     *
     * @param smooth whether to draw the spline
     * @param points x and y in turn, 0 to 1 across the page; what lies beyond is not drawn
     * @param radius half the pen's width, in pixels
     * @param edge   pixels over which the ink fades from 1 to 0
     */
    void draw(boolean smooth, float[] points, float radius, float edge) {
        int last = points.length - 2;
        for (int i = 0; i < last; i += 2) {
            if (smooth) {
                drawSpan(points, Math.max(i - 2, 0), i, Math.min(i + 4, last), radius, edge);
            } else {
                segment(points[i], points[i + 1], points[i + 2], points[i + 3], radius, edge);
            }
        }
    }

    private void drawSpan(float[] points, int before, int from, int after, float radius, float edge) {
        float x = points[from], y = points[from + 1];
        for (int piece = 1; piece <= PIECES; piece++) {
            float t = (float) piece / PIECES;
            float nextX = spline(t, points[before], points[from], points[from + 2], points[after]);
            float nextY = spline(t, points[before + 1], points[from + 1], points[from + 3], points[after + 1]);
            segment(x, y, nextX, nextY, radius, edge);
            x = nextX;
            y = nextY;
        }
    }

    private static float spline(float t, float p0, float p1, float p2, float p3) {
        float cubic = 3 * (p1 - p2) + p3 - p0, square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
        return p1 + 0.5f * t * (p2 - p0 + t * (square + t * cubic));
    }

    private void segment(float fromX, float fromY, float toX, float toY, float radius, float edge) {
        float x = fromX * size - 0.5f, y = fromY * size - 0.5f;      // pixel centres are at whole numbers
        float dx = (toX - fromX) * size, dy = (toY - fromY) * size;
        float reach = radius + 0.5f * edge, perLength = 1 / Math.max(dx * dx + dy * dy, 1e-12f);
        int top = first(Math.min(y, y + dy) - reach), bottom = end(Math.max(y, y + dy) + reach);
        int left = first(Math.min(x, x + dx) - reach), right = end(Math.max(x, x + dx) + reach);
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                float u = column - x, v = row - y;
                float along = Math.max(0f, Math.min((u * dx + v * dy) * perLength, 1f));
                float offX = u - along * dx, offY = v - along * dy;
                float ink = (reach - (float) Math.sqrt(offX * offX + offY * offY)) / edge;
                int pixel = at + row * size + column;
                pixels[pixel] = Math.max(pixels[pixel], Math.min(ink, 1f));
            }
        }
    }

    private int first(float coordinate) {
        return Math.max((int) coordinate, 0);
    }

    private int end(float coordinate) {
        return Math.min((int) (coordinate + 1), size);
    }
}
