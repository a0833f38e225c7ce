package dev.lanewise.samples.digits;

/**
 * One movement of the pen through points of the unit square, x to the right and y downwards.
 *
 * @param smooth whether the pen swings through the points (a Catmull-Rom spline) or turns a corner at each
 * @param points x and y of at least two points, in turn
 */
record Stroke(boolean smooth, float... points) {

    static Stroke curve(double... points) {
        return new Stroke(true, floats(points));
    }

    static Stroke line(double... points) {
        return new Stroke(false, floats(points));
    }

    private static float[] floats(double[] points) {
        float[] floats = new float[points.length];
        for (int i = 0; i < points.length; i++) {
            floats[i] = (float) points[i];
        }
        return floats;
    }
}
