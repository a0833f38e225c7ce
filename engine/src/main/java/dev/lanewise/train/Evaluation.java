package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.model.Network;
import dev.lanewise.panel.Panels;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.step.ParameterCopies;
import dev.lanewise.step.ShapeCheck;
import dev.lanewise.step.Step;
import dev.lanewise.step.TrainingKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * How well a network does on a data set. Immutable, compared by value, and printed as a table.
 *
 * <p>The classes of samples are their labels; where a network has a single sigmoid, rows of targets that are all 0 or 1 are classes too,
 * and with a single tanh those that are all -1 (class 0) or 1. Answers are those of {@link NetworkSpec#classOf}.
 *
 * @param samples    samples seen
 * @param meanLoss   mean of their losses
 * @param accuracy   share of samples whose answer is their class; NaN where there are no classes
 * @param unanswered samples whose outputs have no largest value, since they are not finite: no answer, and never right
 * @param confusion  which class got which answer; without classes where there are none
 */
public record Evaluation(int samples, double meanLoss, double accuracy, int unanswered, ConfusionMatrix confusion) {

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
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(dataset, "dataset");
        try (WorkerTeam alone = new WorkerTeam(1)) {
            return of(ParameterCopies.of(network), TrainingKind.withoutMoments(network.spec(), loss, EvaluationPass.BLOCK), dataset, alone);
        }
    }

    static Evaluation of(Parameters parameters, TrainingKind kind, Dataset dataset, WorkerTeam team) {
        NetworkSpec spec = parameters.spec();
        new ShapeCheck(spec, kind.loss()).require(dataset);
        float[] losses = new float[Panels.panels(dataset.size()) * Panels.LANES];
        int[] actual = TargetClasses.of(spec, kind.loss(), dataset), answers = actual == null ? null : new int[dataset.size()];
        int blocks = Math.ceilDiv(dataset.size(), EvaluationPass.BLOCK), workers = Math.min(team.size(), blocks);
        team.run(workers, worker -> {
            EvaluationPass pass = new EvaluationPass(parameters, kind, dataset);
            for (int block = WorkerTeam.first(blocks, worker, workers); block < WorkerTeam.first(blocks, worker + 1, workers); block++) {
                pass.run(block * EvaluationPass.BLOCK, losses, answers);
            }
        });
        double meanLoss = Step.mean(losses, dataset.size());
        return actual == null ? new Evaluation(dataset.size(), meanLoss, Double.NaN, 0, ConfusionMatrix.builder(0).build())
                : summary(meanLoss, Math.max(2, spec.outputs()), actual, answers);
    }

    private static Evaluation summary(double meanLoss, int classes, int[] actual, int[] answers) {
        int right = 0;
        for (int i = 0; i < actual.length; i++) {
            right += actual[i] == answers[i] ? 1 : 0;
        }
        int unanswered = (int) Arrays.stream(answers).filter(answer -> answer == NetworkSpec.NO_CLASS).count();
        return new Evaluation(actual.length, meanLoss, (double) right / actual.length, unanswered,
                ConfusionMatrix.of(classes, actual, answers));
    }

    @Override
    public String toString() {
        String numbers = String.format(Locale.ROOT, "%,d %s, mean loss %.6g", samples, samples == 1 ? "sample" : "samples", meanLoss);
        if (Double.isNaN(accuracy)) {
            return numbers;
        }
        String without = unanswered == 0 ? ""
                : String.format(Locale.ROOT, ", %,d without an answer, since outputs are not finite", unanswered);
        return numbers + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy) + without + "\n" + confusion;
    }
}
