package dev.lanewise.metric;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Scores of samples that are positive or negative, and all that follows from their order: the area under the ROC curve, average precision,
 * and the best threshold for a purpose. Exact: all scores are kept and sorted, those that are equal are one point of the curves.
 *
 * <p>A higher score means more likely positive; a probability is one, and so is any other finite number. The results do not depend on the
 * order of the samples. Not safe for several threads at once: give each its own and merge them.
 */
public final class BinaryScores {

    private static final int FIRST_ROOM = 16;

    private float[] scores = new float[FIRST_ROOM];
    /** Weight of each sample, with the sign of what it is. */
    private double[] signed = new double[FIRST_ROOM];
    private int kept;
    private long samples;

    /** Begins without samples. */
    public BinaryScores() {
    }

    /**
     * Adds a sample.
     *
     * @param score      how likely it is positive
     * @param isPositive whether it is
     * @throws IllegalArgumentException if the score is not finite
     */
    public void add(float score, boolean isPositive) {
        add(score, isPositive, 1);
    }

    /**
     * Adds a sample with a weight.
     *
     * @param score      how likely it is positive
     * @param isPositive whether it is
     * @param weight     how much it counts, finite and at least 0
     * @throws IllegalArgumentException if the score is not finite, or the weight is negative or not finite
     * @throws OutOfMemoryError         if no array has room for one more
     */
    public void add(float score, boolean isPositive, double weight) {
        SampleCheck.requireFinite(samples, "the score", score);
        SampleCheck.requireWeight(weight);
        samples++;
        if (weight > 0) {
            makeRoom(1);
            scores[kept] = score;
            signed[kept++] = isPositive ? weight : -weight;
        }
    }

    private void makeRoom(int added) {
        int size = Math.addExact(kept, added);
        if (size > scores.length) {
            int room = (int) Math.max(size, Math.min(Integer.MAX_VALUE - 8, 2L * scores.length));
            scores = Arrays.copyOf(scores, room);
            signed = Arrays.copyOf(signed, room);
        }
    }

    /**
     * Adds all samples of another one, too.
     *
     * @param other stays as it is
     */
    public void merge(BinaryScores other) {
        int added = other.kept;
        makeRoom(added);
        System.arraycopy(other.scores, 0, scores, kept, added);
        System.arraycopy(other.signed, 0, signed, kept, added);
        kept += added;
        samples += other.samples;
    }

    /** {@return samples that were added until now} */
    public long samples() {
        return samples;
    }

    /** The weight of the positive ones. */
    double positives() {
        return curve().positives;
    }

    /**
     * What there is at each threshold, from the highest score down: who has at least this score is taken for positive.
     *
     * @param thresholds the different scores
     * @param hits       weight of the positive samples from each threshold on
     * @param alarms     weight of the negative ones
     * @param positives  weight of all positive samples
     * @param negatives  weight of all negative samples
     */
    private record Curve(float[] thresholds, double[] hits, double[] alarms, double positives, double negatives) {

        private Threshold at(int i) {
            return new Threshold(thresholds[i], hits[i], alarms[i], positives - hits[i], negatives - alarms[i]);
        }
    }

    private Curve curve() {
        long[] order = descending();
        float[] thresholds = new float[kept];
        double[] hits = new double[kept], alarms = new double[kept], equal = new double[kept];
        double positives = 0, negatives = 0;
        int points = 0;
        for (int from = 0, to; from < kept; from = to) {
            float score = scores[(int) order[from]];
            for (to = from; to < kept && scores[(int) order[to]] == score; to++) {
                equal[to] = signed[(int) order[to]];
            }
            // so that sums do not depend on the order in which samples came
            Arrays.sort(equal, from, to);
            for (int i = from; i < to; i++) {
                positives += Math.max(equal[i], 0);
                negatives += Math.max(-equal[i], 0);
            }
            thresholds[points] = score;
            hits[points] = positives;
            alarms[points++] = negatives;
        }
        return new Curve(Arrays.copyOf(thresholds, points), Arrays.copyOf(hits, points), Arrays.copyOf(alarms, points), positives,
                negatives);
    }

