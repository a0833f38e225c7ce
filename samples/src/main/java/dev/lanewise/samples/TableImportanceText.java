package dev.lanewise.samples;

import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.table.TableImportance;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much each column matters, as text and as JSON.
 *
 * @param use        the model and the table
 * @param importance of its columns
 */
record TableImportanceText(TableUse use, TableImportance importance) implements TableExplaining.Text {

    @Override
    public void print(PrintWriter out) {
        int repeats = importance.columns().getFirst().worse().size();
        out.println(Terminal.wrapped(use.rows(importance.rows()) + ": " + importance.metric().toText() + " "
                + ShortNumber.of(importance.value()) + "; by how much it gets worse where the values of a column are shuffled, mean and"
                + " standard deviation of " + repeats + (repeats == 1 ? " time" : " times")));
        double most = Math.max(0, importance.columns().getFirst().mean());
        WideTable table = new WideTable("column", "worse by", "spread", "");
        for (TableImportance.Share share : importance.columns()) {
            table.add(share.column(), ShortNumber.signed(share.mean()), ShortNumber.of(share.spread()), Bar.of(share.mean(), 0, most));
        }
        out.print(table.fitting(Terminal.textWidth()));
    }

    @Override
    public String json() throws IOException {
        Map<String, Object> fields = TableUse.fields(use.model());
        fields.put("rows", importance.rows());
        fields.put("metric", importance.metric().toText());
        fields.put("value", importance.value());
        fields.put("columns", fields(importance));
        return JsonText.of(fields);
    }

    /** A map for each column. */
    static List<Map<String, Object>> fields(TableImportance importance) {
        return importance.columns().stream().map(share -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("column", share.column());
            fields.put("mean", share.mean());
            fields.put("spread", share.spread());
            fields.put("worse", share.worse());
            return fields;
        }).toList();
    }
}
