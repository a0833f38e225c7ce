package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vector width of this JVM: what it prefers or was asked for, from 128 to 512 bits. */
public final class VectorWidth {

    /** Static and final, so that C2 compiles every kernel for exactly this width. */
    public static final VectorSpecies<Float> S = species(bits());
    /** Floats in a vector. */
    public static final int LENGTH = S.length();
    /** Vectors in a row of a panel. */
    static final int PER_PANEL = Panels.LANES / LENGTH;

    /** Shifts a vector to the number of its panel: a division would ask whether that is negative. */
    private static final int TO_PANEL = Integer.numberOfTrailingZeros(PER_PANEL);

    private VectorWidth() {
    }

    /** Where the scalar kernels are chosen, a test may still want this twin. */
    private static int bits() {
        int chosen = WidthChoice.ofThisJvm().bits();
        return chosen > 0 ? chosen : VectorLimit.bits();
    }

    private static VectorSpecies<Float> species(int bits) {
        if (bits >= 512) {
            return FloatVector.SPECIES_512;
        }
        return bits >= 256 ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }

    /** Where vector v of the first row of a matrix stands. */
    static int at(Panels m, int v) {
        return m.offset() + offset(v, m.stride());
    }

    /** Where vector v of a row stands, in floats after vector 0, when panels are {@code stride} floats apart. */
    static int offset(int v, int stride) {
        return (v >> TO_PANEL) * stride + (v & PER_PANEL - 1) * LENGTH;
    }
}
