package dev.lanewise.table;

import dev.lanewise.data.Batch;
import dev.lanewise.model.MemberChoice;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Loss;
import dev.lanewise.train.Gradients;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An output of a network along the straight line of features that leads from one row to another: a share of 0 is the first, 1 the second.
 *
 * <p>Derivatives are the engine's, of a loss that has the output's own derivative: the absolute error from a target far below, or of a
 * probability the cross-entropy, since {@code dp = p d(log p)}. Members of an ensemble answer one by one and are averaged.
 */
final class RowPath {

    private static final int POINTS_AT_ONCE = 256;
    /** No output comes near it, and floats still hold it. */
    private static final float FAR_BELOW = -1e30f;

    private final Network network;
    private final List<Network> members;
    private final int output;
    private final float[] start;
    private final float[] end;
    private final int[] groups;

    /**
     * A path through the features of a network.
     *
     * @param network of features
     * @param output  which one, from 0
     * @param start   [features]
     * @param end     [features]
     * @param groups  [features] which part of the answer each belongs to, from 0
     */
    RowPath(Network network, int output, float[] start, float[] end, int[] groups) {
        this.network = network;
        this.output = output;
        this.start = start;
        this.end = end;
        this.groups = groups;
        members = network.spec().layers().getLast() instanceof Heads heads
                ? IntStream.range(0, heads.members()).mapToObj(member -> MemberChoice.keep(network, member)).toList() : List.of(network);
    }

    /** How many groups there are. */
    int groups() {
        return Arrays.stream(groups).max().orElse(-1) + 1;
    }

    /** The output at some shares of the way. */
    double[] values(double[] shares) {
        double[] values = new double[shares.length];
        for (int from = 0; from < shares.length; from += POINTS_AT_ONCE) {
            int to = Math.min(shares.length, from + POINTS_AT_ONCE), at = from;
            float[][] outputs = network.predict(points(Arrays.copyOfRange(shares, from, to)));
            for (float[] one : outputs) {
                values[at++] = one[output];
            }
        }
        return values;
    }

    /** How fast the output changes at some shares of the way, by groups of features: [shares][groups]. */
    double[][] derivatives(double[] shares) {
        double[][] sums = new double[shares.length][groups()];
        for (int from = 0; from < shares.length; from += POINTS_AT_ONCE) {
            int to = Math.min(shares.length, from + POINTS_AT_ONCE);
            float[][] points = points(Arrays.copyOfRange(shares, from, to));
            for (Network member : members) {
                add(member, points, Arrays.copyOfRange(sums, from, to));
            }
        }
        return sums;
    }

    private float[][] points(double[] shares) {
        float[][] points = new float[shares.length][start.length];
        for (int i = 0; i < points.length; i++) {
            for (int feature = 0; feature < start.length; feature++) {
                points[i][feature] = (float) (start[feature] + shares[i] * ((double) end[feature] - start[feature]));
            }
        }
        return points;
    }

    private void add(Network member, float[][] points, double[][] sums) {
        int features = start.length;
        float[] inputs = new float[points.length * features];
        for (int i = 0; i < points.length; i++) {
            System.arraycopy(points[i], 0, inputs, i * features, features);
        }
        boolean isProbability = member.spec().layers().getLast().activation().equals(Activation.softmax());
        Gradients gradients = isProbability ? ofLogarithm(member, inputs, points.length) : ofOutput(member, inputs, points.length);
        float[][] outputs = isProbability ? member.predict(points) : new float[0][];
        for (int i = 0; i < points.length; i++) {
            double factor = (isProbability ? -outputs[i][output] : 1.0) * points.length / members.size();
            for (int feature = 0; feature < features; feature++) {
                sums[i][groups[feature]] += factor * gradients.input(i, feature) * ((double) end[feature] - start[feature]);
            }
        }
    }

    /** Of minus the logarithm of the probability. */
    private Gradients ofLogarithm(Network member, float[] inputs, int points) {
        int[] labels = new int[points];
        Arrays.fill(labels, output);
        return Gradients.of(member, Loss.softmaxCrossEntropy(), Batch.labelled(inputs, start.length, labels, member.spec().outputs()));
    }

    private Gradients ofOutput(Network member, float[] inputs, int points) {
        float[] targets = new float[points];
        Arrays.fill(targets, FAR_BELOW);
        return Gradients.of(member, Loss.absoluteError(), Batch.withTargets(inputs, start.length, targets, 1));
    }
}
