package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Layer;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class TableTrainerTest {

    private static final List<String> TOWNS = List.of("Ulm", "Bonn", "Jena");

    @TempDir
    private Path folder;

    private record House(double rooms, String town, int year, Double garden, String owner, double price, String sold) {
    }

    /** A price that rooms, town and garden make, with little noise; a house is sold where it is cheap. */
    private static Table houses(int count) {
        SplittableRandom random = new SplittableRandom(7);
        return Table.ofRecords(IntStream.range(0, count).mapToObj(i -> {
            double rooms = 1 + random.nextInt(8), garden = random.nextDouble(100);
            int town = random.nextInt(3);
            double price = 100 * rooms + 80 * town + garden + random.nextDouble(20);
            return new House(rooms, TOWNS.get(town), 1950 + i % 70, i % 9 == 0 ? null : garden, "owner " + i, price,
                    price < 500 ? "yes" : "no");
        }).toList(), House.class);
    }

    private static TableTrainer prices() {
        return TableTrainer.fast().target("price").kind("sold", ColumnKind.IGNORE).unit("EUR");
    }

    private static TableTrainer sales() {
        return TableTrainer.fast().target("sold").kind("price", ColumnKind.IGNORE);
    }

    @Test
    void learnsARegression() {
        TableReport report = prices().run(houses(1500));
        assertEquals(Task.REGRESSION, report.task().task());
        assertTrue(report.metrics().get("r2") > 0.97, report.metrics().toString());
        assertTrue(report.metrics().get("rmse") >= report.metrics().get("mae"));
        assertEquals(960, report.split().trained().length);
        assertEquals(240, report.split().validation().length);
        assertEquals(300, report.split().test().length);
        assertEquals("EUR", report.model().unit());
        assertEquals(List.of("rooms", "town", "year", "garden"), report.model().columns());
        assertEquals(new ColumnDecision("owner", ColumnKind.IGNORE, "its text differs in every row"), report.columns().get(4));
        assertEquals(report.bestEpoch() + 16, report.epochs());
        assertEquals("TabM-mini", report.trainings().getFirst().learner());
    }

    @Test
    void tellsTheSplitOfATrainingWithoutTraining() {
        Table houses = houses(300);
        for (TableTrainer trainer : List.of(prices().seed(3), sales().seed(4), prices().test(houses(50)))) {
            assertEquals(trainer.run(houses).split().hash(), trainer.split(houses).hash());
        }
    }

    @Test
    void learnsClasses() {
        TableReport report = sales().run(houses(1500));
        assertEquals(Task.CLASSIFICATION, report.task().task());
        assertTrue(report.metrics().get("accuracy") > 0.93, report.metrics().toString());
        assertTrue(report.metrics().get("auc") > 0.98, report.metrics().toString());
        assertEquals(List.of("accuracy", "auc", "logLoss"), List.copyOf(report.metrics().keySet()));
        assertEquals(List.of("no", "yes"), report.model().classes());
        assertEquals(report.metrics(), report.model().metrics(houses(1500).at(report.split().test())));
    }

    /** In as many epochs as it has, and with the same answers from a file. */
    @Test
    void learnsByRealMlp() throws IOException {
        Table table = houses(250);
        TableReport report = prices().network(TableNetwork.REALMLP).run(table);
        assertEquals(256, report.trainings().getFirst().history().size());
        assertTrue(report.metrics().get("r2") > 0.95, report.metrics().toString());
        Path file = folder.resolve("houses.lanewise");
        report.model().save(file);
        assertEquals(report.model().predict(table), TableModel.load(file).predict(table));
    }

    @Test
    void givesIntervalsThatHoldNineOfTenTruths() {
        Table table = houses(3000);
        TableReport report = prices().run(table);
        Table test = table.at(report.split().test());
        List<Answer> answers = report.model().predict(test);
        long held = IntStream.range(0, test.rows()).filter(row -> answers.get(row).low() <= test.column("price").number(row)
                && test.column("price").number(row) <= answers.get(row).high()).count();
        // 540 of 600, give or take four standard deviations
        assertTrue(held > 510 && held < 570, held + " of 600");
    }

    @Test
    void answersAMapAsARowOfATableAndAsAPredictor() {
        Table table = houses(300);
        for (TableModel model : List.of(prices().fit(table), sales().fit(table))) {
            Map<String, Object> row = new HashMap<>(Map.of("rooms", 5, "town", "Ulm", "year", 2000L, "garden", 12.5));
            Table one = Table.ofRecords(List.of(new House(5, "Ulm", 2000, 12.5, "x", 1, "no")), House.class);
            Answer answer = model.predict(row);
            assertEquals(model.predict(one).getFirst(), answer);
            TablePredictor predictor = model.predictor();
            predictor.set("rooms", "5.0");
            predictor.set("town", "Ulm");
            predictor.set("year", 2000);
            predictor.set("garden", 12.5);
            predictor.run();
            assertEquals(answer, predictor.answer());
            row.put("garden", null);
            assertNotEquals(answer, model.predict(row));
            row.remove("town");
            assertEquals("the row lacks town; give null for a value that is missing",
                    assertThrows(IllegalArgumentException.class, () -> model.predict(row)).getMessage());
        }
    }

    @Test
    void givesProbabilitiesByName() {
        Answer answer = sales().fit(houses(300)).predict(Map.of("rooms", 1, "town", "Ulm", "year", 2000, "garden", 5));
        assertEquals("yes", answer.label());
        assertEquals(1, answer.probability("yes") + answer.probability("no"), 1e-6);
        assertTrue(answer.probability("yes") > 0.8);
        assertThrows(IllegalArgumentException.class, () -> answer.probability("maybe"));
    }

    @Test
    void hasTheSameBitsInAFile() throws IOException {
        Path file = folder.resolve("houses.lanewise");
        Table table = houses(300);
        for (TableModel model : List.of(prices().fit(table), sales().fit(table))) {
            model.save(file);
            TableModel loaded = TableModel.load(file);
            assertEquals(model.sha256(), loaded.sha256());
            assertEquals(model.predict(table), loaded.predict(table));
            assertEquals(model.toString(), loaded.toString());
            assertEquals(model.unit(), loaded.unit());
            assertEquals(Optional.of(1L), loaded.metadata().seed());
        }
    }

    @Test
    void hasTheSameBitsWithTwoThreadsAndOthersWithAnotherSeed() {
        Table table = houses(400);
        TableModel one = prices().maxTime(Duration.ofHours(1)).fit(table);
        assertEquals(one.sha256(), prices().threads(2).fit(table).sha256());
        assertNotEquals(one.sha256(), prices().seed(2).fit(table).sha256());
    }

    @Test
    void averagesANetworkForEachFold() {
        Table table = houses(150);
        for (TableTrainer trainer : List.of(prices().folds(3), sales().folds(3))) {
            TableReport report = trainer.run(table);
            assertEquals(3, report.model().networks().size());
            assertEquals(List.of(1, 2, 3), report.trainings().stream().map(TableReport.Training::fold).toList());
            assertEquals(report.trainings().stream().mapToInt(training -> training.history().size()).sum(), report.epochs());
            int[] learned = IntStream.range(0, 150).filter(row -> IntStream.of(report.split().test()).noneMatch(test -> test == row))
                    .toArray();
            assertArrayEquals(learned, report.split().trained());
            assertArrayEquals(learned, report.split().validation());
            for (TableSplit.Fold fold : report.split().folds()) {
                assertEquals(learned.length, fold.train().length + fold.validation().length);
                assertEquals(learned.length / 3.0, fold.validation().length, 1);
            }
            assertEquals(0, report.skipped());
        }
    }

    @Test
    void measuresEachRowByTheNetworkThatHasNotLearnedFromIt() {
        Table table = houses(300);
        TableReport report = prices().folds(3).run(table);
        double squares = 0;
        for (int fold = 0; fold < 3; fold++) {
            Table validation = table.at(report.split().folds().get(fold).validation());
            DoubleSummaryStatistics learned = IntStream.of(report.split().folds().get(fold).train())
                    .mapToDouble(table.column("price")::number).summaryStatistics();
            TableModel alone = new TableModel(new Voters(List.of(report.model().voters().all().get(fold))), report.model().target(),
                    report.model().typical(), report.model().metadata());
            List<Answer> answers = alone.predict(validation);
            for (int row = 0; row < answers.size(); row++) {
                // which knows the range of its own rows alone
                double answer = Math.clamp(answers.get(row).value(), learned.getMin(), learned.getMax());
                squares += Math.pow(validation.column("price").number(row) - answer, 2);
            }
        }
        assertEquals(Math.sqrt(squares / 240), report.validation().get("rmse"), 1e-4);
    }

    /** On any threads the same ones, in a file, and no worse for the rows that chose them. */
    @Test
    void leavesMembersOutThatAreNotNeeded() throws IOException {
        Table table = houses(200);
        TableReport all = prices().folds(3).run(table), some = prices().folds(3).prunedMembers().run(table);
        assertEquals(List.of(4, 4, 4), all.trainings().stream().map(TableReport.Training::members).toList());
        List<Integer> kept = some.trainings().stream().map(TableReport.Training::members).toList();
        assertEquals(kept, some.model().networks().stream().map(MemberPruning::members).toList());
        assertTrue(kept.stream().mapToInt(count -> count).sum() < 12 && kept.stream().allMatch(count -> count >= 1), kept.toString());
        assertTrue(some.validation().get("rmse") <= all.validation().get("rmse") + 1e-4, some.validation().toString());
        assertEquals(some.model().sha256(), prices().folds(3).prunedMembers().threads(2).run(table).model().sha256());
        Path file = folder.resolve("pruned.lanewise"), whole = folder.resolve("whole.lanewise");
        some.model().save(file);
        all.model().save(whole);
        assertTrue(Files.size(file) < Files.size(whole));
        assertEquals(some.model().predict(table), TableModel.load(file).predict(table));
    }

    @Test
    void hasTheSameBitsWithFoldsOnAnyThreads() {
        Table table = houses(200);
        TableReport one = prices().folds(3).run(table);
        assertEquals(one.model().sha256(), prices().folds(3).threads(2).fit(table).sha256());
        assertEquals(one.model().sha256(), prices().folds(3).threads(4).maxTime(Duration.ofHours(1)).fit(table).sha256());
        assertNotEquals(one.model().networks().get(0).sha256(), one.model().networks().get(1).sha256());
    }

    @Test
    void teachesAllNetworksTheSameEarlierRowsByTime() {
        Table table = houses(300);
        TableReport report = prices().time("year").folds(2).run(table);
        List<TableSplit.Fold> folds = report.split().folds();
        assertArrayEquals(folds.get(0).train(), folds.get(1).train());
        assertArrayEquals(folds.get(0).validation(), folds.get(1).validation());
        assertArrayEquals(folds.get(0).train(), prices().time("year").folds(1).split(table).trained());
        assertNotEquals(report.model().networks().get(0).sha256(), report.model().networks().get(1).sha256());
    }

    @Test
    void keepsGroupsTogetherInFoldsToo() {
        Table table = houses(300);
        for (TableSplit.Fold fold : prices().group("year").folds(4).split(table).folds()) {
            Set<Double> trained = years(table, fold.train());
            assertTrue(years(table, fold.validation()).stream().noneMatch(trained::contains));
        }
    }

    @Test
    void takesSmallTablesApartUnlessTheValidationHasAShare() {
        Table small = houses(300);
        TableTrainer trainer = TableTrainer.good().target("price");
        assertEquals(10, trainer.split(small).folds().size());
        assertEquals(5, TableTrainer.best().target("price").split(houses(6000)).folds().size());
        assertEquals(1, trainer.split(houses(6000)).folds().size());
        assertEquals(1, trainer.validationShare(0.3).split(small).folds().size());
        assertEquals(3, trainer.folds(3).split(small).folds().size());
        assertEquals(4, prices().folds(20).split(houses(5)).folds().size());
        assertSays("folds expect a number from 1, which is one split, to 20, got 21", () -> prices().folds(21));
    }

    /** 4,400 rows to learn from are no small table, though a network learns from fewer. */
    @Test
    void takesOneNetworkOfItsSizeWhereThereIsOneSplit() {
        TableReport report = TableTrainer.good().target("price").kind("sold", ColumnKind.IGNORE).stop(() -> true).run(houses(5500));
        List<Layer> layers = report.model().networks().getFirst().spec().layers();
        assertEquals(1, report.trainings().size());
        assertEquals(8, ((Heads) layers.getLast()).members());
    }

    @Test
    void stopsInTimeWithTheNetworksThatItHas() {
        TableReport report = prices().folds(5).maxTime(Duration.ofNanos(1)).run(houses(300));
        assertEquals(1, report.model().networks().size());
        assertEquals(4, report.skipped());
        assertEquals(1, report.epochs());
        assertEquals(48, report.split().folds().getFirst().validation().length);
    }

    @Test
    void namesTheNetworksWhoseEpochsItTells() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        prices().folds(2).threads(2).listeners(name -> {
            names.add(name);
            return StepListener.NONE;
        }).run(houses(60));
        assertEquals(Set.of("TabM-mini, fold 1", "TabM-mini, fold 2"), names);
    }

    @Test
    void tellsItsPlanBeforeItTrains() {
        List<Object> heard = new ArrayList<>();
        TableReport report = prices().planned(heard::add).listener((step, _, _) -> heard.add(step)).run(houses(60));
        TablePlan plan = (TablePlan) heard.getFirst();
        assertEquals(1L, heard.get(1));
        assertEquals(report.columns(), plan.columns());
        assertEquals(report.task(), plan.task());
        assertEquals(report.split().hash(), plan.split().hash());
    }

    @Test
    void keepsTheEpochThatItsMetricLikesBest() {
        Table table = houses(400);
        for (TableMetric metric : List.of(TableMetric.RMSE, TableMetric.MAE)) {
            TableReport report = prices().metric(metric).run(table);
            double best = report.validation().get(metric.toText());
            Target.Number target = (Target.Number) report.model().target();
            for (FitReport.Epoch epoch : report.trainings().getFirst().history()) {
                double scaled = epoch.validation().metric(metric.metric()) * target.deviation();
                // answers are clamped to the range of training, which only helps
                assertTrue(best <= scaled * (1 + 1e-5), metric + " " + best + " but epoch " + epoch.training().epoch() + " " + scaled);
            }
        }
    }

    /** With the same epochs as by the metric that takes its place, not the first one. */
    @Test
    void choosesByTheDefaultMetricWhereTheWantedOneCannotChoose() {
        record Row(double x, String label, double y) {
        }
        SplittableRandom random = new SplittableRandom(5);
        Table table = Table.ofRecords(IntStream.range(0, 90).mapToObj(i -> {
            double x = random.nextDouble();
            return new Row(x, i % 45 == 0 ? "rare" : x + 0.2 * random.nextDouble() < 0.6 ? "low" : "high", i < 88 ? x : 1);
        }).toList(), Row.class);
        TableTrainer classes = TableTrainer.fast().target("label").kind("y", ColumnKind.IGNORE).testShare(0).folds(4);
        TableReport report = classes.metric(TableMetric.AUC).run(table), byLoss = classes.metric(TableMetric.LOG_LOSS).run(table);
        int[] rare = IntStream.range(0, 4).filter(i -> IntStream.of(report.split().folds().get(i).validation()).noneMatch(
                row -> row % 45 == 0)).toArray();
        assertEquals("the metric auc cannot choose the epoch on the validation rows of fold "
                + IntStream.of(rare).mapToObj(i -> "" + (i + 1)).collect(Collectors.joining(", "))
                + ", which lack a class: logLoss chooses it there", report.remarks().getLast());
        for (int fold : rare) {
            assertTrue(report.trainings().get(fold).bestEpoch() > 1);
            assertEquals(byLoss.model().networks().get(fold).sha256(), report.model().networks().get(fold).sha256());
        }
        TableTrainer numbers = TableTrainer.fast().target("y").kind("label", ColumnKind.IGNORE).testShare(0).validationShare(0.01);
        TableReport byR2 = numbers.metric(TableMetric.R2).run(table);
        assertEquals("the metric r2 cannot choose the epoch on the validation rows, which lack different values: rmse chooses it there",
                byR2.remarks().getLast());
        assertEquals(numbers.metric(TableMetric.RMSE).fit(table).sha256(), byR2.model().sha256());
        assertTrue(byR2.bestEpoch() > 1);
    }

    @Test
    void keepsGroupsTogetherAndTimesInOrder() {
        Table table = houses(700);
        TableReport byGroup = prices().group("year").run(table), byTime = prices().time("year").run(table);
        Set<Double> trained = years(table, byGroup.split().trained());
        assertTrue(years(table, byGroup.split().test()).stream().noneMatch(trained::contains));
        assertEquals(List.of("rooms", "town", "garden"), byGroup.model().columns());
        double last = years(table, byTime.split().validation()).stream().mapToDouble(year -> year).max().orElseThrow();
        assertTrue(years(table, byTime.split().test()).stream().allMatch(year -> year >= last));
        assertNotEquals(byGroup.split().hash(), byTime.split().hash());
        assertEquals(64, byTime.split().hash().length());
    }

    @Test
    void takesAnyTimeAboveZeroAndAThreadAtLeast() {
        for (Duration none : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertSays("the longest time of a training expects a duration above zero, got " + none, () -> prices().maxTime(none));
        }
        assertSays("threads expect a number from 1 to 1024, got 0", () -> prices().threads(0));
        Table table = houses(40);
        assertEquals(0, prices().folds(2).maxTime(Duration.ofSeconds(Long.MAX_VALUE)).run(table).skipped());
    }

    @Test
    void saysWhichRowsAndColumnsDoNotFit() {
        record Row(double x, Double y, String day, double weight) {
        }
        List<Row> rows = IntStream.range(0, 60).mapToObj(i -> new Row(i, i < 2 ? null : i * 1.5, i < 2 ? "soon" : "2020-01-" + (10 + i % 9),
                i == 6 ? 1e39 : 1)).toList();
        Table table = Table.ofRecords(rows, Row.class);
        TableTrainer numbers = TableTrainer.fast().target("y").kind("weight", ColumnKind.IGNORE);
        assertSays("the weight column 'weight' expects numbers from 0 to 3.4028235E38, got " + Names.shown(table.column("weight").text(6))
                + " in row 7", () -> TableTrainer.fast().target("y").weight("weight").split(table));
        assertSays("column 'weight' is the weight of rows, so it cannot be numeric",
                () -> TableTrainer.fast().target("y").weight("weight").kind("weight", ColumnKind.NUMERIC).split(table));
        assertSays("column 'x' says which rows stay together, so it cannot be category",
                () -> TableTrainer.fast().target("y").group("x").kind("x", ColumnKind.CATEGORY).split(table));
        assertSays("column 'y' is the weight of rows, so it cannot be the target", () -> TableTrainer.fast().target("y").weight("y")
                .split(table));
        assertSays("column 'y' says which rows stay together, so it cannot be the target",
                () -> TableTrainer.fast().target("y").group("y").split(table));
        assertEquals(58, IntStream.of(numbers.time("day").split(table).learned()).count() + numbers.split(table).test().length);
        Table few = houses(5);
        for (TableTrainer trainer : List.of(prices(), prices().time("year"))) {
            assertSays("a test of 4 of 5 rows leaves 1, expected at least 2: one to learn from and one to choose the epoch",
                    () -> trainer.testShare(0.9).split(few));
        }
    }

    @Test
    void refusesATargetTooLargeToBeAveraged() {
        record Row(double x, double y) {
        }
        Table table = Table.ofRecords(IntStream.range(0, 20).mapToObj(i -> new Row(i, i % 2 == 0 ? 9e307 : 8e307)).toList(),
                Row.class);
        assertSays("the target 'y' expects numbers whose squares can be added, got 8.0E307 to 9.0E307; take a smaller unit or their"
                + " logarithm", () -> TableTrainer.fast().target("y").task(Task.REGRESSION).fit(table));
    }

    private static Set<Double> years(Table table, int[] rows) {
        Column year = table.column("year");
        return IntStream.of(rows).mapToObj(year::number).collect(Collectors.toSet());
    }

    @Test
    void splitsClassesByTheirShares() {
        Table table = houses(500);
        TableSplit split = sales().run(table).split();
        Column sold = table.column("sold");
        double all = IntStream.range(0, 500).filter(row -> sold.text(row).equals("yes")).count() / 500.0;
        long tested = IntStream.of(split.test()).filter(row -> sold.text(row).equals("yes")).count();
        assertEquals(all * split.test().length, tested, 1);
        int[] together = IntStream.concat(IntStream.of(split.trained()), IntStream.concat(IntStream.of(split.validation()), IntStream.of(
                split.test()))).sorted().toArray();
        assertArrayEquals(IntStream.range(0, 500).toArray(), together);
    }

    @Test
    void weighsRowsAndClasses() {
        Table table = houses(300);
        assertNotEquals(sales().fit(table).sha256(), sales().balancedClasses().fit(table).sha256());
        TableModel weighted = prices().weight("rooms").fit(table);
        assertEquals(List.of("town", "year", "garden"), weighted.columns());
        assertNotEquals(prices().kind("rooms", ColumnKind.IGNORE).fit(table).sha256(), weighted.sha256());
    }

    @Test
    void trimsLabelsOfATestFile() {
        record Row(double x, String label) {
        }
        Table train = Table.ofRecords(IntStream.range(0, 60).mapToObj(i -> new Row(i, i < 30 ? "<=50K" : ">50K")).toList(), Row.class);
        Table test = Table.ofRecords(List.of(new Row(1, "<=50K."), new Row(59, ">50K.")), Row.class);
        TableTrainer trainer = TableTrainer.fast().target("label").test(test);
        assertEquals("the table for the test: the target 'label' expects one of the classes <=50K, >50K, got '<=50K.' in row 1",
                assertThrows(IllegalArgumentException.class, () -> trainer.run(train)).getMessage());
        assertEquals(1.0, trainer.trimLabels(".").run(train).metrics().get("accuracy"));
    }

    /** Before anything is learned. */
    @Test
    void refusesRowsThatItCannotMeasureWith() {
        record Row(double x, String label) {
        }
        record Label(String label) {
        }
        Table train = Table.ofRecords(IntStream.range(0, 60).mapToObj(i -> new Row(i, i < 30 ? "a" : "b")).toList(), Row.class);
        TableTrainer trainer = TableTrainer.fast().target("label").planned(_ -> {
            throw new AssertionError("training begins");
        });
        assertSays("the table for the test: the target 'label' expects one of the classes a, b, got 'c' in row 2",
                () -> trainer.test(Table.ofRecords(List.of(new Row(1, "a"), new Row(2, "c")), Row.class)).run(train));
        assertSays("the table for the test: expected a column 'x', but the table has label",
                () -> trainer.test(Table.ofRecords(List.of(new Label("a")), Label.class)).run(train));
        assertSays("the table for the test: expected rows with a target 'label', got none",
                () -> trainer.test(Table.ofRecords(List.of(new Row(1, "")), Row.class)).run(train));
    }

    @Test
    void leavesRowsWithoutATargetOut() {
        record Row(double x, Double y) {
        }
        Table table = Table.ofRecords(IntStream.range(0, 100).mapToObj(i -> new Row(i, i % 10 == 0 ? null : i * 1.5)).toList(), Row.class);
        TableReport report = TableTrainer.fast().target("y").run(table);
        assertEquals("10 of 100 rows are left out, for they have no y", report.remarks().getFirst());
        assertTrue(IntStream.of(report.split().trained()).noneMatch(row -> row % 10 == 0));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void saysWhatDoesNotFit() {
        Table table = houses(60);
        assertSays("a training of a table expects the name of its target, got none; the table has rooms, town, year, garden, owner, price,"
                + " sold", () -> TableTrainer.good().fit(table));
        assertSays("expected a column 'prize', but the table has rooms, town, year, garden, owner, price, sold",
                () -> TableTrainer.good().target("prize").fit(table));
        assertSays("the target 'town' of a regression expects numbers, got " + Names.shown(table.column("town").text(0)) + " in row 1",
                () -> TableTrainer.good().target("town").task(Task.REGRESSION).fit(table));
        assertSays("the metric auc is one of a classification, but this is a regression",
                () -> prices().metric(TableMetric.AUC).fit(table));
        assertSays("balanced classes go with a classification, but this is a regression", () -> prices().balancedClasses().fit(table));
        assertSays("the unit 'EUR' goes with a regression, but 'sold' is a classification: 'sold' has 2 different texts",
                () -> sales().unit("EUR").fit(table));
        assertSays("column 'price' is the target, which has a task and no kind, but it is to be numeric",
                () -> prices().kind("price", ColumnKind.NUMERIC).fit(table));
        assertSays("column 'price' says when rows were, so it cannot be the target", () -> prices().time("price").fit(table));
        assertSays("rows that are split by 'sold' expect at least 3 different values, for learning, validation and test, got 2",
                () -> prices().group("sold").fit(table));
        assertEquals(2, prices().group("sold").testShare(0).folds(2).split(table).folds().size());
        assertSays("a training of a table expects at least 5 rows with a target, got 4", () -> prices().fit(houses(4)));
        assertThrows(IllegalArgumentException.class, () -> prices().testShare(1));
        assertThrows(IllegalArgumentException.class, () -> prices().validationShare(0));
    }

    /** Which the model's file could not have; before anything is learned. */
    @Test
    void refusesMoreCategoriesThanAFileMayHave() {
        int rows = 210_000;
        List<String> texts = IntStream.range(0, rows).mapToObj(i -> "id" + i).toList();
        double[] prices = IntStream.range(0, rows).asDoubleStream().toArray(), none = new double[rows];
        Arrays.fill(none, Double.NaN);
        Table table = Table.of(List.of(new TextColumn("id", texts, none, IntStream.range(0, rows).toArray(), '.'),
                new NumberColumn("price", prices)));
        assertSays("the categories of all columns have 210000 different values, which are kept for each of 20 networks, expected at most"
                + " 4194304 in all; ignore a column that has many, or train fewer networks",
                () -> TableTrainer.fast().target("price").kind("id", ColumnKind.CATEGORY).folds(20).fit(table));
    }

    @Test
    void refusesATableThatLacksAColumnAndNamesThoseThatItPassesOver() {
        TableModel model = prices().fit(houses(100));
        Table lacking = Table.of(new float[][] {{1, 2}}, "rooms", "year");
        assertSays("the table lacks town, garden, which the model reads; it has rooms, year", () -> model.predict(lacking));
        assertEquals(List.of("owner", "sold"), model.unread(houses(3)));
    }
}
