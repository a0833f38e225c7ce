package dev.lanewise.formats.onnx.write;

import dev.lanewise.formats.onnx.graph.Element;
import dev.lanewise.table.ColumnEncoding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What columns become, as nodes: numbers in double, rounded to float once, as this library does. */
final class ColumnWriter {

    private static final double LIMIT = 3;

    private final GraphWriter graph;
    private final Map<String, Boolean> areTexts = new HashMap<>();

    ColumnWriter(GraphWriter graph) {
        this.graph = graph;
    }

    /** Declares an input for each column that any network reads, in an order. */
    void declare(List<String> columns, List<List<ColumnEncoding>> encodings) {
        encodings.stream().flatMap(List::stream).forEach(encoding -> {
            Boolean other = areTexts.put(encoding.column(), isText(encoding));
            if (other != null && other != isText(encoding)) {
                throw new IllegalArgumentException("column '" + encoding.column() + "' is texts to one network and numbers to another,"
                        + " which one input of ONNX cannot be");
            }
        });
        columns.forEach(column -> graph.input(column, areTexts.get(column) ? Element.STRING : Element.FLOAT, 1));
    }

    private static boolean isText(ColumnEncoding encoding) {
        return switch (encoding) {
            case ColumnEncoding.Number _ -> false;
            case ColumnEncoding.Flag flag -> !flag.categories().texts().isEmpty();
            case ColumnEncoding.OneHot hot -> !hot.categories().texts().isEmpty();
            case ColumnEncoding.Code code -> !code.categories().texts().isEmpty();
            case ColumnEncoding.Other other -> throw new IllegalArgumentException("column '" + other.column() + "' becomes " + other.what()
                    + ", which ONNX has no operator for");
        };
    }

    /** The rows that a network reads. */
    String write(List<ColumnEncoding> encodings) {
        List<String> parts = new ArrayList<>();
        for (ColumnEncoding encoding : encodings) {
            switch (encoding) {
                case ColumnEncoding.Number number -> number(number, parts);
                case ColumnEncoding.Flag flag -> parts.add(mapped(summed(flag.column(), flag.categories(), -1, 1),
                        List.of(flag.mapping())));
                case ColumnEncoding.OneHot hot -> parts.add(mapped(hot(hot.column(), hot.categories()), hot.mappings()));
                case ColumnEncoding.Code code -> parts.add(summed(code.column(), code.categories(), numbers(code.categories().size())));
                case ColumnEncoding.Other _ -> throw new IllegalStateException("refused before");
            }
        }
        return graph.sideBySide(parts);
    }

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i + 1;
        }
        return numbers;
    }

    private String cast(String value, Element to) {
        return graph.node("Cast", GraphWriter.with("to", to.number()), value);
    }

    private void number(ColumnEncoding.Number number, List<String> parts) {
        String isMissing = graph.node("IsNaN", number.column());
        String known = graph.node("Where", isMissing, graph.doubles(number.missing()), cast(number.column(), Element.DOUBLE));
        parts.add(cast(mappedInDouble(known, List.of(number.mapping())), Element.FLOAT));
        Optional<ColumnEncoding.Mapping> indicator = number.indicator();
        indicator.ifPresent(mapping -> parts.add(mapped(cast(isMissing, Element.FLOAT), List.of(mapping))));
    }

    private String mapped(String value, List<ColumnEncoding.Mapping> mappings) {
        return mappings.stream().allMatch(ColumnEncoding.Mapping.SAME::equals) ? value
                : cast(mappedInDouble(cast(value, Element.DOUBLE), mappings), Element.FLOAT);
    }

    /** Of one column or several, which are all mapped in the same shape. */
    private String mappedInDouble(String value, List<ColumnEncoding.Mapping> mappings) {
        if (mappings.stream().map(ColumnEncoding.Mapping::shape).distinct().count() > 1) {
            throw new IllegalArgumentException("inputs of one column are scaled in different ways, which is not supported");
        }
        String centres = graph.doubles(mappings.stream().mapToDouble(ColumnEncoding.Mapping::centre).toArray());
        String factors = graph.doubles(mappings.stream().mapToDouble(ColumnEncoding.Mapping::factor).toArray());
        String z = graph.node("Mul", graph.node("Sub", value, centres), factors);
        if (mappings.getFirst().shape() == ColumnEncoding.Shape.LINEAR) {
            return z;
        }
        String part = graph.node("Div", z, graph.doubles(LIMIT));
        return graph.node("Div", z, graph.node("Sqrt", graph.node("Add", graph.node("Mul", part, part), graph.doubles(1))));
    }

    /** [batch, categories] of 0 and 1. */
    private String hot(String column, ColumnEncoding.Categories categories) {
        if (categories.texts().isEmpty()) {
            float[] numbers = new float[categories.size()];
            IntStream.range(0, numbers.length).forEach(i -> numbers[i] = categories.numbers().get(i).floatValue());
            for (int i = 1; i < numbers.length; i++) {
                if (numbers[i - 1] == numbers[i]) {
                    throw new IllegalArgumentException("column '" + column + "' has categories that floats do not tell apart, such as "
                            + categories.numbers().get(i));
                }
            }
            return cast(graph.node("Equal", column, graph.floats(graph.name("categories"), List.of(1, numbers.length), numbers)),
                    Element.FLOAT);
        }
        String hot = graph.ml("OneHotEncoder", new GraphWriter.Attributes().with("cats_strings", categories.texts()).with("zeros", 1),
                column);
        return graph.node("Reshape", hot, graph.integers(List.of(2), -1, categories.size()));
    }

    /** A number for the category that is there. */
    private String summed(String column, ColumnEncoding.Categories categories, float... numbers) {
        return graph.node("MatMul", hot(column, categories), graph.floats(graph.name("places"), List.of(numbers.length, 1), numbers));
    }
}
