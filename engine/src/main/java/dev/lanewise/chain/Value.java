package dev.lanewise.chain;

import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * An edge of a chain: what one stage writes and others read. The stages around it say in which forms they want it:
 *
 * <table>
 * <caption>Forms that there are, for each wish</caption>
 * <tr><th>somebody says</th><th>fewer than sixteen samples</th><th>sixteen and more</th></tr>
 * <tr><td>nothing</td><td>a row a sample</td><td>none</td></tr>
 * <tr><td>{@link #wantRows}</td><td>a row a sample</td><td>a row a sample</td></tr>
 * <tr><td>{@link #wantLanes}</td><td>a row a sample</td><td>a lane a sample</td></tr>
 * <tr><td>{@link #wantLanesOfAny}</td><td>both</td><td>a lane a sample</td></tr>
 * <tr><td>{@link #wantGradient}</td><td>gradient with a row a sample</td><td>gradient with a lane a sample</td></tr>
 * <tr><td>{@link #wantGradientRows}</td><td>gradient with a row a sample</td><td>gradient with a row a sample</td></tr>
 * </table>
 *
 * <p>Within an ensemble a sample has a row, or a lane, for each member, and what is said of samples holds for these. Wishes add up. A
 * gradient has a lane a sample only where its value has, and then below sixteen samples, too.
 */
public final class Value {

    private final int id;
    private final int width;
    private final int layer;
    private final int members;
    private final Finish finish;
    private boolean isTrained;
    private boolean rows;
    private boolean lanes;
    private boolean lanesOfFew;
    private boolean gradient;
    private boolean gradientRows;

    Value(int id, int width, int layer, int members, Finish finish) {
        this.id = id;
        this.width = width;
        this.layer = layer;
        this.members = members;
        this.finish = finish;
    }

    /** Its number in the chain, from 0, the samples. */
    int id() {
        return id;
    }

    /**
     * Features.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /** Its features that are none of some, rising. */
    int[] featuresBut(IntStream some) {
        BitSet left = new BitSet();
        left.set(0, width);
        some.forEach(left::clear);
        return left.stream().toArray();
    }

    /**
     * The layer of the network that writes it.
     *
     * @return from 1; 0 for the samples
     */
    public int layer() {
        return layer;
    }

    /** Rows of a sample: those of the members of an ensemble, one after the other; 1 where there is none. */
    int members() {
        return members;
    }

    /** What whoever writes it does to each strip before it leaves the cache, and whoever writes its gradient undoes. */
    Finish finish() {
        return finish;
    }

    /** Whether the loss reaches a parameter, or samples whose gradient is wanted, through it on the way back. */
    boolean isTrained() {
        return isTrained;
    }

    void train() {
        isTrained = true;
    }

    /** It is wanted with a sample a row, P(samples x width), from sixteen samples on, too. */
    void wantRows() {
        rows = true;
    }

    /** It is wanted with a sample a lane, P(width x samples), from sixteen samples on. */
    void wantLanes() {
        lanes = true;
    }

    /** It is wanted with a sample a lane, below sixteen samples, too. */
    void wantLanesOfAny() {
        lanes = true;
        lanesOfFew = true;
    }

    /** The derivative of the loss by it, before it was finished, is wanted. */
    void wantGradient() {
        gradient = true;
    }

    /** That derivative is wanted for the whole batch with a sample a row: the second phase of a step reads it. */
    void wantGradientRows() {
        gradient = true;
        gradientRows = true;
    }

    boolean hasRows(boolean few) {
        return few || rows;
    }

    boolean hasLanes(boolean few) {
        return few ? lanesOfFew : lanes;
    }

    boolean hasGradient() {
        return gradient;
    }

    boolean hasGradientRows(boolean few) {
        return few ? gradient : gradientRows;
    }
}
