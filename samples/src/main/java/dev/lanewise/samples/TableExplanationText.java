package dev.lanewise.samples;

import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.table.TableExplanation;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each column of a row makes of the answer, as text and as JSON.
 *
 * @param model       that answers
 * @param data        the name of the table's file
 * @param row         which row, from 1
 * @param explanation of its answer
 */
record TableExplanationText(TableModel model, String data, int row, TableExplanation explanation) implements TableExplaining.Text {

    static final String MISSING = "(missing)";

    @Override
    public void print(PrintWriter out) {
        out.println(Terminal.wrapped(Terminal.line(data + ", row " + row + ": " + subject() + " is " + ShortNumber.of(explanation.answer())
                + unit() + "; the typical row of training has " + ShortNumber.of(explanation.typical()) + unit())));
        WideTable table = new WideTable("column", "value", "typical", "contribution");
        for (TableExplanation.Part part : explanation.parts()) {
            table.add(part.column(), shown(part.value()), shown(part.typical()), ShortNumber.signed(part.contribution()));
        }
        out.print(table.fitting(Terminal.textWidth()));
        out.printf("sum %s, change %s, difference %.1g%n", ShortNumber.signed(explanation.sum()),
                ShortNumber.signed(explanation.change()), explanation.change() - explanation.sum());
    }

    private String subject() {
        return explanation.label().isEmpty() ? model.targetName() : "the probability of " + model.targetName() + " " + explanation.label();
    }

    private String unit() {
        return model.unit().isEmpty() ? "" : " " + model.unit();
    }

    private static String shown(String value) {
        return value.isEmpty() ? MISSING : value;
    }

    @Override
    public String json() throws IOException {
        Map<String, Object> fields = TableUse.fields(model);
        fields.put("row", row);
        fields.put("class", explanation.label().isEmpty() ? null : explanation.label());
        fields.put("answer", explanation.answer());
        fields.put("typical", explanation.typical());
        fields.put("change", explanation.change());
        fields.put("sum", explanation.sum());
        fields.put("columns", explanation.parts().stream().map(TableExplanationText::fields).toList());
        return JsonText.of(fields);
    }

    private static Map<String, Object> fields(TableExplanation.Part part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("column", part.column());
        fields.put("value", part.value());
        fields.put("typical", part.typical());
        fields.put("contribution", part.contribution());
        return fields;
    }
}
