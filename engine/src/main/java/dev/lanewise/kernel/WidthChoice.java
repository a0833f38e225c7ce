package dev.lanewise.kernel;

import dev.lanewise.platform.Jvm;
import dev.lanewise.platform.Overrides;
import dev.lanewise.runtime.ImpossibleOverrideException;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/**
 * How wide the vectors are, and why.
 *
 * @param bits   512, 256 or 128, or 0 for the scalar kernels
 * @param reason why
 */
record WidthChoice(int bits, String reason) {

    private static final String MODULE = "jdk.incubator.vector";
    private static final int NARROWEST = 128;
    private static final int WIDEST = 512;

    /** The choice for this JVM; throws where the setting is impossible. */
    static WidthChoice ofThisJvm() {
        return of(Overrides.vectorBits(), ModuleLayer.boot().findModule(MODULE).isPresent(), VectorLimit::bits, Jvm.optimizes());
    }

    /** The choice where a width is asked for, or none; the limit is asked only where the module is present. */
    static WidthChoice of(OptionalInt asked, boolean modulePresent, IntSupplier limit, boolean optimizes) {
        if (asked.isPresent()) {
            return asked(asked.getAsInt(), modulePresent, limit);
        }
        if (!modulePresent) {
            return new WidthChoice(0, "module " + MODULE + " is absent: same results, many times slower; start java with --add-modules "
                    + MODULE);
        }
        if (!optimizes) {
            return new WidthChoice(0, "this JVM runs without its optimizing compiler, which vectors need: same results, many times slower");
        }
        if (limit.getAsInt() < NARROWEST) {
            return new WidthChoice(0, "the widest vectors of this JVM have " + limit.getAsInt() + " bits, " + NARROWEST + " are needed");
        }
        return new WidthChoice(Math.min(WIDEST, limit.getAsInt()), "the widest this JVM prefers on this CPU");
    }

    private static WidthChoice asked(int bits, boolean modulePresent, IntSupplier limit) {
        String setting = "-Dlanewise.vectorBits=" + bits;
        if (bits > 0 && !modulePresent) {
            throw new ImpossibleOverrideException(setting + " expects the module " + MODULE + ": start java with --add-modules " + MODULE);
        }
        if (bits > 0 && bits > limit.getAsInt()) {
            throw new ImpossibleOverrideException(setting + " expects vectors of " + bits + " bits, but the widest of this JVM on this CPU"
                    + " have " + limit.getAsInt());
        }
        return new WidthChoice(bits, setting + " asks for it");
    }
}
