package dev.lanewise.samples.page;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Lines and dots between two axes with ticks, as SVG that takes its colours from the page. Written by one thread. */
final class Chart {

    private static final int WIDTH = 640, HEIGHT = 320, LEFT = 72, RIGHT = 16, TOP = 12, BOTTOM = 48;
    private static final int TICKS = 5;

    private final String title;
    private final String xName, yName;
    private final Axis x, y;
    private final StringBuilder content = new StringBuilder();

    /**
     * A scale with round ticks.
     *
     * @param from the first number
     * @param to   the last one, more than the first
     */
    record Axis(double from, double to) {

        /** An axis that has all of some numbers, and a little more; of one number alone a little around it. */
        static Axis around(double... values) {
            double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY;
            for (double value : values) {
                least = Math.min(least, Double.isFinite(value) ? value : least);
                most = Math.max(most, Double.isFinite(value) ? value : most);
            }
            if (least > most) {
                return new Axis(0, 1);
            }
            double room = most > least ? (most - least) / 20 : Math.max(Math.abs(least), 1) / 10;
            return new Axis(least - room, most + room);
        }

        double share(double value) {
            return (value - from) / (to - from);
        }

        /** One, two or five times a power of ten apart. */
        List<BigDecimal> ticks() {
            double raw = (to - from) / TICKS, power = Math.pow(10, Math.floor(Math.log10(raw)));
            double factor = raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10;
            BigDecimal step = BigDecimal.valueOf(factor).multiply(BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(Math.log10(raw))));
            List<BigDecimal> ticks = new ArrayList<>();
            for (long i = (long) Math.ceil(from / step.doubleValue()); i * step.doubleValue() <= to; i++) {
                ticks.add(step.multiply(BigDecimal.valueOf(i)));
            }
            return ticks;
        }
    }

    /**
     * An empty chart.
     *
     * @param title what it shows, for who cannot see it
     * @param xName of the axis to the right
     * @param x     that axis
     * @param yName of the axis up
     * @param y     that axis
     */
    Chart(String title, String xName, Axis x, String yName, Axis y) {
        this.title = title;
        this.xName = xName;
        this.yName = yName;
        this.x = x;
        this.y = y;
    }

    private double right(double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double up(double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    /** Draws a line through points; what is not finite is left out. */
    void line(String style, double[] xs, double[] ys) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            if (Double.isFinite(xs[i]) && Double.isFinite(ys[i])) {
                points.append(points.isEmpty() ? "" : " ").append(place(right(xs[i]))).append(',').append(place(up(ys[i])));
            }
        }
        content.append("<polyline class=\"").append(style).append("\" points=\"").append(points).append("\"/>\n");
    }

    /** Draws a dot; with a text that a pointer over it shows. */
    void dot(String style, double atX, double atY, double radius, String text) {
        content.append("<circle class=\"").append(style).append("\" cx=\"").append(place(right(atX))).append("\" cy=\"")
                .append(place(up(atY))).append("\" r=\"").append(place(radius)).append("\"><title>").append(Template.escaped(text))
                .append("</title></circle>\n");
    }

    private static String place(double pixels) {
        return BigDecimal.valueOf(Math.round(10 * pixels), 1).stripTrailingZeros().toPlainString();
    }

    Axis x() {
        return x;
    }

    String svg() {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\" viewBox=\"0 0 ")
                .append(WIDTH).append(' ').append(HEIGHT).append("\">\n<title>").append(Template.escaped(title)).append("</title>\n");
        for (BigDecimal tick : x.ticks()) {
            double at = right(tick.doubleValue());
            rule(svg, at, TOP, at, HEIGHT - BOTTOM);
            text(svg, "middle", at, HEIGHT - BOTTOM + 18, tick.stripTrailingZeros().toPlainString());
        }
        for (BigDecimal tick : y.ticks()) {
            double at = up(tick.doubleValue());
            rule(svg, LEFT, at, WIDTH - RIGHT, at);
            text(svg, "end", LEFT - 8, at + 4, tick.stripTrailingZeros().toPlainString());
        }
        text(svg, "middle", (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, xName);
        svg.append("<text class=\"name\" text-anchor=\"middle\" transform=\"translate(14 ").append((TOP + HEIGHT - BOTTOM) / 2)
                .append(") rotate(-90)\">").append(Template.escaped(yName)).append("</text>\n");
        return svg.append(content).append("</svg>\n").toString();
    }

    private static void rule(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append("<line x1=\"").append(place(x1)).append("\" y1=\"").append(place(y1)).append("\" x2=\"").append(place(x2))
                .append("\" y2=\"").append(place(y2)).append("\"/>\n");
    }

    private static void text(StringBuilder svg, String anchor, double x, double y, String text) {
        svg.append("<text text-anchor=\"").append(anchor).append("\" x=\"").append(place(x)).append("\" y=\"").append(place(y))
                .append("\">").append(Template.escaped(text)).append("</text>\n");
    }
}
