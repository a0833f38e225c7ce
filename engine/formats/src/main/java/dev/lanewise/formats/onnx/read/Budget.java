package dev.lanewise.formats.onnx.read;

import dev.lanewise.formats.onnx.graph.Constant;
import java.util.Collection;

/** What may be made of the numbers in a file: so many for each that is there, however often a graph uses them. */
final class Budget {

    private static final long MOST_FOR_EACH = 16, MOST_ANYWAY = 1 << 17;

    private long remaining = MOST_ANYWAY;

    Budget(Collection<Constant> constants) {
        constants.forEach(constant -> remaining += MOST_FOR_EACH * constant.count());
    }

    /** Throws IllegalArgumentException where it would be more. */
    void spend(long numbers) {
        remaining -= numbers;
        if (remaining < 0) {
            throw new IllegalArgumentException("makes far more numbers of the constants in the file than these are");
        }
    }
}
