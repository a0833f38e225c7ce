package dev.lanewise.formats.onnx.read;

import java.util.ArrayList;
import java.util.List;

/** Where rows begin. */
sealed interface Source {

    /** More columns are not looked at one by one. */
    int MOST_COLUMNS = 1 << 14;

    int width();

    /** Each column by itself; throws IllegalArgumentException where there are too many. */
    List<Column> columns();

    /**
     * A column and what is computed of it.
     *
     * @param cell    what it says
     * @param formula of one column
     */
    record Column(Cell cell, Formula formula) {
    }

    /**
     * All columns of an input of numbers.
     *
     * @param input of the graph
     * @param width how many
     */
    record Whole(String input, int width) implements Source {
        @Override
        public List<Column> columns() {
            requireFew(width);
            List<Column> columns = new ArrayList<>();
            for (int c = 0; c < width; c++) {
                columns.add(new Column(new Cell.Number(input, c, Double.NaN), Formula.X));
            }
            return columns;
        }
    }

    /**
     * Columns of any inputs.
     *
     * @param columns in their order
     */
    record Picked(List<Column> columns) implements Source {
        /** Copies the list. */
        public Picked {
            columns = List.copyOf(columns);
            requireFew(columns.size());
        }

        @Override
        public int width() {
            return columns.size();
        }
    }

    private static void requireFew(int width) {
        if (width > MOST_COLUMNS) {
            throw new IllegalArgumentException("at most " + MOST_COLUMNS + " columns are looked at one by one, got " + width);
        }
    }
}
