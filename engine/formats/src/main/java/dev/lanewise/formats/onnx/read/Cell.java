package dev.lanewise.formats.onnx.read;

import java.util.List;

/** What a column of the model's inputs says before anything is computed with it. */
sealed interface Cell {

    /** The input of the graph. */
    String input();

    /** The column of that input, from 0. */
    int column();

    /**
     * A number.
     *
     * @param input   of the graph
     * @param column  of that input
     * @param missing stands for NaN; NaN where nothing does
     */
    record Number(String input, int column, double missing) implements Cell {
    }

    /**
     * 1 where the number is NaN, else 0.
     *
     * @param input  of the graph
     * @param column of that input
     */
    record Absent(String input, int column) implements Cell {
    }

    /**
     * A text, which no network reads before it is encoded.
     *
     * @param input  of the graph
     * @param column of that input
     */
    record Text(String input, int column) implements Cell {
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
    }
}
