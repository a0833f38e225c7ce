package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How much of the change of an output along a path each group of features makes: the integral of its derivative. The sum over the groups is
 * the change, but for what the steps of the integral leave.
 *
 * <p>A step takes the derivative in its middle. The change of the output across it is known, so each step knows how far it is off; those
 * that are off too far are halved. Where a network is made of straight pieces, only the steps with a corner in them are halved again.
 *
 * @see <a href="https://arxiv.org/abs/1703.01365">Sundararajan, Taly and Yan, Axiomatic attribution for deep networks, ICML 2017</a>
 */
final class IntegratedGradients {

    private static final int FIRST_STEPS = 64, MOST_STEPS = 4096;
    /** How far single steps may be off, taken together, of which most cancel. */
    private static final double SINGLE = 50;

    /** Of the largest output, what floats leave in any case. */
    private static final double FLOOR = 2e-6;

    private final RowPath path;
    private final List<Step> steps = new ArrayList<>();

    private IntegratedGradients(RowPath path) {
        this.path = path;
    }

    /** From one share of the way to another, and what the output is there. */
    private record Span(double from, double to, double first, double last) {

        double middle() {
            return (from + to) / 2;
        }
    }

    /** What each group makes of a span, and what is left. */
    private record Step(Span span, double[] parts, double defect) {
    }

    /**
     * Follows a path.
     *
     * @param path      the path
     * @param tolerance how far the sum of all groups may be off; 2 millionths of the largest output if that is more
     * @return the integral, as near as the most steps bring it; one with outputs that are not finite is not followed further
     */
    static IntegratedGradients of(RowPath path, double tolerance) {
        IntegratedGradients integral = new IntegratedGradients(path);
        double enough = Math.max(tolerance, FLOOR * integral.begin());
        boolean hasWorse = true;
        while (hasWorse && !integral.isWithin(enough) && integral.steps.size() < MOST_STEPS) {
            hasWorse = integral.halveWorst();
        }
        return integral;
    }

    /** Contributions by groups. */
    double[] sums() {
        double[] sums = new double[path.groups()];
        steps.forEach(step -> Arrays.setAll(sums, group -> sums[group] + step.parts()[group]));
        return sums;
    }

    /** How many steps it took. */
    int steps() {
        return steps.size();
    }

    /** Takes the first steps; returns the size of the largest output. */
    private double begin() {
        double[] values = path.values(IntStream.rangeClosed(0, FIRST_STEPS).mapToDouble(i -> (double) i / FIRST_STEPS).toArray());
        measure(IntStream.range(0, FIRST_STEPS)
                .mapToObj(i -> new Span((double) i / FIRST_STEPS, (i + 1.0) / FIRST_STEPS, values[i], values[i + 1])).toList());
        return Arrays.stream(values).map(Math::abs).max().orElseThrow();
    }

    private boolean isWithin(double tolerance) {
        double sum = steps.stream().mapToDouble(Step::defect).sum();
        return Math.abs(sum) <= tolerance && singleDefects() <= SINGLE * tolerance;
    }

    private double singleDefects() {
        return steps.stream().mapToDouble(step -> Math.abs(step.defect())).sum();
    }

    /** Those that are off by at least half of the mean: there is one, unless the mean is not a number. */
    private boolean halveWorst() {
        double limit = singleDefects() / (2 * steps.size());
        Map<Boolean, List<Step>> isWorst = steps.stream().collect(Collectors.partitioningBy(step -> Math.abs(step.defect()) >= limit));
        List<Span> worst = isWorst.get(true).stream().map(Step::span).toList(), halves = new ArrayList<>();
        double[] values = path.values(worst.stream().mapToDouble(Span::middle).toArray());
        for (int i = 0; i < values.length; i++) {
            Span span = worst.get(i);
            halves.add(new Span(span.from(), span.middle(), span.first(), values[i]));
            halves.add(new Span(span.middle(), span.to(), values[i], span.last()));
        }
        steps.clear();
        steps.addAll(isWorst.get(false));
        measure(halves);
        return !worst.isEmpty();
    }

    private void measure(List<Span> spans) {
        double[][] derivatives = path.derivatives(spans.stream().mapToDouble(Span::middle).toArray());
        for (int i = 0; i < derivatives.length; i++) {
            Span span = spans.get(i);
            double[] parts = Arrays.stream(derivatives[i]).map(derivative -> derivative * (span.to() - span.from())).toArray();
            steps.add(new Step(span, parts, span.last() - span.first() - Arrays.stream(parts).sum()));
        }
    }
}
