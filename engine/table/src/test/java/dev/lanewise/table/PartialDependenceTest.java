package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much columns matter, and how. */
class PartialDependenceTest {

    private static final Table HOUSES = houses();
    private static final TableModel PRICE = TableTrainer.fast().target("price").kind("sold", ColumnKind.IGNORE).fit(HOUSES);
    private static final TableModel SOLD = TableTrainer.fast().target("sold").kind("price", ColumnKind.IGNORE).fit(HOUSES);

    private record House(Double rooms, String town, String built, double noise, double price, String sold) {
    }

    private static Table houses() {
        SplittableRandom random = new SplittableRandom(7);
        List<House> houses = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int rooms = 1 + random.nextInt(8), town = Math.min(2, random.nextInt(4));
            double price = 100 * rooms + 70 * town;
            houses.add(new House(i % 17 == 0 ? null : (double) rooms, List.of("Ulm", "Bonn", "Jena").get(town),
                    "19" + (50 + i % 50) + "-0" + (1 + i % 9) + "-01", random.nextDouble(), price, price > 500 ? "yes" : "no"));
        }
        return Table.ofRecords(houses, House.class);
    }

    private static double meanOf(String column, Object value) {
        return IntStream.range(0, HOUSES.rows()).mapToDouble(row -> {
            Map<String, Object> cells = new HashMap<>();
            PRICE.columns().forEach(name -> cells.put(name, HOUSES.column(name).text(row)));
            cells.put(column, value);
            return PRICE.predict(cells).value();
        }).average().orElseThrow();
    }

    @Test
    void averagesAnswersWhereAllRowsHaveTheSameValue() {
        PartialDependence rooms = PartialDependence.of(PRICE, HOUSES, "rooms", 5);
        assertEquals(List.of("1", "2", "4", "6", "8", ""), rooms.points().stream().map(PartialDependence.Point::value).toList());
        for (PartialDependence.Point point : rooms.points()) {
            assertEquals(meanOf("rooms", point.value()), point.answers().getFirst(), 1e-3, point.toString());
        }
        PartialDependence towns = PartialDependence.of(PRICE, HOUSES, "town", 2);
        // the most frequent ones
        assertEquals("Jena", towns.points().getFirst().value());
        assertEquals(2, towns.points().size());
        assertEquals(meanOf("town", "Jena"), towns.points().getFirst().answers().getFirst(), 1e-3);
        PartialDependence built = PartialDependence.of(PRICE, HOUSES, "built", 3);
        assertEquals(List.of("1950-01-01", "1974-07-01", "1999-09-01").getFirst(), built.points().getFirst().value());
        assertEquals(3, built.points().size());
        assertEquals(meanOf("built", "1950-01-01"), built.points().getFirst().answers().getFirst(), 1e-3);
    }

    @Test
    void averagesProbabilitiesOfAllClasses() {
        for (PartialDependence.Point point : PartialDependence.of(SOLD, HOUSES, "rooms", 5).points()) {
            assertEquals(1, point.answers().stream().mapToDouble(Double::doubleValue).sum(), 1e-5);
        }
        List<PartialDependence.Point> points = PartialDependence.of(SOLD, HOUSES, "rooms", 5).points();
        assertTrue(points.get(4).answers().get(1) > points.get(0).answers().get(1) + 0.5, points.toString());
    }

    @Test
    void saysWhatIsWrongWithAColumn() {
        assertEquals("the model reads no column 'sold', but rooms, town, built, noise",
                assertThrows(IllegalArgumentException.class, () -> PartialDependence.of(PRICE, HOUSES, "sold", 5)).getMessage());
        assertEquals("a dependence expects at least 2 values to try, got 1",
                assertThrows(IllegalArgumentException.class, () -> PartialDependence.of(PRICE, HOUSES, "rooms", 1)).getMessage());
    }

    @Test
    void findsTheColumnsThatMatter() {
        TableImportance importance = TableImportance.of(PRICE, HOUSES, TableMetric.RMSE, 3, 1);
        assertEquals(PRICE.metrics(HOUSES).get("rmse"), importance.value());
        List<TableImportance.Share> columns = importance.columns();
        assertEquals(List.of("rooms", "town"), columns.subList(0, 2).stream().map(TableImportance.Share::column).toList());
        // two rooms taken at random are on average sqrt(2) deviations apart
        assertEquals(Math.sqrt(2) * 100 * 2.29, columns.getFirst().mean(), 60);
        assertTrue(columns.get(1).mean() > 10 * Math.abs(columns.get(3).mean()), columns.toString());
        assertEquals(importance, TableImportance.of(PRICE, HOUSES, TableMetric.RMSE, 3, 1));
        assertTrue(!importance.equals(TableImportance.of(PRICE, HOUSES, TableMetric.RMSE, 3, 2)));
    }

    /** Encoded once, a column's inputs of other rows are what encoding the column's values of other rows makes. */
    @Test
    void measuresWhatATableWithAShuffledColumnGives() {
        for (TableModel model : List.of(PRICE, SOLD)) {
            ShuffledVoter voter = ShuffledVoter.of(model.voters().all().getFirst(), HOUSES);
            int[] order = IntStream.range(0, HOUSES.rows()).map(row -> (7 * row + 3) % HOUSES.rows()).toArray();
            for (String column : model.columns()) {
                double[] found = new double[HOUSES.rows() * model.target().outputs()], expected = new double[found.length];
                voter.add(column, order, found);
                voter.voter().add(HOUSES.with(HOUSES.column(column).at(order)), expected);
                assertArrayEquals(expected, found, column);
            }
            TableMetric metric = TableMetric.defaultFor(model.task());
            double usual = model.metrics(HOUSES).get(metric.toText());
            Table shuffled = HOUSES.with(HOUSES.column("rooms").at(TableImportance.order(HOUSES.rows(), 1, 0)));
            TableImportance.Share rooms = TableImportance.of(model, HOUSES, metric, 1, 1).columns().getFirst();
            assertEquals(List.of(model.metrics(shuffled).get(metric.toText()) - usual), rooms.worse(), rooms.column());
        }
    }

    @Test
    void saysThatNoRowHasAValueToTry() {
        for (String column : List.of("rooms", "built")) {
            Table junk = HOUSES.at(new int[] {0, 1}).with(column(column, "many", "more"));
            assertEquals("a dependence expects a value in column '" + column + "' that the model can read, but all rows have others, such"
                    + " as 'many'", assertThrows(IllegalArgumentException.class, () -> PartialDependence.of(PRICE, junk, column, 5))
                            .getMessage());
        }
        Table missing = HOUSES.at(new int[] {0, 1}).with(column("rooms", "many", ""));
        assertEquals(List.of(""), PartialDependence.of(PRICE, missing, "rooms", 5).points().stream().map(PartialDependence.Point::value)
                .toList());
    }

    @Test
    void triesNumbersWithADecimalCommaAsTheyWereRead() {
        Table table = HOUSES.at(new int[] {1, 2, 3}).with(column("rooms", "1,500", "junk", "7,250"));
        List<PartialDependence.Point> points = PartialDependence.of(PRICE, table, "rooms", 2).points();
        assertEquals(List.of("1,500", "7,250"), points.stream().map(PartialDependence.Point::value).toList());
        for (PartialDependence.Point point : points) {
            double number = point.value().equals("1,500") ? 1.5 : 7.25;
            Table same = table.with(new NumberColumn("rooms", new double[] {number, number, number}));
            double expected = PRICE.predict(same).stream().mapToDouble(Answer::value).average().orElseThrow();
            assertEquals(expected, point.answers().getFirst(), 1e-9, point.value());
        }
    }

    /** With a decimal comma. */
    private static Column column(String name, String... texts) {
        ColumnCollector collector = new ColumnCollector(name, NumberText.withDecimal(','), false);
        List.of(texts).forEach(collector::add);
        return collector.column();
    }

    @Test
    void takesLessAccuracyForWorse() {
        TableImportance importance = TableImportance.of(SOLD, HOUSES, TableMetric.ACCURACY, 4, 1);
        TableImportance.Share rooms = importance.columns().getFirst();
        assertEquals("rooms", rooms.column());
        assertTrue(rooms.mean() > 0.2, rooms.toString());
        assertEquals(4, rooms.worse().size());
        double mean = rooms.worse().stream().mapToDouble(value -> value).sum() / 4;
        assertEquals(mean, rooms.mean(), 1e-12);
        double squares = rooms.worse().stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
        assertEquals(Math.sqrt(squares / 3), rooms.spread(), 1e-12);
    }

    @Test
    void refusesMetricsOfOtherTasksAndNoRepeats() {
        assertEquals("the metric auc is one of a classification, but this is a regression", assertThrows(IllegalArgumentException.class,
                () -> TableImportance.of(PRICE, HOUSES, TableMetric.AUC, 3, 1)).getMessage());
        assertEquals("the importance of columns expects at least 1 repeat, got 0", assertThrows(IllegalArgumentException.class,
                () -> TableImportance.of(PRICE, HOUSES, TableMetric.RMSE, 0, 1)).getMessage());
    }

    /** A model answers some thousand rows at once. */
    @Test
    void measuresMoreRowsThanAreAnsweredAtOnce() {
        Table many = HOUSES.at(IntStream.range(0, 5_000).map(i -> i % HOUSES.rows()).toArray());
        float[] outputs = PRICE.outputs(many), some = PRICE.outputs(HOUSES);
        assertTrue(IntStream.range(0, 5_000).allMatch(row -> outputs[row] == some[row % HOUSES.rows()]));
    }

    @Test
    void choosesRowsAtRandom() {
        assertEquals(HOUSES, HOUSES.sample(300, 1));
        Table some = HOUSES.sample(30, 1), same = HOUSES.sample(30, 1), others = HOUSES.sample(30, 2);
        assertEquals(30, some.rows());
        double[] noise = IntStream.range(0, 30).mapToDouble(row -> some.column("noise").number(row)).toArray();
        assertEquals(30, Arrays.stream(noise).distinct().count());
        assertTrue(IntStream.range(0, 30).allMatch(row -> same.column("noise").number(row) == noise[row]));
        assertTrue(IntStream.range(0, 30).anyMatch(row -> others.column("noise").number(row) != noise[row]));
    }
}
