package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The build runs this at every width of vectors and without them: the recorded sums, of model and answers, are those of all. */
@Tag("every-width")
class SameBitsOfTablesTest {

    private record House(Double rooms, String town, String street, double garden, double price, String sold) {
    }

    /** Numbers, missing ones, categories with inputs and with an embedding; nothing but what a generator gives on any machine. */
    private static Table houses() {
        SplittableRandom random = new SplittableRandom(11);
        return Table.ofRecords(IntStream.range(0, 60).mapToObj(i -> {
            int rooms = 1 + random.nextInt(8), town = random.nextInt(3), street = random.nextInt(12);
            double garden = random.nextInt(1000) / 8.0, price = 64 * rooms + 32 * town + street + garden;
            return new House(i % 11 == 0 ? null : (double) rooms, List.of("Ulm", "Bonn", "Jena").get(town), "street " + street, garden,
                    price, price < 350 ? "yes" : "no");
        }).toList(), House.class);
    }

    @ParameterizedTest
    @CsvSource({"price, 1, c911408d8b18b002 45feb20d50f39431", "price, 2, c911408d8b18b002 45feb20d50f39431",
        "price, 3, c911408d8b18b002 45feb20d50f39431", "sold, 2, 472111118d11f1fd 8d47af01412ed686"})
    void trainsAndAnswersWithTheRecordedBits(String target, int threads, String expected) {
        TableModel model = TableTrainer.fast().target(target).folds(3).threads(threads).fit(houses());
        String answers = Sha256.of(digest -> model.predict(houses()).forEach(answer -> digest.update(answer.toString()
                .getBytes(StandardCharsets.UTF_8))));
        assertEquals(expected, model.sha256().substring(0, 16) + " " + answers.substring(0, 16));
    }
}
