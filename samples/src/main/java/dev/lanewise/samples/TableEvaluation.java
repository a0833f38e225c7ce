package dev.lanewise.samples;

import dev.lanewise.file.OutputFile;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.table.LabelTrimming;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How well a model for tables answers, and the options that only tables have. */
final class TableEvaluation {

    @Mixin
    private CsvOptions csv;

    @Option(names = "--trim-labels", paramLabel = "CHARS",
            description = "Of a table: cut these characters off the ends of labels. Default: none")
    private String trimmed;

    void requireUsable(CommandSpec command) {
        csv.reader();
        Usage.require(command, trimmed == null || !trimmed.isEmpty(), "--trim-labels expects characters, got none");
    }

    /** Refuses options of tables where the model takes images. */
    void requireNone(CommandSpec command) {
        Usage.require(command, !csv.areGiven() && trimmed == null,
                "--no-header, --separator, --decimal and --trim-labels are for models of tables, but --model is none");
    }

    /** Prints how good a model is, and writes it as JSON where a file is named. */
    int evaluate(TableModel model, Path data, Path json, CommandSpec command) throws IOException {
        PrintWriter out = command.commandLine().getOut(), err = command.commandLine().getErr();
        Table read = csv.read(CsvOptions.DATA, data);
        TableUse use = new TableUse(model, data, trimmed == null ? read : trimmed(model, data, read)).withTarget(err);
        Map<String, Double> metrics = use.of(asked -> asked.metrics(use.table()));
        use.tell(err);
        if (json != null) {
            Output.continueWhenLost(out);
            OutputFile.write(json, json(use, metrics));
        }
        out.printf("%s: %,d rows, %s of %s%n", data.getFileName(), use.table().rows(), model.task().toText(),
                Terminal.line(model.targetName()));
        out.println(TableReportText.metrics(metrics));
        out.println("model sha256 " + model.sha256());
        out.flush();
        return 0;
    }

    private Table trimmed(TableModel model, Path data, Table table) throws IOException {
        try {
            return LabelTrimming.of(table, model.targetName(), trimmed);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(CsvOptions.DATA, data, e);
        }
    }

    private static String json(TableUse use, Map<String, Double> metrics) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", use.model().task().toText());
        fields.put("target", use.model().targetName());
        fields.put("rows", use.table().rows());
        fields.put("metrics", metrics);
        fields.put("modelSha256", use.model().sha256());
        return JsonText.of(fields);
    }
}
