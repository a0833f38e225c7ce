package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablePredictorTest {

    private static final int ROWS = 2_000;

    private record House(double rooms, String town, String street, boolean hasGarden, double price) {
    }

    private static final Table HOUSES = Table.ofRecords(IntStream.range(0, 200).mapToObj(i -> new House(i % 7 + i % 3 * 0.5,
            List.of("Ulm", "Bonn", "Jena").get(i % 3), "street " + i % 12, i % 2 == 0, i % 7 * 100 + i % 3)).toList(), House.class);

    private static TableModel model() {
        return TableTrainer.fast().target("price").fit(HOUSES);
    }

    /** The average of a network of 4 members and one of 8, which counts three times; they have seen other rows. */
    private static TableModel average() {
        TableModel one = model(), other = TableTrainer.good().target("price").seed(2).folds(1).fit(HOUSES);
        return new TableModel(new Voters(List.of(one.voters().all().getFirst(), other.voters().all().getFirst().weighted(3))), one.target(),
                one.typical(), one.metadata());
    }

    /** Rows that the predictor has answered. */
    private static double answer(TablePredictor predictor) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            predictor.set("rooms", i % 9);
            predictor.set("town", "Bonn");
            predictor.set("street", "street 7");
            predictor.set("hasGarden", "true");
            predictor.run();
            sum += predictor.value();
        }
        return sum;
    }

    @Test
    void answersRowsWithoutAllocating() {
        answersRowsWithoutAllocating(model().predictor());
        answersRowsWithoutAllocating(average().predictor());
    }

    private static void answersRowsWithoutAllocating(TablePredictor predictor) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE, end = System.nanoTime() + 20_000_000_000L;
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            answer(predictor);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < ROWS / 10, least + " bytes for " + ROWS + " rows");
    }

    @Test
    void takesNoBlanksAroundAText() {
        for (String text : List.of(" Ulm", "Ulm\u00a0\t", " ? ", " 7 ")) {
            RowValue value = new RowValue("town");
            value.set(text);
            ColumnCollector collector = new ColumnCollector("town", NumberText.withDecimal('.'), true);
            collector.add(text);
            Column file = collector.column();
            assertEquals(file.text(0), value.text(0));
            assertEquals(file.isMissing(0), value.isMissing(0), text);
            assertEquals(file.number(0), value.number(0), text);
        }
    }

    @Test
    void answersARowAloneAsAmongOthers() {
        TableModel model = average();
        List<Answer> together = model.predict(HOUSES);
        for (int row = 0; row < HOUSES.rows(); row++) {
            assertEquals(together.get(row), model.predict(HOUSES.at(new int[] {row})).getFirst());
            assertEquals(together.get(row), model.predict(Map.of("rooms", HOUSES.column("rooms").number(row), "town",
                    HOUSES.column("town").text(row), "street", HOUSES.column("street").text(row), "hasGarden", row % 2 == 0)));
        }
    }

    @Test
    void takesWhatWasNotSetForMissing() {
        TableModel model = model();
        TablePredictor fresh = model.predictor(), cleared = model.predictor();
        cleared.set("rooms", 5);
        cleared.set("town", "Ulm");
        cleared.clear();
        fresh.run();
        cleared.run();
        assertEquals(fresh.value(), cleared.value());
        cleared.set("town", "Atlantis");
        cleared.set("rooms", "?");
        cleared.run();
        assertEquals(fresh.value(), cleared.value());
    }

    @Test
    void takesDatesInTheFormOfTrainingAndWithTheYearFirst() {
        record Sale(String day, double price) {
        }
        TableModel model = TableTrainer.fast().target("price").fit(Table.ofRecords(IntStream.range(0, 200).mapToObj(i -> new Sale(
                1 + i % 28 + "." + (1 + i % 12) + "." + (2000 + i % 20), 100 * (i % 20))).toList(), Sale.class));
        assertEquals(model.predict(Map.of("day", "5.11.2017")), model.predict(Map.of("day", LocalDate.of(2017, 11, 5))));
        assertNotEquals(model.predict(Map.of("day", "?")), model.predict(Map.of("day", LocalDate.of(2017, 11, 5))));
    }

    @Test
    void answersNoRows() {
        assertEquals(List.of(), average().predict(HOUSES.at(new int[0])));
    }

    @Test
    void saysWhichColumnsItReadsAndWhatItPredicts() {
        TablePredictor predictor = model().predictor();
        assertEquals("the model reads no column 'room', but rooms, town, street, hasGarden",
                assertThrows(IllegalArgumentException.class, () -> predictor.set("room", 5)).getMessage());
        assertEquals("the model predicts numbers of 'price', not classes",
                assertThrows(IllegalStateException.class, predictor::label).getMessage());
        assertThrows(IllegalStateException.class, () -> predictor.probability(0));
    }
}
