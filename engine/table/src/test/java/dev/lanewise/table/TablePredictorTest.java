package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablePredictorTest {

    private static final int ROWS = 2_000;

    private record House(double rooms, String town, String street, boolean hasGarden, double price) {
    }

    private static TableModel model() {
        return TableTrainer.fast().target("price").fit(Table.ofRecords(IntStream.range(0, 200).mapToObj(i -> new House(i % 7 + i % 3 * 0.5,
                List.of("Ulm", "Bonn", "Jena").get(i % 3), "street " + i % 12, i % 2 == 0, i % 7 * 100 + i % 3)).toList(), House.class));
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
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        TablePredictor predictor = model().predictor();
        long least = Long.MAX_VALUE, end = System.nanoTime() + 20_000_000_000L;
        while (least > 0 && System.nanoTime() < end) {
            long before = threads.getCurrentThreadAllocatedBytes();
            answer(predictor);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(least < ROWS / 10, least + " bytes for " + ROWS + " rows");
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
    void saysWhichColumnsItReadsAndWhatItPredicts() {
        TablePredictor predictor = model().predictor();
        assertEquals("the model reads no column 'room', but rooms, town, street, hasGarden",
                assertThrows(IllegalArgumentException.class, () -> predictor.set("room", 5)).getMessage());
        assertEquals("the model predicts numbers of 'price', not classes",
                assertThrows(IllegalStateException.class, predictor::label).getMessage());
        assertThrows(IllegalStateException.class, () -> predictor.probability(0));
    }
}
