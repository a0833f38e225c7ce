package dev.lanewise.kernel;

import jdk.incubator.vector.FloatVector;

/** How wide vectors can be here; apart from {@link VectorWidth}, which is fixed by what is chosen within this limit. */
final class VectorLimit {

    private VectorLimit() {
    }

    /** Bits of the vectors that this JVM prefers on this CPU; wider ones are not compiled into instructions. */
    static int bits() {
        return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
}
