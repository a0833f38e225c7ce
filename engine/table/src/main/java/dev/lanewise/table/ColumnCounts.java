package dev.lanewise.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of a column that are other than those of training.
 *
 * @param column  its name
 * @param missing how many there are not
 * @param unknown categories that training has not seen, or texts where numbers were: they count as missing
 * @param outside numbers below the least or above the largest of training
 */
public record ColumnCounts(String column, int missing, int unknown, int outside) {

    /**
     * The counts as a line.
     *
     * @return for example {@code town: 3 missing, 1 unknown}
     */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, missing, "missing");
        add(parts, unknown, "unknown");
        add(parts, outside, "outside the range of training");
        return column + ": " + String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
