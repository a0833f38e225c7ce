package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.SPECIES_256;
import static jdk.incubator.vector.FloatVector.SPECIES_512;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * A block of 16 x 16 floats, contiguous on both sides, transposed in registers.
 *
 * <p>With 512-bit vectors four butterfly levels: level s exchanges, in every pair of rows s apart, the lanes that differ in bit s. The
 * first is done by loads eight floats aside and blends, which have more ports than permutes; the others are two-source permutes. With
 * 256-bit vectors a quarter at a time, three levels of a rearrangement and a blend for each vector. 128-bit vectors move float by float.
 */
final class VectorTranspose {

    private static final VectorMask<Float> UPPER_8 = VectorMask.fromLong(SPECIES_512, 0xff00);
    private static final FloatVector LOW_4 = butterfly(4, false), HIGH_4 = butterfly(4, true);
    private static final FloatVector LOW_2 = butterfly(2, false), HIGH_2 = butterfly(2, true);
    private static final FloatVector LOW_1 = butterfly(1, false), HIGH_1 = butterfly(1, true);

    private static final VectorShuffle<Float> SWAP_4 = VectorShuffle.fromOp(SPECIES_256, lane -> lane ^ 4);
    private static final VectorShuffle<Float> SWAP_2 = VectorShuffle.fromOp(SPECIES_256, lane -> lane ^ 2);
    private static final VectorShuffle<Float> SWAP_1 = VectorShuffle.fromOp(SPECIES_256, lane -> lane ^ 1);
    /** Lanes whose number has the bit. */
    private static final VectorMask<Float> WITH_4 = VectorMask.fromLong(SPECIES_256, 0xf0);
    private static final VectorMask<Float> WITH_2 = VectorMask.fromLong(SPECIES_256, 0xcc);
    private static final VectorMask<Float> WITH_1 = VectorMask.fromLong(SPECIES_256, 0xaa);

    private VectorTranspose() {
    }

