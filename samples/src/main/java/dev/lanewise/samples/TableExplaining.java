package dev.lanewise.samples;

import dev.lanewise.file.OutputFile;
import dev.lanewise.table.PartialDependence;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableExplainer;
import dev.lanewise.table.TableExplanation;
import dev.lanewise.table.TableImportance;
import dev.lanewise.table.TableMetric;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a model for tables makes of its columns, and the options that only tables have. */
final class TableExplaining {

    private static final int USUAL_REPEATS = 5, USUAL_ROWS = 5_000, VALUES = 11;

    @Option(names = "--row", paramLabel = "N", description = "Of a table: explain the answer for this row, counted from 1. Default: 1")
    private Integer row;

    @Option(names = "--class", paramLabel = "NAME",
            description = "Of a table: the class whose probability is explained. Default: what the model answers; with --dependence all")
    private String label;

    @Option(names = "--importance",
            description = "Of a table with the target: how much worse answers get where the values of a column are shuffled.")
    private boolean isImportance;

    @Option(names = "--dependence", paramLabel = "COLUMN",
            description = "Of a table: the mean answer where all rows have the same value in this column.")
    private String dependence;

    @Option(names = "--repeats", paramLabel = "N",
            description = "With --importance: how often each column is shuffled. Default: " + USUAL_REPEATS)
    private Integer repeats;

    @Option(names = "--metric", paramLabel = "NAME",
            description = "With --importance: accuracy, logLoss or auc; rmse, mae or r2. Default: logLoss for classes, else rmse")
    private String metric;

    @Option(names = "--rows", paramLabel = "N",
            description = "With --importance and --dependence: rows at most, chosen at random. Default: " + USUAL_ROWS)
    private Integer rows;

    @Option(names = "--seed", paramLabel = "N",
            description = "With --importance and --dependence: of rows that are chosen and shuffled. Default: 1")
    private Long seed;

    @Mixin
    private CsvOptions csv;

    /** What is explained, as text and as JSON. */
    interface Text {
        void print(PrintWriter out);

        String json() throws IOException;
    }

    /** Refuses options of tables where the model is none. */
    void requireNone(CommandSpec command) {
        boolean isGiven = csv.areGiven() || isImportance || Stream.of(row, label, dependence, repeats, metric, rows, seed)
                .anyMatch(Objects::nonNull);
        Usage.require(command, !isGiven, "--row, --class, --importance, --dependence, --no-header and the like are for models of tables:"
                + " expected one as --model");
    }

    /** Explains what is asked for, and writes it as JSON where a file is named. */
    int explain(TableModel model, Path data, Path json, CommandSpec command) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        requireUsable(command);
        TableMetric measured = metric == null ? TableMetric.defaultFor(model.task())
                : Usage.checked(command, () -> TableMetric.parse(metric));
        if (label != null) {
            Usage.check(command, "--class " + label, () -> model.classNumber(label));
        }
        TableUse use = new TableUse(model, data, csv.read(CsvOptions.DATA, data));
        Text text = isImportance ? importance(use, measured, command.commandLine().getErr())
                : dependence != null ? dependence(use, command) : row(use, command);
        if (json != null) {
            Output.continueWhenLost(out);
            OutputFile.write(json, text.json());
        }
        text.print(out);
        out.flush();
        return 0;
    }

    private void requireUsable(CommandSpec command) {
        boolean isSampled = isImportance || dependence != null;
        Usage.require(command, (row != null ? 1 : 0) + (isImportance ? 1 : 0) + (dependence != null ? 1 : 0) <= 1,
                "expected one of --row, --importance and --dependence, got several");
        Usage.require(command, isImportance || repeats == null && metric == null, "--repeats and --metric expect --importance beside them");
        Usage.require(command, isSampled || rows == null && seed == null,
                "--rows and --seed expect --importance or --dependence beside them");
        Usage.require(command, !isImportance || label == null, "--importance measures all classes: expected it without --class");
        Usage.require(command, row == null || row >= 1, "--row expects a row from 1 on, got " + row);
        Usage.require(command, repeats == null || repeats >= 1, "--repeats expects a whole number of at least 1, got " + repeats);
        Usage.require(command, rows == null || rows >= 1, "--rows expects a whole number of at least 1, got " + rows);
    }

    private Text row(TableUse use, CommandSpec command) throws IOException {
        int number = row == null ? 1 : row;
        Usage.require(command, number <= use.table().rows(), "--row expects a row from 1 to " + use.table().rows() + ", got " + number);
        TableExplanation explanation = use.of(model -> label == null ? new TableExplainer(model).explain(use.table(), number - 1)
                : new TableExplainer(model).explain(use.table(), number - 1, label));
        return new TableExplanationText(use.model(), use.name(), number, explanation);
    }

    private Text importance(TableUse use, TableMetric measured, PrintWriter err) throws IOException {
        TableUse usable = use.withTarget(err);
        TableImportance importance = usable.of(model -> TableImportance.of(model, sample(usable), measured,
                repeats == null ? USUAL_REPEATS : repeats, seed()));
        return new TableImportanceText(usable, importance);
    }

    private Text dependence(TableUse use, CommandSpec command) throws IOException {
        Usage.require(command, use.model().columns().contains(dependence), "--dependence " + dependence
                + ": expected a column that the model reads, one of " + String.join(", ", use.model().columns()));
        PartialDependence answers = use.of(model -> PartialDependence.of(model, sample(use), dependence, VALUES));
        return new PartialDependenceText(use, label, answers);
    }

    private Table sample(TableUse use) {
        return use.table().sample(rows == null ? USUAL_ROWS : rows, seed());
    }

    private long seed() {
        return seed == null ? 1 : seed;
    }
}
