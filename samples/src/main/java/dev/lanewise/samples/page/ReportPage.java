package dev.lanewise.samples.page;

import dev.lanewise.table.Answer;
import dev.lanewise.table.ColumnDecision;
import dev.lanewise.table.TableImportance;
import dev.lanewise.table.TableReport;
import dev.lanewise.train.FitReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A training of a table as one HTML page that needs nothing beside it.
 *
 * @param report     the training
 * @param data       the name of the table's file
 * @param facts      what a person may want to know, by names
 * @param measured   rows that measure the model
 * @param importance of the columns, by these rows
 * @param command    that repeats it
 */
public record ReportPage(TableReport report, String data, Map<String, String> facts, MeasuredRows measured, TableImportance importance,
        String command) {

    private static final int WORST = 12, COLUMNS_OF_WORST = 6;
    private static final double BEST_RADIUS = 5;

    /**
     * The page.
     *
     * @return HTML with its style and drawings inside, without a script
     */
    public String html() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("style", Template.resource("page.css") + Template.resource("report.css"));
        values.put("target", report.model().targetName());
        values.put("data", data);
        values.put("task", report.task().task().toText());
        values.put("reason", report.task().reason());
        values.put("remarks", remarks());
        values.put("facts", factsRows());
        values.put("metrics", metrics());
        values.put("curves", curves());
        int networks = report.model().networks().size();
        values.put("networks", networks == 1 ? "The model is that after epoch " + report.bestEpoch() + "."
                : "The model is the " + (report.model().weights().stream().distinct().count() == 1 ? "" : "weighted ") + "average of "
                        + networks + " networks; dots are their best epochs.");
        values.put("metric", importance.metric().toText());
        values.put("measured", measured.name());
        values.put("importance", importanceRows());
        values.put("fit", measured.isClasses() ? new CalibrationChart(measured, report.model().classes()).html()
                : new ResidualChart(measured, report.model()).html());
        values.put("worst", worst());
        values.put("columns", columns());
        values.put("command", command);
        return Template.of("report.html").fill(values);
    }

    private String remarks() {
        StringBuilder html = new StringBuilder();
        report.remarks().forEach(remark -> html.append("<p class=\"remark\">").append(Template.escaped(remark)).append("</p>\n"));
        return html.toString();
    }

    private String factsRows() {
        StringBuilder html = new StringBuilder();
        facts.forEach((name, value) -> html.append(Html.row(Html.head(name), Html.cell(value))));
        return html.toString();
    }

    private String metrics() {
        StringBuilder html = new StringBuilder();
        report.validation().forEach((name, value) -> html.append(Html.row(Html.head(name), Html.number("validation-" + name, value),
                report.metrics().containsKey(name) ? Html.number("test-" + name, report.metrics().get(name)) : Html.cell("none"))));
        return html.toString();
    }

    private String curves() {
        List<TableReport.Training> trainings = report.trainings();
        double[] epochs = numbers(trainings, epoch -> epoch.training().epoch());
        double[] losses = numbers(trainings, epoch -> epoch.training().meanLoss());
        double[] validations = numbers(trainings, epoch -> epoch.validation().meanLoss());
        Chart chart = new Chart("The loss after each epoch, in training and of the validation rows", "epoch", Chart.Axis.around(epochs),
                "loss", Chart.Axis.around(DoubleStream.concat(Arrays.stream(losses), Arrays.stream(validations)).toArray()));
        for (TableReport.Training training : trainings) {
            List<TableReport.Training> one = List.of(training);
            double[] places = numbers(one, epoch -> epoch.training().epoch());
            double[] validation = numbers(one, epoch -> epoch.validation().meanLoss());
            chart.line("training", places, numbers(one, epoch -> epoch.training().meanLoss()));
            chart.line("validation", places, validation);
            IntStream.range(0, places.length).filter(i -> places[i] == training.bestEpoch()).forEach(i -> chart.dot("best", places[i],
                    validation[i], BEST_RADIUS, report.split().nameOf(training.learner(), training.fold()) + ", epoch "
                    + training.bestEpoch() + ": " + Numbers.text(validation[i])));
        }
        return chart.svg();
    }

    /** Of all epochs. */
    private static double[] numbers(List<TableReport.Training> trainings, ToDoubleFunction<FitReport.Epoch> number) {
        return trainings.stream().flatMap(training -> training.history().stream()).mapToDouble(number).toArray();
    }

    private String importanceRows() {
        double most = importance.columns().stream().mapToDouble(TableImportance.Share::mean).max().orElse(0);
        StringBuilder html = new StringBuilder();
        for (TableImportance.Share share : importance.columns()) {
            long width = most > 0 ? Math.round(100 * Math.max(0, share.mean()) / most) : 0;
            html.append(Html.row(Html.head(share.column()), Html.number("importance", share.mean()), Html.number("spread", share.spread()),
                    "<td class=\"wide\"><span class=\"bar\" style=\"width: " + width + "%\"></span></td>"));
        }
        return html.toString();
    }

    private String worst() {
        List<String> shown = importance.columns().stream().limit(COLUMNS_OF_WORST).map(TableImportance.Share::column).toList();
        StringBuilder html = new StringBuilder("<thead>").append(Html.row(worstHeads(shown))).append("</thead>\n<tbody>\n");
        for (int row : measured.worst(WORST)) {
            Answer answer = measured.answers().get(row);
            List<String> cells = new ArrayList<>(List.of(Html.cell(String.valueOf(measured.numbers()[row])),
                    Html.cell(measured.truth().text(row)),
                    Html.cell(measured.isClasses() ? answer.label() : Numbers.brief(answer.value())),
                    Html.number("error", measured.error(row))));
            shown.forEach(column -> cells.add(Html.cell(measured.table().column(column).text(row))));
            html.append(Html.row(cells.toArray(String[]::new)));
        }
        return html.append("</tbody>").toString();
    }

    private String[] worstHeads(List<String> shown) {
        List<String> heads = new ArrayList<>(List.of(Html.head("row"), Html.head("truth"), Html.head("answer"),
                Html.head(measured.isClasses() ? "1 - its probability" : "off by")));
        shown.forEach(column -> heads.add(Html.head(column)));
        return heads.toArray(String[]::new);
    }

    private String columns() {
        StringBuilder html = new StringBuilder();
        for (ColumnDecision column : report.columns()) {
            html.append(Html.row(Html.head(column.name()), Html.cell(column.kind().name().toLowerCase(Locale.ROOT)),
                    Html.cell(column.reason())));
        }
        return html.toString();
    }
}
