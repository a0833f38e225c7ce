package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeakCheckTest {

    private record Row(double near, double copy, String code, String id, String day, double noise, double price, String sold) {
    }

    /** The copy bends the price, the code renames the class, near is the price with noise, the id is another in each row. */
    private static Table rows(int count) {
        SplittableRandom random = new SplittableRandom(11);
        return Table.ofRecords(IntStream.range(0, count).mapToObj(i -> {
            double price = Math.exp(3 * random.nextDouble());
            boolean isSold = random.nextInt(4) == 0;
            return new Row(price + random.nextDouble() - 0.5, 1 / price, isSold ? "closed " + i % 3 : "open " + i % 5, "a" + i / 2,
                    isSold ? "2024-0" + (1 + i % 9) + "-01" : "2023-0" + (1 + i % 9) + "-02", random.nextDouble(), price,
                    isSold ? "yes" : "no");
        }).toList(), Row.class);
    }

    private static List<String> suspects(Table table, String target) {
        List<ColumnDecision> decisions = table.columns().stream().filter(column -> !column.name().equals(target))
                .map(KindInference::of).toList();
        Column truth = table.column(target);
        Target fitted = Task.of(truth).task() == Task.CLASSIFICATION ? new Target.Classes(target, Vocabulary.of(Distinct.of(truth)))
                : Target.Number.fit(target, "", IntStream.range(0, truth.size()).mapToDouble(truth::number).toArray());
        return LeakCheck.remarks(table, IntStream.range(0, table.rows()).toArray(), DecidedColumns.of(table, decisions), fitted, 1);
    }

    @Test
    void findsACopyOfANumberHoweverItIsBent() {
        assertEquals(List.of("warning: column copy alone gives price: a rule of this column explains 100.0 % of the order of 400 rows; is"
                + " it known when an answer is wanted?"), suspects(rows(400), "price"));
    }

    @Test
    void findsValuesThatAreThereForOneClassOnly() {
        List<String> found = suspects(rows(400), "sold");
        assertEquals(List.of("code", "day"), found.stream().map(remark -> remark.split(" ")[2]).toList());
        assertTrue(found.getFirst().contains("is right in 100.0 % of 400 rows"), found.toString());
    }

    @Test
    void saysNothingOfFewRows() {
        assertEquals(List.of(), suspects(rows(49), "sold"));
    }

    private record Payment(double amount, int fraud) {
    }

    /** A column that never says the rare class is nearly always right, and tells nothing. */
    @ParameterizedTest
    @CsvSource({"0", "1", "3", "19"})
    void saysNothingOfAClassThatHardlyOccurs(int frauds) {
        List<Payment> payments = IntStream.range(0, 1000).mapToObj(i -> new Payment(i, i < frauds ? 1 : 0)).toList();
        Table table = Table.ofRecords(payments, Payment.class);
        Target target = new Target.Classes("fraud", Vocabulary.of(Distinct.of(Table.ofRecords(List.of(new Payment(0, 0), new Payment(1, 1)),
                Payment.class).column("fraud"))));
        assertEquals(List.of(), LeakCheck.remarks(table, IntStream.range(0, 1000).toArray(), DecidedColumns.of(table, List.of(KindInference
                .of(table.column("amount")))), target, 1));
    }

    @Test
    void isToldBeforeTrainingAndAfterIt() {
        List<String> heard = new ArrayList<>();
        TableReport report = TableTrainer.fast().target("price").maxTime(Duration.ofMillis(1))
                .planned(plan -> heard.addAll(plan.remarks())).run(rows(200));
        assertTrue(heard.getFirst().startsWith("warning: column copy alone gives price: "), heard.toString());
        assertEquals(heard, report.remarks());
    }

    /** A rule by hand: pairs answer each other, single values take the nearest, or the line between both neighbours. */
    @Test
    void answersNoRowByItself() {
        NumberColumn keys = new NumberColumn("x", new double[] {1, 1, 2, 4, 4, 4, 9, Double.NaN});
        OneColumnRule rule = OneColumnRule.of(keys, ColumnKind.NUMERIC, new DecidedColumns(List.of(), Map.of()));
        // 1: the other one; 2: wrong by the nearest, 1; 4: all wrong, by two others or the first class of a tie; 9: by 4; missing: by all
        assertEquals(4 / 8.0, rule.error(new int[] {0, 0, 1, 1, 1, 0, 1, 1}, 2));
        double[] values = {1, 3, 5, 6, 8, 10, 9, 4};
        double mean = 46 / 8.0, squares = 0, all = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        double[] answers = {3, 1, 2 + (8 - 2) / 3.0, 9, 8, 7, 8, 42 / 7.0};
        for (int i = 0; i < values.length; i++) {
            squares += (values[i] - answers[i]) * (values[i] - answers[i]);
        }
        assertEquals(squares / all, rule.error(values), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"titanic.csv.gz, Survived", "churn.csv.gz, Exited", "diamonds.csv.gz, price", "pol.csv.gz, y",
        "california.csv.gz, MedHouseVal"})
    void saysNothingOfPublicTables(String file, String target) throws IOException {
        assertEquals(List.of(), suspects(Csv.read(SharedTables.file(file)), target));
    }
}
