package dev.lanewise.samples;

import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A saved model for tables that is used on a table.
 *
 * @param model the model
 * @param data  the file of the table
 * @param table what is in it
 */
record TableUse(TableModel model, Path data, Table table) {

    /** The model for tables in a file; nothing where it holds a network alone. */
    static Optional<TableModel> model(ModelFile.Content content, String option, Path file) throws IOException {
        try {
            return TableModel.of(content);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(option, file, e);
        }
    }

    /** Tells which columns are passed over, and which values training did not have. */
    void tell(PrintWriter err) throws IOException {
        List<String> unread = model.unread(table);
        if (!unread.isEmpty()) {
            err.println("columns that the model does not read: " + Terminal.line(String.join(", ", unread)));
        }
        of(model -> model.counts(table)).forEach(count -> err.println(Terminal.line(data.getFileName() + ", column " + count)));
    }

    /** The rows that have a target; those that are left out are told. */
    TableUse withTarget(PrintWriter err) throws IOException {
        int[] known = of(asked -> asked.rowsWithTarget(table));
        int absent = table.rows() - known.length;
        if (absent == 0) {
            return this;
        }
        err.printf("%s: %,d of %,d rows are left out, for they have no %s%n", name(), absent, table.rows(),
                Terminal.line(model.targetName()));
        return new TableUse(model, data, table.at(known));
    }

    /** The name of the file. */
    String name() {
        return String.valueOf(data.getFileName());
    }

    /** The name of the file and how many of its rows are used. */
    String rows(int used) {
        return name() + ": " + (used == table.rows() ? String.format("%,d rows", used)
                : String.format("%,d of %,d rows, chosen at random", used, table.rows()));
    }

    /** What JSON about a model begins with. */
    static Map<String, Object> fields(TableModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("task", model.task().toText());
        fields.put("target", model.targetName());
        fields.put("modelSha256", model.sha256());
        return fields;
    }

    /** What the model says of the table, where the two fit. */
    <T> T of(Function<TableModel, T> question) throws IOException {
        try {
            return question.apply(model);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(CsvOptions.DATA, data, e);
        }
    }
}
