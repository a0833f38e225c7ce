package dev.lanewise.samples;

import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.store.ModelFile;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
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
            err.println("columns that the model does not read: " + String.join(", ", unread));
        }
        of(model -> model.counts(table)).forEach(count -> err.println(data.getFileName() + ", column " + count));
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
