package dev.lanewise.samples.digits;

/**
 * How one writer holds the pen this once: bends, stretches, slants, turns and moves the points of a glyph, each point a little
 * differently.
 *
 * <p>With u and v the offsets from the middle of the unit square, both coordinates get a quadratic polynomial in u and v, then an
 * affine map.
 */
final class WriterStyle {

    private static final float MIDDLE = 0.5f;

    private final ImageRandom chance;
    private final float room;
    private final float[] bend = new float[6];
    private final float xx;
    private final float xy;
    private final float yx;
    private final float yy;
    private final float x0;
    private final float y0;
    private float strokeX;
    private float strokeY;

    /**
     * A hand.
     *
     * @param chance what the hand is drawn from
     * @param room   1 where there are pixels enough for free movement and a margin; below, the hand is the steadier and its digits
     *               the larger, as people write in small boxes
     */
    WriterStyle(ImageRandom chance, float room) {
        this.chance = chance;
        this.room = room;
        float fill = 1.5f - 0.5f * room;
        for (int i = 0; i < bend.length; i++) {
            bend[i] = chance.around(room * 0.45f);
        }
        float wide = fill * chance.between(0.5f, 0.8f), high = fill * chance.between(0.56f, 0.76f);
        float slant = chance.around(room * 0.5f), turn = chance.around(room * 0.42f);
        float cos = (float) StrictMath.cos(turn), sin = (float) StrictMath.sin(turn);
        xx = cos * wide;
        xy = (-cos * slant - sin) * high;
        yx = sin * wide;
        yy = (-sin * slant + cos) * high;
        x0 = MIDDLE + chance.around(room * 0.11f);
        y0 = MIDDLE + chance.around(room * 0.11f);
    }

    /** Points of a stroke as this hand sets them, on the page from 0 to 1. */
    float[] write(Stroke stroke) {
        strokeX = chance.around(room * 0.06f);
        strokeY = chance.around(room * 0.06f);
        float[] points = stroke.points().clone();
        for (int i = 0; i < points.length; i += 2) {
            place(points, i);
        }
        return points;
    }

    private void place(float[] points, int at) {
        float u = points[at] - MIDDLE + strokeX + chance.around(room * 0.09f);
        float v = points[at + 1] - MIDDLE + strokeY + chance.around(room * 0.09f);
        float x = u + bend[0] * u * u + bend[1] * u * v + bend[2] * v * v;
        float y = v + bend[3] * u * u + bend[4] * u * v + bend[5] * v * v;
        points[at] = x0 + xx * x + xy * y;
        points[at + 1] = y0 + yx * x + yy * y;
    }
}
