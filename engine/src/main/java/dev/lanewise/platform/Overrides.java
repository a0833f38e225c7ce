package dev.lanewise.platform;

import dev.lanewise.runtime.ImpossibleOverrideException;
import java.util.OptionalInt;

/**
 * What whoever starts the JVM decides instead of the engine, by system properties. None of them changes a bit of a result.
 *
 * <p>{@code lanewise.vectorBits} is 512, 256, 128 or 0 for the scalar kernels; {@code lanewise.threads} is the number of threads of
 * whoever does not say one. {@code lanewise.firstCalls} says which implementation begins; see {@link FirstCalls}. The sizes of blocks and
 * tiles can be forced too, for tests and experiments; see {@link #size}.
 */
public final class Overrides {

    private static final String PREFIX = "lanewise.";

    /** Which implementation the first calls and steps run, where vectors are available. */
    public enum FirstCalls {
        /** The scalar one, until vectors are compiled and faster: what is done unless somebody asks for something else. */
        SCALAR,
        /** The vector one at once: slower for the first second, for tests and measurements. */
        VECTOR,
        /** One after the other, from call to call: for tests of the same bits. */
        ALTERNATE
    }

    private Overrides() {
    }

    /**
     * The threads of whoever does not say a number.
     *
     * @param otherwise the number where {@code lanewise.threads} is not set
     * @return at least 1
     * @throws ImpossibleOverrideException if the property is not a whole number from 1 to {@link WorkerTeam#MAX_THREADS}
     */
    public static int threads(int otherwise) {
        return size("threads", otherwise, 1, WorkerTeam.MAX_THREADS);
    }

    /**
     * The vector width that {@code lanewise.vectorBits} asks for.
     *
     * @return 512, 256, 128, 0 for the scalar kernels, or empty where it is not set
     * @throws ImpossibleOverrideException if the property is anything else
     */
    public static OptionalInt vectorBits() {
        String text = System.getProperty(PREFIX + "vectorBits");
        return switch (text) {
            case null -> OptionalInt.empty();
            case "512", "256", "128", "0" -> OptionalInt.of(Integer.parseInt(text));
            default -> throw new ImpossibleOverrideException("-Dlanewise.vectorBits expects 512, 256, 128 or 0, got " + text);
        };
    }

    /**
     * Which implementation begins, as {@code lanewise.firstCalls} asks for it.
     *
     * @return what is asked for, {@link FirstCalls#SCALAR} where it is not set
     * @throws ImpossibleOverrideException if the property is anything else
     */
    public static FirstCalls firstCalls() {
        String text = System.getProperty(PREFIX + "firstCalls");
        return switch (text) {
            case null -> FirstCalls.SCALAR;
            case "scalar" -> FirstCalls.SCALAR;
            case "vector" -> FirstCalls.VECTOR;
            case "alternate" -> FirstCalls.ALTERNATE;
            default -> throw new ImpossibleOverrideException("-Dlanewise.firstCalls expects scalar, vector or alternate, got " + text);
        };
    }

    /**
     * A size that decides how fast the engine is and nothing else: {@code blockPanels}, panels of sixteen samples in a block;
     * {@code tileRows} and {@code tileColumns} of a tile of weights, multiples of sixteen; {@code cachedFloats} of a group of weights;
     * {@code nearFloats} of a layer that a cache holds; {@code scratchPanels} of transposed weights; {@code leastFlops} of a worker;
     * {@code vectorRegisters}, 16 or 32, that tiles may fill. Read once, into a constant, before any loop.
     *
     * @param name      the property without {@code lanewise.}
     * @param otherwise the size where it is not set
     * @param unit      what the size must be a multiple of
     * @return a multiple of the unit, from 1 to 9999999
     * @throws ImpossibleOverrideException if the property is anything else
     */
    public static int size(String name, int otherwise, int unit) {
        return size(name, otherwise, unit, 9_999_999);
    }

    private static int size(String name, int otherwise, int unit, int largest) {
        String text = System.getProperty(PREFIX + name);
        if (text == null) {
            return otherwise;
        }
        int value = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
        if (value < 1 || value % unit != 0 || value > largest) {
            throw new ImpossibleOverrideException("-D" + PREFIX + name + " expects "
                    + (unit == 1 ? "a whole number" : "a multiple of " + unit) + " from " + unit + " to " + largest + ", got " + text);
        }
        return value;
    }
}
