package dev.lanewise.table;

import java.util.Arrays;

/**
 * Bins of a column's numbers, for a piecewise-linear embedding. The position of a number is its bin plus its share of that bin; the share
 * has no lower limit in the first bin and no upper one in the last.
 *
 * @param edges rising, one more than there are bins, at least two
 * @see <a href="https://arxiv.org/abs/2203.05556">Gorishniy, Rubachev, Babenko, On embeddings for numerical features, NeurIPS 2022</a>
 */
record Bins(double[] edges) {

    /**
     * Different quantiles of numbers. Of a value that is repeated at most as many count as one bin has: else a column of mostly zeros would
     * have its bins at the zeros.
     *
     * @param sorted numbers as the network sees them, rising
     * @param most   bins at most
     * @return the bins; without any where the numbers are all one
     */
    static Bins fit(double[] sorted, int most) {
        int limit = Math.max(1, sorted.length / most), count = 0;
        double[] capped = new double[sorted.length];
        for (int i = 0, run = 0; i < sorted.length; i++) {
            run = i > 0 && sorted[i] == sorted[i - 1] ? run + 1 : 1;
            if (run <= limit) {
                capped[count++] = sorted[i];
            }
        }
        double[] quantiles = Quantiles.spread(Arrays.copyOf(capped, count), most + 1);
        // what floats do not tell apart is one edge
        return new Bins(Arrays.stream(quantiles).map(edge -> (float) edge + 0.0).distinct().toArray());
    }

    int count() {
        return edges.length - 1;
    }

    double position(double value) {
        int found = Arrays.binarySearch(edges, value);
        int bin = Math.clamp(found >= 0 ? found : -found - 2, 0, count() - 1);
        return bin + (value - edges[bin]) / (edges[bin + 1] - edges[bin]);
    }
}
