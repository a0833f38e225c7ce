package dev.lanewise.table;

import java.util.List;
import java.util.Optional;

/**
 * What a column becomes before a network sees it, for programs that carry models to other libraries and back. Each is one or more inputs of
 * the network, in this order: the number, then what says that it is missing; or one input for each category.
 */
public sealed interface ColumnEncoding {

    /**
     * The column.
     *
     * @return its name
     */
    String column();

    /** What becomes of a number. */
    enum Shape {
        /** {@code (x - centre) factor}. */
        LINEAR,
        /** {@code z / sqrt(1 + (z / 3)^2)} with {@code z = (x - centre) factor}. */
        SMOOTH_CLIP
    }

    /**
     * A function of a number.
     *
     * @param shape  which one
     * @param centre what becomes 0
     * @param factor the slope there
     */
    record Mapping(Shape shape, double centre, double factor) {

        /** The number itself. */
        public static final Mapping SAME = new Mapping(Shape.LINEAR, 0, 1);

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is not finite
         */
        public Mapping {
            if (!Double.isFinite(centre) || !Double.isFinite(factor)) {
                throw new IllegalArgumentException("expected a finite centre and factor, got " + centre + " and " + factor);
            }
        }
    }

    /**
     * The values that a column had in training: texts, or numbers where all were.
     *
     * @param texts   different ones; empty where they are numbers
     * @param numbers rising; empty where they are texts
     */
    record Categories(List<String> texts, List<Double> numbers) {

        /**
         * Copies the lists.
         *
         * @throws IllegalArgumentException if both or none have any, texts are twice there or empty, or numbers do not rise
         */
        public Categories {
            texts = List.copyOf(texts);
            numbers = List.copyOf(numbers);
            boolean isRising = true;
            for (int i = 1; i < numbers.size(); i++) {
                isRising &= numbers.get(i - 1) < numbers.get(i);
            }
            boolean areDifferent = texts.stream().distinct().count() == texts.size() && !texts.contains("");
            if (texts.isEmpty() == numbers.isEmpty() || !isRising || !areDifferent) {
                throw new IllegalArgumentException("expected categories that are different texts of at least a letter, or rising numbers,"
                        + " got " + Names.list(texts) + numbers);
            }
        }

        /**
         * How many there are.
         *
         * @return at least 1
         */
        public int size() {
            return texts.size() + numbers.size();
        }
    }

    /**
     * A number.
     *
     * @param column    its name
     * @param missing   stands for a missing one
     * @param mapping   what it becomes
     * @param indicator what 1 for a missing number and 0 for others become, as a second input; nothing without
     */
    record Number(String column, double missing, Mapping mapping, Optional<Mapping> indicator) implements ColumnEncoding {

        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is not finite
         */
        public Number {
            if (!Double.isFinite(missing)) {
                throw new IllegalArgumentException("column " + Names.shown(column) + " expects a finite number for a missing one, got "
                        + missing);
            }
        }
    }

    /**
     * One of two values: -1 for the first, 1 for the second, 0 where it is missing or another.
     *
     * @param column     its name
     * @param categories the two
     * @param mapping    what becomes of that
     */
    record Flag(String column, Categories categories, Mapping mapping) implements ColumnEncoding {
    }

    /**
     * An input for each value: 1 for the one that is there, 0 for the others and for all where it is missing or another.
     *
     * @param column     its name
     * @param categories the values
     * @param mappings   what becomes of each input; empty where they stay as they are
     */
    record OneHot(String column, Categories categories, List<Mapping> mappings) implements ColumnEncoding {
        /** Copies the list. */
        public OneHot {
            mappings = List.copyOf(mappings);
        }
    }

    /**
     * The number of the value, from 1; 0 where it is missing or another.
     *
     * @param column     its name
     * @param categories the values
     */
    record Code(String column, Categories categories) implements ColumnEncoding {
    }

    /**
     * What only this library does.
     *
     * @param column its name
     * @param what   it becomes, in words
     */
    record Other(String column, String what) implements ColumnEncoding {
    }
}
