package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The pinball loss {@code J = sum max(q (y - h), (q - 1) (y - h))}, on any element-wise output activation: an output comes to be the
 * quantile of its level q, so that a share q of the targets is below it. Where an output hits its target, training takes a derivative of 0.
 *
 * <p>A network has an output for each level and target. The outputs of the first level come first: output
 * {@code l * targets + t} is the quantile of level l of target t, both from 0. {@link #sort} puts quantiles that cross into order.
 *
 * @param levels of the quantiles, ascending, each between 0 and 1
 * @see <a href="https://doi.org/10.2307/1913643">Koenker and Bassett, Regression Quantiles, 1978</a>
 */
public record QuantileLoss(List<Float> levels) implements Loss {

    private static final int MOST_LEVELS = 99;

    /** Checks the levels; throws IllegalArgumentException if there are none or more than 99, or one is not above the one before. */
    public QuantileLoss {
        levels = List.copyOf(levels);
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            throw new IllegalArgumentException("quantile expects 1 to " + MOST_LEVELS + " levels, got " + levels.size());
        }
        for (int i = 0; i < levels.size(); i++) {
            if (!(levels.get(i) > 0 && levels.get(i) < 1)) {
                throw new IllegalArgumentException("quantile expects levels above 0 and below 1, got " + levels.get(i));
            }
            if (i > 0 && levels.get(i) <= levels.get(i - 1)) {
                throw new IllegalArgumentException("quantile expects ascending levels, got " + levels.get(i) + " behind "
                        + levels.get(i - 1));
            }
        }
    }

    static QuantileLoss of(float... levels) {
        List<Float> list = new ArrayList<>();
        for (float level : levels) {
            list.add(level);
        }
        return new QuantileLoss(list);
    }

    static QuantileLoss parse(CallSyntax words) {
        if (words.count() == 0) {
            throw words.otherCount("1 to " + MOST_LEVELS + " numbers");
        }
        float[] levels = new float[words.count()];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = words.number(i);
        }
        return of(levels);
    }

    /**
     * Sorts the quantiles of each target, in place. Each output is fitted on its own, so that quantiles may cross; sorted they are no
     * farther from the true ones.
     *
     * @param outputs [levels x targets] of one sample, as a network gives them
     * @throws IllegalArgumentException if there is no output for each level and target
     * @see <a href="https://doi.org/10.3982/ECTA7880">Chernozhukov, Fernandez-Val and Galichon, Quantile and Probability Curves Without
     *      Crossing, 2010</a>
     */
    public void sort(float[] outputs) {
        requireMultiple(outputs.length, "a prediction");
        int targets = targetsFor(outputs.length);
        float[] quantiles = new float[levels.size()];
        for (int target = 0; target < targets; target++) {
            for (int level = 0; level < quantiles.length; level++) {
                quantiles[level] = outputs[level * targets + target];
            }
            Arrays.sort(quantiles);
            for (int level = 0; level < quantiles.length; level++) {
                outputs[level * targets + target] = quantiles[level];
            }
        }
    }

    @Override
    public int targetsFor(int outputs) {
        return outputs / levels.size();
    }

    @Override
    public void requireFits(NetworkSpec network) {
        Loss.super.requireFits(network);
        requireMultiple(network.outputs(), "the network " + network.shape());
    }

    private void requireMultiple(int outputs, String what) {
        if (outputs < 1 || outputs % levels.size() != 0) {
            throw new IllegalArgumentException("the loss " + toText() + " expects an output for each of its "
                    + Phrases.count(levels.size(), "level") + " and each target, but " + what + " has "
                    + Phrases.count(outputs, "output"));
        }
    }

    @Override
    public Loss miniature(int outputs) {
        return outputs % levels.size() == 0 ? this : new QuantileLoss(levels.subList(0, 1));
    }

    @Override
    public double ofZeros(double[] targets) {
        return levels.stream().mapToDouble(level -> Math.max(level, 1 - level)).sum() * Arrays.stream(targets).sum();
    }

    @Override
    public String toText() {
        return "quantile(" + levels.stream().map(level -> Float.toString(level)).collect(Collectors.joining(",")) + ")";
    }
}
