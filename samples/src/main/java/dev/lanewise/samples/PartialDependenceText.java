package dev.lanewise.samples;

import dev.lanewise.samples.terminal.Terminal;
import dev.lanewise.samples.terminal.WideTable;
import dev.lanewise.table.PartialDependence;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How answers depend on a column, as text and as JSON.
 *
 * @param use        the model and the table
 * @param label      the class that is asked for; null for all
 * @param dependence of its answers
 */
record PartialDependenceText(TableUse use, String label, PartialDependence dependence) implements TableExplaining.Text {

    @Override
    public void print(PrintWriter out) {
        List<String> classes = use.model().classes();
        String unit = use.model().unit().isEmpty() ? "" : " in " + use.model().unit();
        String subject = classes.isEmpty() ? "the mean of " + use.model().targetName() + unit
                : "the mean probability of " + use.model().targetName();
        out.println(Terminal.wrapped(Terminal.line(use.rows(dependence.rows()) + ": " + subject + " where all rows have the same "
                + dependence.column())));
        if (classes.isEmpty()) {
            print(out, use.model().targetName(), 0, bounds());
        }
        // of two classes one says all
        List<String> shown = label != null ? List.of(label) : classes.size() == 2 ? classes.subList(1, 2) : classes;
        shown.forEach(name -> print(out, name, classes.indexOf(name), new double[] {0, 1}));
    }

    private double[] bounds() {
        double[] answers = dependence.points().stream().mapToDouble(point -> point.answers().getFirst()).sorted().toArray();
        return new double[] {answers[0], answers[answers.length - 1]};
    }

    private void print(PrintWriter out, String head, int answer, double[] bounds) {
        WideTable table = new WideTable(dependence.column(), head, "");
        for (PartialDependence.Point point : dependence.points()) {
            double value = point.answers().get(answer);
            table.add(point.value().isEmpty() ? TableExplanationText.MISSING : point.value(), ShortNumber.of(value),
                    Bar.of(value, bounds[0], bounds[1]));
        }
        out.print(table.fitting(Terminal.textWidth()));
        out.println("a bar goes from " + ShortNumber.of(bounds[0]) + " to " + ShortNumber.of(bounds[1]));
    }

    @Override
    public String json() throws IOException {
        Map<String, Object> fields = TableUse.fields(use.model());
        fields.put("rows", dependence.rows());
        fields.put("column", dependence.column());
        List<Map<String, Object>> values = new ArrayList<>();
        dependence.points().forEach(point -> values.add(fields(point)));
        fields.put("values", values);
        return JsonText.of(fields);
    }

    private Map<String, Object> fields(PartialDependence.Point point) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", point.value().isEmpty() ? null : point.value());
        List<String> classes = use.model().classes();
        if (classes.isEmpty()) {
            fields.put("answer", point.answers().getFirst());
        } else {
            Map<String, Double> probabilities = new LinkedHashMap<>();
            classes.forEach(name -> probabilities.put(name, point.answers().get(classes.indexOf(name))));
            fields.put("probabilities", probabilities);
        }
        return fields;
    }
}