    /** Samples by score, the highest first: in the lower half of each long the number of a sample. */
    private long[] descending() {
        long[] keys = new long[kept];
        for (int i = 0; i < kept; i++) {
            int bits = Float.floatToRawIntBits(scores[i]), ascending = bits ^ bits >> 31 & Integer.MAX_VALUE;
            keys[i] = (long) ~ascending << 32 | i;
        }
        Arrays.sort(keys);
        return keys;
    }

    /**
     * The area under the ROC curve: the probability that a positive sample has a higher score than a negative one, where equal scores count
     * half.
     *
     * @return from 0 to 1, or NaN where there are no positive or no negative samples
     * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, An Introduction to ROC Analysis, 2006</a>
     */
    public double rocAuc() {
        Curve curve = curve();
        double area = 0, hits = 0, alarms = 0;
        for (int i = 0; i < curve.thresholds.length; i++) {
            area += (curve.alarms[i] - alarms) * (curve.hits[i] + hits) / 2;
            hits = curve.hits[i];
            alarms = curve.alarms[i];
        }
        return area / (curve.positives * curve.negatives);
    }

    /**
     * Average precision: {@code sum over thresholds i of (recall_i - recall_(i-1)) precision_i}.
     *
     * @return from 0 to 1; 0 where there are no positive samples
     */
    public double averagePrecision() {
        Curve curve = curve();
        double sum = 0, hits = 0;
        for (int i = 0; i < curve.thresholds.length; i++) {
            sum += (curve.hits[i] - hits) * (curve.hits[i] / (curve.hits[i] + curve.alarms[i]));
            hits = curve.hits[i];
        }
        return curve.positives == 0 ? 0 : sum / curve.positives;
    }

    /**
     * The threshold with the highest F1, of equally good ones the highest.
     *
     * @return the threshold
     * @throws IllegalStateException if there are no positive samples
     */
    public Threshold bestF1() {
        Curve curve = curve();
        requireSome("positive", curve.positives);
        return best(curve, Threshold::f1);
    }

    /**
     * The threshold with the highest {@code recall + specificity - 1}, Youden's J; of equally good ones the highest.
     *
     * @return the threshold
     * @throws IllegalStateException if there are no positive or no negative samples
     * @see <a href="https://doi.org/10.1002/1097-0142(1950)3:1%3C32::AID-CNCR2820030106%3E3.0.CO;2-3">Youden, Index for Rating Diagnostic
     *      Tests, 1950</a>
     */
    public Threshold youden() {
        Curve curve = curve();
        requireSome("positive", curve.positives);
        requireSome("negative", curve.negatives);
        return best(curve, threshold -> threshold.recall() + threshold.specificity());
    }

    /**
     * The threshold with the highest recall among those with at least a given precision; of equally good ones the highest.
     *
     * @param precision at least this share of what is taken for positive is to be positive, from 0 to 1
     * @return the threshold, or nothing where none is so precise
     * @throws IllegalArgumentException if the precision is not from 0 to 1
     * @throws IllegalStateException    if there are no positive samples
     */
    public Optional<Threshold> forPrecision(double precision) {
        if (!(precision >= 0 && precision <= 1)) {
            throw new IllegalArgumentException("expected a precision from 0 to 1, got " + precision);
        }
        Curve curve = curve();
        requireSome("positive", curve.positives);
        return Optional.of(best(curve, threshold -> threshold.precision() >= precision ? threshold.recall() : -1))
                .filter(threshold -> threshold.precision() >= precision);
    }

    private static Threshold best(Curve curve, ToDoubleFunction<Threshold> worth) {
        Threshold best = curve.at(0);
        for (int i = 1; i < curve.thresholds.length; i++) {
            Threshold threshold = curve.at(i);
            best = worth.applyAsDouble(threshold) > worth.applyAsDouble(best) ? threshold : best;
        }
        return best;
    }

    private static void requireSome(String what, double weight) {
        if (weight == 0) {
            throw new IllegalStateException("a threshold expects at least one " + what + " sample, got none");
        }
    }
}
