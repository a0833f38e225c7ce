package dev.lanewise.bench.tables;

/** How many trees a library of boosted trees grows: until some rounds bring the validation rows no gain. */
final class EarlyStopping {

    /** Trees that may be grown. */
    static final int MOST_TREES = 4000;
    /** Rounds without a gain after which none is grown any more. */
    static final int PATIENCE = 50;

    private int rounds;
    private int best;
    private double least = Double.POSITIVE_INFINITY;

    /** Whether another tree is to be grown. */
    boolean goesOn() {
        return rounds < MOST_TREES && rounds < best + PATIENCE;
    }

    /** Takes the loss of the validation rows after a round. */
    void add(double loss) {
        rounds++;
        if (loss < least) {
            least = loss;
            best = rounds;
        }
    }

    /** Trees with the least loss, the fewest of equally good ones. */
    int best() {
        return best;
    }
}
