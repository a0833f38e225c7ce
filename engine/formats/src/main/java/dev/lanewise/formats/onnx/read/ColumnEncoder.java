package dev.lanewise.formats.onnx.read;

import dev.lanewise.table.ColumnEncoding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Encoders of a model for tables, and how columns of a graph are made of the inputs that these make. */
final class ColumnEncoder {

    private static final double TOLERANCE = 1e-6;
    private static final double LIMIT = 3;

    private final UnaryOperator<Cell> names;
    private final List<ColumnEncoding> encodings = new ArrayList<>();
    /** Where the inputs of an encoder begin. */
    private final Map<ColumnEncoding, Integer> places = new HashMap<>();
    /** By lists that many columns share. */
    private final Map<List<?>, Values> values = new IdentityHashMap<>();
    private final List<List<Scatter.Part>> parts = new ArrayList<>();
    private final List<Double> shifts = new ArrayList<>();
    private int inputs;

    /** Names give a cell the name of its column as input. */
    ColumnEncoder(UnaryOperator<Cell> names) {
        this.names = names;
    }

    /** Whether a column is a number and something linear of it, which a network needs no encoder for. */
    static boolean isPlain(Source.Column column) {
        return column.cell() instanceof Cell.Number number && Double.isNaN(number.missing()) && Linear.of(column.formula(), 0).isPresent();
    }

    void add(Source.Column column) {
        Cell cell = names.apply(column.cell());
        String name = cell.input();
        switch (cell) {
            case Cell.Number number -> number(name, number.missing(), column.formula());
            case Cell.Absent _ -> flag(name, column.formula());
            case Cell.OneOf one -> hot(name, one, column.formula());
            case Cell.Lookup lookup -> lookup(name, lookup, column.formula());
            case Cell.Whole _ -> throw new IllegalArgumentException("the fractions of column '" + name + "' are cut off, which is supported"
                    + " of categories alone");
            case Cell.Text _ -> throw new IllegalArgumentException("the texts of column '" + name + "' reach the network without an"
                    + " encoder");
        }
    }

    List<ColumnEncoding> encodings() {
        return encodings;
    }

    Scatter scatter() {
        Scatter scatter = new Scatter(inputs);
        for (int c = 0; c < parts.size(); c++) {
            scatter.add(parts.get(c), shifts.get(c));
        }
        return scatter;
    }

    private int place(ColumnEncoding encoding, int width) {
        return places.computeIfAbsent(encoding, _ -> {
            encodings.add(encoding);
            int at = inputs;
            inputs += width;
            return at;
        });
    }

    private void column(List<Scatter.Part> of, double shift) {
        parts.add(of);
        shifts.add(shift);
    }

    /** Scaled in double by the encoder, where it can be. */
    private void number(String name, double missing, Formula formula) {
        Optional<Linear> linear = Linear.of(formula, 0);
        if (linear.isPresent() && linear.get().factor() != 0) {
            double factor = linear.get().factor(), centre = -linear.get().shift() / factor + 0.0;
            number(name, missing, new ColumnEncoding.Mapping(ColumnEncoding.Shape.LINEAR, centre, factor));
        } else if (linear.isPresent()) {
            column(List.of(), linear.get().shift());
        } else {
            number(name, missing, clip(formula).orElseThrow(() -> new IllegalArgumentException("what is computed of column '" + name
                    + "' is no scaling that is supported")));
        }
    }

    /** Where nothing stands for a missing number, the one that becomes 0 does. */
    private void number(String name, double missing, ColumnEncoding.Mapping mapping) {
        double instead = Double.isNaN(missing) ? mapping.centre() : missing;
        column(List.of(new Scatter.Part(place(new ColumnEncoding.Number(name, instead, mapping, Optional.empty()), 1), 1)), 0);
    }

    /** {@code z / sqrt(1 + (z / 3)^2)} of something linear. */
    private static Optional<ColumnEncoding.Mapping> clip(Formula formula) {
        for (Step.Diagonal base : LinearParts.of(formula, 1)) {
            Formula rest = LinearParts.inTermsOf(base, formula, 1);
            boolean agrees = base.factor(0) != 0;
            for (double z = -20; agrees && z <= 20; z += 0.25) {
                agrees = Math.abs(rest.of(z, 0) - z / Math.sqrt(1 + z * z / LIMIT / LIMIT)) < TOLERANCE;
            }
            if (agrees) {
                return Optional.of(new ColumnEncoding.Mapping(ColumnEncoding.Shape.SMOOTH_CLIP, -base.shift(0) / base.factor(0) + 0.0,
                        base.factor(0)));
            }
        }
        return Optional.empty();
    }

    /** Of 0 and 1 every function is linear. */
    private void flag(String name, Formula formula) {
        ColumnEncoding.Mapping nothing = new ColumnEncoding.Mapping(ColumnEncoding.Shape.LINEAR, 0, 0);
        int at = place(new ColumnEncoding.Number(name, 0, nothing, Optional.of(ColumnEncoding.Mapping.SAME)), 2) + 1;
        double none = formula.of(0, 0);
        column(List.of(new Scatter.Part(at, formula.of(1, 0) - none)), none);
    }

    private void hot(String name, Cell.OneOf one, Formula formula) {
        Values values = values(one.texts(), one.numbers());
        int first = place(new ColumnEncoding.OneHot(name, values.categories, List.of()), values.categories.size());
        double none = formula.of(0, 0);
        column(List.of(new Scatter.Part(first + values.places[one.place()], formula.of(1, 0) - none)), none);
    }

    private void lookup(String name, Cell.Lookup lookup, Formula formula) {
        Values values = values(lookup.texts(), lookup.numbers());
        int first = place(new ColumnEncoding.OneHot(name, values.categories, List.of()), values.categories.size());
        double otherwise = formula.of(lookup.otherwise(), 0);
        List<Scatter.Part> all = new ArrayList<>();
        for (int i = 0; i < values.places.length; i++) {
            all.add(new Scatter.Part(first + values.places[i], formula.of(lookup.values().get(i), 0) - otherwise));
        }
        column(all, otherwise);
    }

    /**
     * Categories as an encoder has them.
     *
     * @param categories numbers rise
     * @param places     of those of the graph among them
     */
    private record Values(ColumnEncoding.Categories categories, int[] places) {
    }

    private Values values(List<String> texts, List<Double> numbers) {
        return values.computeIfAbsent(texts.isEmpty() ? numbers : texts, _ -> {
            List<Double> rising = new ArrayList<>(new TreeSet<>(numbers));
            if (rising.size() < numbers.size()) {
                throw new IllegalArgumentException("expected different categories, got one twice");
            }
            int[] places = new int[texts.size() + numbers.size()];
            Arrays.setAll(places, place -> texts.isEmpty() ? Collections.binarySearch(rising, numbers.get(place)) : place);
            return new Values(new ColumnEncoding.Categories(texts, rising), places);
        });
    }
}
