package dev.lanewise.formats.onnx.read;

import java.util.List;

/** What a column of the model's inputs says before anything is computed with it. */
sealed interface Cell {

    /** The input of the graph. */
    String input();

    /** The column of that input, from 0. */
    int column();

    /** The same of a column that is called by its name alone. */
    Cell named(String name);

    /**
     * A number.
     *
     * @param input   of the graph
     * @param column  of that input
     * @param missing stands for NaN; NaN where nothing does
     */
    record Number(String input, int column, double missing) implements Cell {
        @Override
        public Cell named(String name) {
            return new Number(name, 0, missing);
        }
    }

    /**
     * A number whose fraction is cut off, which only says a category.
     *
     * @param input  of the graph
     * @param column of that input
     */
    record Whole(String input, int column) implements Cell {
        @Override
        public Cell named(String name) {
            return new Whole(name, 0);
        }
    }

    /**
     * 1 where the number is NaN, else 0.
     *
     * @param input  of the graph
     * @param column of that input
     */
    record Absent(String input, int column) implements Cell {
        @Override
        public Cell named(String name) {
            return new Absent(name, 0);
        }
    }

    /**
     * A text, which no network reads before it is encoded.
     *
     * @param input  of the graph
     * @param column of that input
     */
    record Text(String input, int column) implements Cell {
        @Override
        public Cell named(String name) {
            return new Text(name, 0);
        }
    }

    /**
     * 1 where the value is one of several, else 0.
     *
     * @param input   of the graph
     * @param column  of that input
     * @param texts   all of them, where they are texts
     * @param numbers all of them, where they are numbers
     * @param place   which one
     */
    record OneOf(String input, int column, List<String> texts, List<Double> numbers, int place) implements Cell {
        @Override
        public Cell named(String name) {
            return new OneOf(name, 0, texts, numbers, place);
        }
    }

    /**
     * A number for each of several values.
     *
     * @param input     of the graph
     * @param column    of that input
     * @param texts     the values, where they are texts
     * @param numbers   the values, where they are numbers
     * @param values    what stands for each
     * @param otherwise what stands for any other
     */
    record Lookup(String input, int column, List<String> texts, List<Double> numbers, List<Double> values, double otherwise)
            implements Cell {
        @Override
        public Cell named(String name) {
            return new Lookup(name, 0, texts, numbers, values, otherwise);
        }
    }
}
