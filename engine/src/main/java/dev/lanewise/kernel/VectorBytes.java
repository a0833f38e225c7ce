package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import dev.lanewise.panel.Panels;
import dev.lanewise.panel.UnsignedBytes;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Unsigned bytes to floats from 0 to 1. A division, not a product with the reciprocal: that has other bits for 126 of the 256 bytes.
 *
 * <p>No vector of bytes is shorter than 64 bits. So at 128 bits the eight bytes of one make two vectors of floats, at 256 bits one;
 * at 512 bits it takes sixteen.
 */
final class VectorBytes {

    private static final VectorSpecies<Byte> BYTES = LENGTH == Panels.LANES ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final int PARTS = BYTES.length() / LENGTH;

    private VectorBytes() {
    }

    /** A row of a panel, {@code to = (from & 255) / 255f}. */
    static void widen(byte[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < Panels.LANES; i += BYTES.length()) {
            ByteVector bytes = ByteVector.fromArray(BYTES, from, fromAt + i);
            for (int part = 0; part < PARTS; part++) {
                IntVector ints = (IntVector) bytes.convertShape(ZERO_EXTEND_B2I, INTS, part);
                ((FloatVector) ints.convert(I2F, 0)).div(UnsignedBytes.MAX).intoArray(to, toAt + i + part * LENGTH);
            }
        }
    }
}
