package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Network;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.step.MeanLoss;
import dev.lanewise.step.ParameterCopies;
import dev.lanewise.step.ShapeCheck;
import dev.lanewise.step.TrainingKind;
import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How well a network does on a data set. Immutable, compared by value, and printed as a table.
 *
 * <p>The classes of samples are their labels; where a network has a single sigmoid, rows of targets that are all 0 or 1 are classes too,
 * and with a single tanh those that are all -1 (class 0) or 1. Answers are those of {@link NetworkSpec#classOf}.
 *
 * @param samples    samples seen
 * @param meanLoss   mean of their losses, by their weights where they have some; of an ensemble within one network the mean of those of its
 *                   members, as in training, while all else looks at the mean of what they give
 * @param accuracy   share of samples whose answer is their class; NaN where there are no classes
 * @param unanswered samples whose outputs have no largest value, since they are not finite: no answer, and never right
 * @param confusion  which class got which answer, and scores of classes; without classes where there are none
 * @param metrics    what else was asked for, in that order; NaN where it is not defined, as it is where an output is not finite; by the
 *                   weights of samples where they have some, while accuracy and confusion count each sample once
 */
public record Evaluation(int samples, double meanLoss, double accuracy, int unanswered, ConfusionMatrix confusion,
        Map<Metric, Double> metrics) {

    /** Keeps metrics that nobody changes. */
    public Evaluation {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * Evaluates a network, on the calling thread.
     *
     * @param network the network
     * @param loss    the loss
     * @param dataset the samples
     * @return the evaluation
     * @throws IllegalArgumentException if data set, network and loss do not fit each other, or a target is none that the loss is made for
     */
    public static Evaluation of(Network network, Loss loss, Dataset dataset) {
        return of(network, loss, dataset, List.of());
    }

    /**
     * Evaluates a network by metrics, too, on the calling thread. Where samples have classes, a classification metric gets probabilities
     * from a softmax or a single output that saturates, else the outputs as scores. A regression metric gets outputs and targets.
     *
     * @param network the network
     * @param loss    the loss
     * @param dataset the samples
     * @param metrics what to measure
     * @return the evaluation
     * @throws IllegalArgumentException if data set, network, loss and metrics do not fit each other, or a target is none that the loss is
     *                                  made for
     */
    public static Evaluation of(Network network, Loss loss, Dataset dataset, List<? extends Metric> metrics) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(dataset, "dataset");
        try (WorkerTeam alone = new WorkerTeam(1)) {
            return of(ParameterCopies.of(network), TrainingKind.withoutMoments(network.spec(), loss, EvaluationPass.BLOCK), dataset,
                    metrics, alone);
        }
    }

    static Evaluation of(Parameters parameters, TrainingKind kind, Dataset dataset, List<? extends Metric> metrics, WorkerTeam team) {
        NetworkSpec spec = parameters.spec();
        new ShapeCheck(spec, kind.loss()).require(dataset);
        int[] actual = TargetClasses.of(spec, kind.loss(), dataset), answers = actual == null ? null : new int[dataset.size()];
        Measurements.require(metrics, spec, kind.loss(), dataset, actual != null);
        float[] losses = new float[Panels.panels(dataset.size()) * Panels.LANES];
        int blocks = Math.ceilDiv(dataset.size(), EvaluationPass.BLOCK), workers = Math.min(team.size(), blocks);
        Measurements[] measured = new Measurements[workers];
        team.run(workers, worker -> {
            Measurements mine = new Measurements(metrics, spec, dataset, actual);
            EvaluationPass.Reader reader = actual == null && metrics.isEmpty() ? null : (sample, outputs) -> {
                if (answers != null) {
                    answers[sample] = spec.classOf(outputs);
                }
                mine.add(sample, outputs);
            };
            EvaluationPass pass = new EvaluationPass(parameters, kind, dataset);
            for (int block = WorkerTeam.first(blocks, worker, workers); block < WorkerTeam.first(blocks, worker + 1, workers); block++) {
                pass.run(block * EvaluationPass.BLOCK, losses, reader);
            }
            measured[worker] = mine;
        });
        Arrays.stream(measured).skip(1).forEach(measured[0]::merge);
        return summary(MeanLoss.of(losses, dataset), Math.max(2, spec.outputs()), actual, answers, dataset.size(),
                measured[0].values());
    }

    /** Refuses metrics that do not go with a data set, as an evaluation would, but at once. */
    static void require(NetworkSpec spec, Loss loss, Dataset dataset, List<? extends Metric> metrics) {
        Measurements.require(metrics, spec, loss, dataset, TargetClasses.of(spec, loss, dataset) != null);
    }

    private static Evaluation summary(double meanLoss, int classes, int[] actual, int[] answers, int samples,
            Map<Metric, Double> metrics) {
        if (actual == null) {
            return new Evaluation(samples, meanLoss, Double.NaN, 0, ConfusionMatrix.builder(0).build(), metrics);
        }
        int right = (int) IntStream.range(0, samples).filter(i -> actual[i] == answers[i]).count();
        int unanswered = (int) Arrays.stream(answers).filter(answer -> answer == NetworkSpec.NO_CLASS).count();
        return new Evaluation(samples, meanLoss, (double) right / samples, unanswered, ConfusionMatrix.of(classes, actual, answers),
                metrics);
    }

    /**
     * A metric that was asked for.
     *
     * @param metric which
     * @return its value; NaN where it is not defined
     * @throws IllegalArgumentException if this evaluation has not measured it
     */
    public double metric(Metric metric) {
        Double value = metrics.get(metric);
        if (value == null) {
            throw new IllegalArgumentException(metric.toText() + " was not measured, but only "
                    + Phrases.list(metrics.keySet().stream().map(Metric::toText)));
        }
        return value;
    }

    @Override
    public String toString() {
        StringBuilder numbers = new StringBuilder(String.format(Locale.ROOT, "%,d %s, mean loss %.6g", samples,
                samples == 1 ? "sample" : "samples", meanLoss));
        metrics.forEach((metric, value) -> numbers.append(String.format(Locale.ROOT, ", %s %.6g", metric.toText(), value)));
        if (Double.isNaN(accuracy)) {
            return numbers.toString();
        }
        String without = unanswered == 0 ? ""
                : String.format(Locale.ROOT, ", %,d without an answer, since outputs are not finite", unanswered);
        return numbers + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy) + without + "\n" + confusion;
    }
}
