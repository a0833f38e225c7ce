package dev.lanewise.samples;

import dev.lanewise.samples.page.MeasuredRows;
import dev.lanewise.samples.page.ReportPage;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableImportance;
import dev.lanewise.table.TableMetric;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.TableReport;
import dev.lanewise.table.TableSplit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A training of a table as a web page.
 *
 * @param text  the training
 * @param data  the name of the table's file
 * @param table that was learned from, with its labels as the model knows them
 * @param test  another table that measures the model, with its labels as the model knows them
 * @param words of the command line
 */
record TableReportPage(TableReportText text, String data, Table table, Optional<Table> test, List<String> words) {

    private static final int ROWS_OF_IMPORTANCE = 2_000, REPEATS = 3;

    String html() {
        TableReport report = text.report();
        MeasuredRows measured = measured();
        TableImportance importance = TableImportance.of(report.model(), measured.table().sample(ROWS_OF_IMPORTANCE, text.seed()),
                TableMetric.defaultFor(report.task().task()), REPEATS, text.seed());
        String command = Launcher.command() + " " + words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
        return new ReportPage(report, data, facts(), measured, importance, command).html();
    }

    /** The rows that the model has not seen; those that chose epochs where there are no others. */
    private MeasuredRows measured() {
        TableModel model = text.report().model();
        if (test.isPresent()) {
            int[] known = model.rowsWithTarget(test.get());
            return MeasuredRows.of("rows of the test file", model, test.get().at(known), IntStream.of(known).map(row -> row + 1).toArray());
        }
        TableSplit split = text.report().split();
        boolean isTested = split.test().length > 0;
        int[] rows = isTested ? split.test() : split.validation();
        boolean isLearned = IntStream.of(split.trained()).anyMatch(row -> Arrays.binarySearch(rows, row) >= 0);
        return MeasuredRows.of(isTested ? "test rows" : isLearned ? "rows that it has learned from" : "validation rows",
                model, table.at(rows), IntStream.of(rows).map(row -> row + 1).toArray());
    }

    private Map<String, String> facts() {
        TableReport report = text.report();
        Map<String, String> facts = new LinkedHashMap<>();
        TableSplit.Fold first = report.split().folds().getFirst();
        facts.put("rows", String.format("%,d: %,d to learn from, %,d for the validation, %,d for the test", table.rows(),
                first.train().length, first.validation().length, report.split().test().length));
        facts.put("folds", String.valueOf(report.split().folds().size()));
        facts.put("split", report.split().hash());
        facts.put("quality", text.quality().name().toLowerCase(Locale.ROOT));
        facts.put("seed", String.valueOf(text.seed()));
        facts.put("epochs", report.epochs() + ", the best " + report.bestEpoch());
        facts.put("seconds of training", String.format("%.1f", report.trainSeconds()));
        facts.put("networks", report.model().networks().stream().map(network -> network.spec().shape()).distinct()
                .collect(Collectors.joining(", ")));
        facts.put("SHA-256 of the model", report.model().sha256());
        return facts;
    }
}
