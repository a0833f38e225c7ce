package dev.lanewise.samples.page;

import dev.lanewise.table.TableModel;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the model answers and what is true.
 *
 * @param measured rows of a regression
 * @param model    that answers
 */
record ResidualChart(MeasuredRows measured, TableModel model) {

    private static final int MOST_DOTS = 1_000;
    private static final double RADIUS = 2.5;

    String html() {
        int rows = measured.size(), shown = Math.min(rows, MOST_DOTS);
        double[] answers = IntStream.range(0, rows).mapToDouble(row -> measured.answers().get(row).value()).toArray();
        double[] residuals = IntStream.range(0, rows).mapToDouble(row -> measured.truth().number(row) - answers[row]).toArray();
        String unit = model.unit().isEmpty() ? "" : ", " + model.unit();
        Chart chart = new Chart("Truth minus answer, by the answer", "answer" + unit, Chart.Axis.around(answers), "truth minus answer",
                Chart.Axis.around(residuals));
        chart.line("ideal", new double[] {chart.x().from(), chart.x().to()}, new double[] {0, 0});
        for (int i = 0; i < shown; i++) {
            int row = (int) ((long) i * rows / shown);
            chart.dot("point", answers[row], residuals[row], RADIUS, "row " + measured.numbers()[row] + ": truth "
                    + measured.truth().text(row) + ", answer " + Numbers.brief(answers[row]));
        }
        long within = IntStream.range(0, rows).filter(row -> measured.truth().number(row) >= measured.answers().get(row).low()
                && measured.truth().number(row) <= measured.answers().get(row).high()).count();
        return "<h2>Where are answers off?</h2>\n<p class=\"note\">" + Numbers.count(shown) + " of " + Numbers.count(rows) + " of the "
                + Template.escaped(measured.name()) + ". The interval that is given with an answer holds "
                + String.format(Locale.ROOT, "%.1f", 100.0 * within / rows) + " % of all of them.</p>\n" + chart.svg();
    }
}