    /** Lanes of the pair (row, row + s) that make its new upper or lower row; 16 to 31 are lanes of the lower row. */
    private static FloatVector butterfly(int s, boolean lower) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < LANES; i++) {
            boolean own = (i & s) == 0;
            lanes[i] = lower ? (own ? i + s : LANES + i) : (own ? i : LANES + i - s);
        }
        return fromArray(SPECIES_512, lanes, 0);
    }

    static void block(float[] from, int fromAt, float[] to, int toAt) {
        if (LENGTH == LANES) {
            inRegisters(from, fromAt, to, toAt);
        } else if (LENGTH == 8) {
            quarter(from, fromAt, to, toAt);
            quarter(from, fromAt + 8, to, toAt + 128);
            quarter(from, fromAt + 128, to, toAt + 8);
            quarter(from, fromAt + 136, to, toAt + 136);
        } else {
            floatByFloat(from, fromAt, to, toAt);
        }
    }

    /** Eight rows of eight floats, sixteen apart on both sides. */
    private static void quarter(float[] from, int fromAt, float[] to, int toAt) {
        FloatVector a0 = fromArray(SPECIES_256, from, fromAt), a1 = fromArray(SPECIES_256, from, fromAt + 16);
        FloatVector a2 = fromArray(SPECIES_256, from, fromAt + 32), a3 = fromArray(SPECIES_256, from, fromAt + 48);
        FloatVector a4 = fromArray(SPECIES_256, from, fromAt + 64), a5 = fromArray(SPECIES_256, from, fromAt + 80);
        FloatVector a6 = fromArray(SPECIES_256, from, fromAt + 96), a7 = fromArray(SPECIES_256, from, fromAt + 112);
        FloatVector b0 = a0.blend(a4.rearrange(SWAP_4), WITH_4), b4 = a0.rearrange(SWAP_4).blend(a4, WITH_4);
        FloatVector b1 = a1.blend(a5.rearrange(SWAP_4), WITH_4), b5 = a1.rearrange(SWAP_4).blend(a5, WITH_4);
        FloatVector b2 = a2.blend(a6.rearrange(SWAP_4), WITH_4), b6 = a2.rearrange(SWAP_4).blend(a6, WITH_4);
        FloatVector b3 = a3.blend(a7.rearrange(SWAP_4), WITH_4), b7 = a3.rearrange(SWAP_4).blend(a7, WITH_4);
        FloatVector c0 = b0.blend(b2.rearrange(SWAP_2), WITH_2), c2 = b0.rearrange(SWAP_2).blend(b2, WITH_2);
        FloatVector c1 = b1.blend(b3.rearrange(SWAP_2), WITH_2), c3 = b1.rearrange(SWAP_2).blend(b3, WITH_2);
        FloatVector c4 = b4.blend(b6.rearrange(SWAP_2), WITH_2), c6 = b4.rearrange(SWAP_2).blend(b6, WITH_2);
        FloatVector c5 = b5.blend(b7.rearrange(SWAP_2), WITH_2), c7 = b5.rearrange(SWAP_2).blend(b7, WITH_2);
        FloatVector d0 = c0.blend(c1.rearrange(SWAP_1), WITH_1), d1 = c0.rearrange(SWAP_1).blend(c1, WITH_1);
        FloatVector d2 = c2.blend(c3.rearrange(SWAP_1), WITH_1), d3 = c2.rearrange(SWAP_1).blend(c3, WITH_1);
        FloatVector d4 = c4.blend(c5.rearrange(SWAP_1), WITH_1), d5 = c4.rearrange(SWAP_1).blend(c5, WITH_1);
        FloatVector d6 = c6.blend(c7.rearrange(SWAP_1), WITH_1), d7 = c6.rearrange(SWAP_1).blend(c7, WITH_1);
        d0.intoArray(to, toAt); d1.intoArray(to, toAt + 16);
        d2.intoArray(to, toAt + 32); d3.intoArray(to, toAt + 48);
        d4.intoArray(to, toAt + 64); d5.intoArray(to, toAt + 80);
        d6.intoArray(to, toAt + 96); d7.intoArray(to, toAt + 112);
    }

    private static void floatByFloat(float[] from, int fromAt, float[] to, int toAt) {
        for (int c = 0; c < LANES; c++) {
            for (int r = 0; r < LANES; r++) {
                to[toAt + c * LANES + r] = from[fromAt + r * LANES + c];
            }
        }
    }

    private static void inRegisters(float[] from, int fromAt, float[] to, int toAt) {
        FloatVector b0 = fromArray(SPECIES_512, from, fromAt + 0).blend(fromArray(SPECIES_512, from, fromAt + 120), UPPER_8);
        FloatVector b1 = fromArray(SPECIES_512, from, fromAt + 16).blend(fromArray(SPECIES_512, from, fromAt + 136), UPPER_8);
        FloatVector b2 = fromArray(SPECIES_512, from, fromAt + 32).blend(fromArray(SPECIES_512, from, fromAt + 152), UPPER_8);
        FloatVector b3 = fromArray(SPECIES_512, from, fromAt + 48).blend(fromArray(SPECIES_512, from, fromAt + 168), UPPER_8);
        FloatVector b4 = fromArray(SPECIES_512, from, fromAt + 64).blend(fromArray(SPECIES_512, from, fromAt + 184), UPPER_8);
        FloatVector b5 = fromArray(SPECIES_512, from, fromAt + 80).blend(fromArray(SPECIES_512, from, fromAt + 200), UPPER_8);
        FloatVector b6 = fromArray(SPECIES_512, from, fromAt + 96).blend(fromArray(SPECIES_512, from, fromAt + 216), UPPER_8);
        FloatVector b7 = fromArray(SPECIES_512, from, fromAt + 112).blend(fromArray(SPECIES_512, from, fromAt + 232), UPPER_8);
        FloatVector b8 = fromArray(SPECIES_512, from, fromAt + 8).blend(fromArray(SPECIES_512, from, fromAt + 128), UPPER_8);
        FloatVector b9 = fromArray(SPECIES_512, from, fromAt + 24).blend(fromArray(SPECIES_512, from, fromAt + 144), UPPER_8);
        FloatVector ba = fromArray(SPECIES_512, from, fromAt + 40).blend(fromArray(SPECIES_512, from, fromAt + 160), UPPER_8);
        FloatVector bb = fromArray(SPECIES_512, from, fromAt + 56).blend(fromArray(SPECIES_512, from, fromAt + 176), UPPER_8);
        FloatVector bc = fromArray(SPECIES_512, from, fromAt + 72).blend(fromArray(SPECIES_512, from, fromAt + 192), UPPER_8);
        FloatVector bd = fromArray(SPECIES_512, from, fromAt + 88).blend(fromArray(SPECIES_512, from, fromAt + 208), UPPER_8);
        FloatVector be = fromArray(SPECIES_512, from, fromAt + 104).blend(fromArray(SPECIES_512, from, fromAt + 224), UPPER_8);
        FloatVector bf = fromArray(SPECIES_512, from, fromAt + 120).blend(fromArray(SPECIES_512, from, fromAt + 240), UPPER_8);
        FloatVector c0 = LOW_4.selectFrom(b0, b4), c4 = HIGH_4.selectFrom(b0, b4);
        FloatVector c1 = LOW_4.selectFrom(b1, b5), c5 = HIGH_4.selectFrom(b1, b5);
        FloatVector c2 = LOW_4.selectFrom(b2, b6), c6 = HIGH_4.selectFrom(b2, b6);
        FloatVector c3 = LOW_4.selectFrom(b3, b7), c7 = HIGH_4.selectFrom(b3, b7);
        FloatVector c8 = LOW_4.selectFrom(b8, bc), cc = HIGH_4.selectFrom(b8, bc);
        FloatVector c9 = LOW_4.selectFrom(b9, bd), cd = HIGH_4.selectFrom(b9, bd);
        FloatVector ca = LOW_4.selectFrom(ba, be), ce = HIGH_4.selectFrom(ba, be);
        FloatVector cb = LOW_4.selectFrom(bb, bf), cf = HIGH_4.selectFrom(bb, bf);
        FloatVector d0 = LOW_2.selectFrom(c0, c2), d2 = HIGH_2.selectFrom(c0, c2);
        FloatVector d1 = LOW_2.selectFrom(c1, c3), d3 = HIGH_2.selectFrom(c1, c3);
        FloatVector d4 = LOW_2.selectFrom(c4, c6), d6 = HIGH_2.selectFrom(c4, c6);
        FloatVector d5 = LOW_2.selectFrom(c5, c7), d7 = HIGH_2.selectFrom(c5, c7);
        FloatVector d8 = LOW_2.selectFrom(c8, ca), da = HIGH_2.selectFrom(c8, ca);
        FloatVector d9 = LOW_2.selectFrom(c9, cb), db = HIGH_2.selectFrom(c9, cb);
        FloatVector dc = LOW_2.selectFrom(cc, ce), de = HIGH_2.selectFrom(cc, ce);
        FloatVector dd = LOW_2.selectFrom(cd, cf), df = HIGH_2.selectFrom(cd, cf);
        FloatVector e0 = LOW_1.selectFrom(d0, d1), e1 = HIGH_1.selectFrom(d0, d1);
        FloatVector e2 = LOW_1.selectFrom(d2, d3), e3 = HIGH_1.selectFrom(d2, d3);
        FloatVector e4 = LOW_1.selectFrom(d4, d5), e5 = HIGH_1.selectFrom(d4, d5);
        FloatVector e6 = LOW_1.selectFrom(d6, d7), e7 = HIGH_1.selectFrom(d6, d7);
        FloatVector e8 = LOW_1.selectFrom(d8, d9), e9 = HIGH_1.selectFrom(d8, d9);
        FloatVector ea = LOW_1.selectFrom(da, db), eb = HIGH_1.selectFrom(da, db);
        FloatVector ec = LOW_1.selectFrom(dc, dd), ed = HIGH_1.selectFrom(dc, dd);
        FloatVector ee = LOW_1.selectFrom(de, df), ef = HIGH_1.selectFrom(de, df);
        e0.intoArray(to, toAt + 0); e1.intoArray(to, toAt + 16);
        e2.intoArray(to, toAt + 32); e3.intoArray(to, toAt + 48);
        e4.intoArray(to, toAt + 64); e5.intoArray(to, toAt + 80);
        e6.intoArray(to, toAt + 96); e7.intoArray(to, toAt + 112);
        e8.intoArray(to, toAt + 128); e9.intoArray(to, toAt + 144);
        ea.intoArray(to, toAt + 160); eb.intoArray(to, toAt + 176);
        ec.intoArray(to, toAt + 192); ed.intoArray(to, toAt + 208);
        ee.intoArray(to, toAt + 224); ef.intoArray(to, toAt + 240);
    }
}
