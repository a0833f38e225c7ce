package dev.lanewise.samples.page;

import java.util.List;

/**
 * Whether probabilities are what they say: rows by how probable something was to the model, and how often it was so. Of two classes the
 * second one, of more the class that the model answers.
 *
 * @param measured rows of classes
 * @param classes  their names
 */
record CalibrationChart(MeasuredRows measured, List<String> classes) {

    private static final int BINS = 10;
    private static final double SMALLEST = 3, LARGEST = 14;

    /** Sums over the rows of a bin. */
    private static final class Bin {
        private int rows;
        private int times;
        private double probabilities;
    }

    String html() {
        Bin[] bins = bins();
        String subject = classes.size() == 2 ? classes.get(1) : "the answer";
        Chart.Axis shares = new Chart.Axis(-0.05, 1.05);
        Chart chart = new Chart("How often " + subject + " was right, by its probability", "probability of " + subject, shares,
                "share of rows", shares);
        chart.line("ideal", new double[] {0, 1}, new double[] {0, 1});
        for (Bin bin : bins) {
            if (bin.rows > 0) {
                double probability = bin.probabilities / bin.rows, share = (double) bin.times / bin.rows;
                chart.dot("point", probability, share, SMALLEST + (LARGEST - SMALLEST) * Math.sqrt((double) bin.rows / measured.size()),
                        Numbers.count(bin.rows) + " rows: probability " + Numbers.brief(probability) + ", share " + Numbers.brief(share));
            }
        }
        return "<h2>Are probabilities what they say?</h2>\n<p class=\"note\">The " + Template.escaped(measured.name())
                + " by the probability of " + Template.escaped(subject) + "; larger dots are more rows. On the line, it is right as often"
                + " as the model says.</p>\n" + chart.svg();
    }

    private Bin[] bins() {
        Bin[] bins = new Bin[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = new Bin();
        }
        for (int row = 0; row < measured.size(); row++) {
            String name = classes.size() == 2 ? classes.get(1) : measured.answers().get(row).label();
            double probability = measured.answers().get(row).probability(name);
            Bin bin = bins[Math.min(BINS - 1, (int) (BINS * probability))];
            bin.rows++;
            bin.times += measured.label(row).equals(name) ? 1 : 0;
            bin.probabilities += probability;
        }
        return bins;
    }
}
