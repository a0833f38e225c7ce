package dev.lanewise.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Encoders told in terms that other programs have, and made of such terms. */
final class EncodingConversion {

    private EncodingConversion() {
    }

    static ColumnEncoding of(ColumnEncoder encoder) {
        return encoder instanceof ScaledEncoder scaled ? of(scaled.base(), scaled.scales()) : of(encoder, List.of());
    }

    private static ColumnEncoding of(ColumnEncoder encoder, List<NumberScale> scales) {
        if (scales.stream().anyMatch(scale -> mapping(scale).isEmpty())) {
            return new ColumnEncoding.Other(encoder.column(), "inputs that a quantile map scales");
        }
        List<ColumnEncoding.Mapping> mappings = scales.stream().flatMap(scale -> mapping(scale).stream()).toList();
        ColumnEncoding.Mapping one = mappings.isEmpty() ? ColumnEncoding.Mapping.SAME : mappings.getFirst();
        return switch (encoder) {
            case NumberEncoder number -> of(number, one);
            case BooleanEncoder flag -> new ColumnEncoding.Flag(flag.column(), flag.values().categories(), one);
            case CategoryEncoder category -> category.isCode() ? new ColumnEncoding.Code(category.column(), category.values().categories())
                    : new ColumnEncoding.OneHot(category.column(), category.values().categories(), mappings);
            case ScaledEncoder _ -> throw new IllegalStateException("an encoder is scaled once");
        };
    }

    private static ColumnEncoding of(NumberEncoder number, ColumnEncoding.Mapping indicator) {
        if (!number.source().equals(NumberSource.VALUE)) {
            return new ColumnEncoding.Other(number.column(), "numbers of a date");
        }
        if (number.bins() != null && mapping(number.scale()).isPresent()) {
            return new ColumnEncoding.Other(number.column(), "a position among bins");
        }
        return mapping(number.scale()).<ColumnEncoding>map(mapping -> new ColumnEncoding.Number(number.column(), number.range().median(),
                mapping, number.hasIndicator() ? Optional.of(indicator) : Optional.empty())).orElseGet(() ->
                new ColumnEncoding.Other(number.column(), "a number that a quantile map scales"));
    }

    /** Nothing of a quantile map. */
    private static Optional<ColumnEncoding.Mapping> mapping(NumberScale scale) {
        return switch (scale) {
            case NumberScale.Linear(double centre, double factor) ->
                Optional.of(new ColumnEncoding.Mapping(ColumnEncoding.Shape.LINEAR, centre, factor));
            case NumberScale.Robust(double centre, double factor) ->
                Optional.of(new ColumnEncoding.Mapping(ColumnEncoding.Shape.SMOOTH_CLIP, centre, factor));
            case NumberScale.Normal _ -> Optional.empty();
        };
    }

    private static NumberScale scale(ColumnEncoding.Mapping mapping) {
        return switch (mapping.shape()) {
            case LINEAR -> new NumberScale.Linear(mapping.centre(), mapping.factor());
            case SMOOTH_CLIP -> new NumberScale.Robust(mapping.centre(), mapping.factor());
        };
    }

    /** Throws IllegalArgumentException where only this library knows what is meant. */
    static ColumnEncoder encoder(ColumnEncoding encoding) {
        return switch (encoding) {
            case ColumnEncoding.Number(String column, double missing, ColumnEncoding.Mapping mapping, var indicator) -> {
                NumberEncoder.Range range = new NumberEncoder.Range(-Double.MAX_VALUE, missing, Double.MAX_VALUE);
                ColumnEncoder number = new NumberEncoder(column, NumberSource.VALUE, range, scale(mapping), null, indicator.isPresent());
                yield scaled(number, indicator.stream().toList());
            }
            case ColumnEncoding.Flag(String column, ColumnEncoding.Categories values, ColumnEncoding.Mapping mapping) ->
                scaled(new BooleanEncoder(column, Vocabulary.of(values)), List.of(mapping));
            case ColumnEncoding.OneHot(String column, ColumnEncoding.Categories values, List<ColumnEncoding.Mapping> mappings) ->
                scaled(new CategoryEncoder(column, Vocabulary.of(values), false), mappings);
            case ColumnEncoding.Code(String column, ColumnEncoding.Categories values) ->
                new CategoryEncoder(column, Vocabulary.of(values), true);
            case ColumnEncoding.Other(String column, String what) -> throw new IllegalArgumentException("column " + Names.shown(column)
                    + " becomes " + what + ", which cannot be made of such words");
        };
    }

    private static ColumnEncoder scaled(ColumnEncoder base, List<ColumnEncoding.Mapping> mappings) {
        boolean isPlain = mappings.stream().allMatch(ColumnEncoding.Mapping.SAME::equals);
        return isPlain ? base : new ScaledEncoder(base, mappings.stream().map(EncodingConversion::scale).toList());
    }

    /** Numbers, where a vocabulary has them. */
    static ColumnEncoding.Categories categories(double[] numbers, List<String> texts) {
        return numbers.length > 0 ? new ColumnEncoding.Categories(List.of(), Arrays.stream(numbers).boxed().toList())
                : new ColumnEncoding.Categories(texts, List.of());
    }
}
