package dev.lanewise.samples;

import dev.lanewise.file.OutputFile;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableExplainer;
import dev.lanewise.table.TableExplanation;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What a model for tables makes of its columns, and the options that only tables have. */
final class TableExplaining {

    @Option(names = "--row", paramLabel = "N", description = "Of a table: explain the answer for this row, counted from 1. Default: 1")
    private Integer row;

    @Option(names = "--class", paramLabel = "NAME",
            description = "Of a table: the class whose probability is explained. Default: what the model answers")
    private String label;

    @Mixin
    private CsvOptions csv;

    /** Refuses options of tables where the model is none. */
    void requireNone(CommandSpec command) {
        Usage.require(command, !csv.areGiven() && row == null && label == null,
                "--row, --class, --no-header, --separator and --decimal are for models of tables: expected one as --model");
    }

    /** Explains what is asked for, and writes it as JSON where a file is named. */
    int explain(TableModel model, Path data, Path json, CommandSpec command) throws IOException {
        PrintWriter out = command.commandLine().getOut();
        Usage.require(command, row == null || row >= 1, "--row expects a row from 1 on, got " + row);
        TableUse use = new TableUse(model, data, csv.read(CsvOptions.DATA, data));
        int number = row == null ? 1 : row;
        Usage.require(command, number <= use.table().rows(), "--row expects a row from 1 to " + use.table().rows() + ", got " + number);
        TableExplanationText text = new TableExplanationText(model, String.valueOf(data.getFileName()), number,
                explanation(use, number, command));
        if (json != null) {
            OutputFile.write(json, text.json());
        }
        text.print(out);
        out.flush();
        return 0;
    }

    private TableExplanation explanation(TableUse use, int number, CommandSpec command) throws IOException {
        Table table = use.table();
        if (label != null) {
            Usage.check(command, "--class " + label, () -> use.model().classNumber(label));
        }
        return use.of(model -> label == null ? new TableExplainer(model).explain(table, number - 1)
                : new TableExplainer(model).explain(table, number - 1, label));
    }
}
