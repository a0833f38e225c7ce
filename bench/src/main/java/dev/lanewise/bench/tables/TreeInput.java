package dev.lanewise.bench.tables;

import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Tables as rows of numbers, as libraries of boosted trees take them: numbers stay as they are, categories have codes in the order of their
 * texts, missing values and categories that training has not are NaN. A column is a category where training has a text in it that is no
 * number.
 *
 * @param target that is no input
 * @param names  of the columns
 * @param codes  of each column's categories; null for numbers
 */
record TreeInput(String target, List<String> names, List<Map<String, Integer>> codes) {

    static TreeInput fit(Table train, String target) {
        List<String> names = train.names().stream().filter(name -> !name.equals(target)).toList();
        List<Map<String, Integer>> codes = new ArrayList<>();
        names.forEach(name -> codes.add(isNumbers(train.column(name)) ? null : codes(train.column(name))));
        return new TreeInput(target, names, codes);
    }

    private static boolean isNumbers(Column column) {
        return IntStream.range(0, column.size()).noneMatch(row -> !column.isMissing(row) && Double.isNaN(column.number(row)));
    }

    /** The texts of a column, numbered in their order. */
    static Map<String, Integer> codes(Column column) {
        TreeSet<String> texts = new TreeSet<>();
        IntStream.range(0, column.size()).filter(row -> !column.isMissing(row)).forEach(row -> texts.add(column.text(row)));
        Map<String, Integer> codes = new HashMap<>();
        texts.forEach(text -> codes.put(text, codes.size()));
        return codes;
    }

    /** Positions of the columns of categories. */
    int[] categories() {
        return IntStream.range(0, names.size()).filter(column -> codes.get(column) != null).toArray();
    }

    /** Numbers and codes, [rows x columns]. */
    float[] coded(Table table) {
        float[] values = new float[table.rows() * names.size()];
        for (int c = 0; c < names.size(); c++) {
            Column column = table.column(names.get(c));
            for (int row = 0; row < table.rows(); row++) {
                values[row * names.size() + c] = value(column, c, row);
            }
        }
        return values;
    }

    private float value(Column column, int c, int row) {
        if (codes.get(c) == null) {
            return (float) column.number(row);
        }
        Integer code = codes.get(c).get(column.text(row));
        return code == null ? Float.NaN : code;
    }

    /** Columns of {@link #oneHot}. */
    int oneHotWidth() {
        return codes.stream().mapToInt(map -> map == null ? 1 : map.size()).sum();
    }

    /** Numbers, and a column of 0 and 1 for each category, all 0 where the value is missing or unknown, [rows x columns]. */
    float[] oneHot(Table table) {
        float[] coded = coded(table);
        int width = oneHotWidth();
        float[] values = new float[table.rows() * width];
        for (int row = 0; row < table.rows(); row++) {
            int at = row * width;
            for (int c = 0; c < names.size(); c++) {
                float value = coded[row * names.size() + c];
                if (codes.get(c) == null) {
                    values[at++] = value;
                } else {
                    if (!Float.isNaN(value)) {
                        values[at + (int) value] = 1;
                    }
                    at += codes.get(c).size();
                }
            }
        }
        return values;
    }
}
