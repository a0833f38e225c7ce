package dev.lanewise.table;

import dev.lanewise.data.ClassWeights;
import dev.lanewise.data.CounterRandom;
import dev.lanewise.data.Dataset;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.ParallelTrainings;
import dev.lanewise.train.Trainer;
import java.time.Duration;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Trains the networks of a model, several at the same time. No network's bits depend on the others or on the number of threads.
 *
 * @param choices   of the trainer
 * @param table     with the rows
 * @param decided   what its columns are
 * @param target    fitted
 */
record VoterTraining(TableTrainer choices, Table table, DecidedColumns decided, Target target) {

    private static final float SMOOTHING = 0.1f;
    /** Of the seeds of networks. */
    private static final long PURPOSE = 0x766f_7465_7200L;
    /** What a training takes of memory for a cell of the table: a copy of its rows, inputs, and as much again to be safe. */
    private static final int BYTES_OF_CELL = 32;
    private static final double SHARE_OF_MEMORY = 0.8;

    /**
     * What differs between the networks.
     *
     * @param number  of the network, from 0
     * @param threads of its training
     * @param maxTime of its training
     * @param name    told to the listener; empty where there is one network
     */
    private record Conditions(int number, int threads, Optional<Duration> maxTime, String name) {

        /** The first network has the seed of the run. */
        long seed(long run) {
            return number == 0 ? run : CounterRandom.bits(run, PURPOSE, number);
        }
    }

    /** What {@link #train} is about to train. */
    static List<TablePlan.Network> planned(List<Learner> learners, TableSplit split) {
        int folds = split.folds().size();
        return IntStream.rangeClosed(1, folds).boxed().flatMap(fold -> learners.stream().map(learner -> new TablePlan.Network(
                folds * learners.size() == 1 ? "" : split.nameOf(learner.name(), fold), learner.epochs(), learner.patience()))).toList();
    }

    /** A voter for each fold by each learner, in this order; fewer where the time is up. */
    List<TrainedVoter> train(List<Learner> learners, TableSplit split) {
        List<TableSplit.Fold> folds = split.folds();
        int count = folds.size() * learners.size();
        if (count == 1) {
            return List.of(train(learners.getFirst(), 1, folds.getFirst(), new Conditions(0, choices.threads, choices.maxTime, "")));
        }
        int atOnce = atOnce(count);
        TimeShares time = new TimeShares(choices.maxTime, count, atOnce);
        List<Optional<TrainedVoter>> trained = ParallelTrainings.run(count, number -> {
            Learner learner = learners.get(number % learners.size());
            int fold = number / learners.size();
            return isOver(time, number) ? Optional.empty() : Optional.of(train(learner, fold + 1, folds.get(fold), new Conditions(number,
                    threads(number, count, atOnce), time.of(number), split.nameOf(learner.name(), fold + 1))));
        }, atOnce);
        return trained.stream().flatMap(Optional::stream).toList();
    }

    private boolean isOver(TimeShares time, int number) {
        return time.isOver(number) || number > 0 && choices.isStopped.getAsBoolean();
    }

    private Learner.Course course(int number) {
        return choices.checkpoints.<Learner.Course>map(saved -> (trainer, train, validation, options) -> saved.fit(number, trainer, train,
                validation, options)).orElse(Trainer::fit);
    }

    /** Trainings at the same time: one on a thread is faster than one on all, as far as memory reaches. */
    private int atOnce(int count) {
        long cells = (long) table.rows() * table.columns().size();
        double free = SHARE_OF_MEMORY * Runtime.getRuntime().maxMemory() - Double.BYTES * cells;
        return (int) Math.clamp(free / (BYTES_OF_CELL * cells), 1, Math.min(choices.threads, count));
    }

    /** Where threads would have nothing to do, the last trainings get more than one. */
    private int threads(int number, int count, int atOnce) {
        int last = count % atOnce;
        return Math.max(1, choices.threads / (number >= count - last ? last : atOnce));
    }

    private TrainedVoter train(Learner learner, int foldNumber, TableSplit.Fold fold, Conditions conditions) {
        Table train = table.at(fold.train()), validation = table.at(fold.validation());
        TableEncoder encoder = TableEncoder.fit(train, decided, learner.form());
        TableMetric metric = new FoldMetrics(choices, table, target).of(fold);
        FitOptions options = FitOptions.epochs(learner.epochs()).withPatience(learner.patience()).withMetric(metric.metric())
                .withListener(choices.listeners.apply(conditions.name)).withStop(choices.isStopped);
        options = conditions.maxTime.isPresent() ? options.withMaxTime(conditions.maxTime.get()) : options;
        FitReport report = learner.fit(new Learner.Lesson(dataset(encoder, train), dataset(encoder, validation), encoder.inputs(),
                target.task(), metric == TableMetric.ACCURACY ? SMOOTHING : 0, options, conditions.seed(choices.seed),
                conditions.threads, course(conditions.number)));
        Voter voter = voted(new Voter(report.best(), encoder), validation, metric);
        DoubleSummaryStatistics called = called(train.column(target.name()));
        return new TrainedVoter(voter, new TableReport.Training(learner.name(), foldNumber, report.history(), report.bestEpoch(), 1,
                MemberPruning.members(voter.network())),
                fold.validation(), new Voters(List.of(voter)).outputs(validation), (float) called.getMin(), (float) called.getMax());
    }

    /** Without the members that answer the validation no better. */
    private Voter voted(Voter voter, Table validation, TableMetric metric) {
        Column truth = validation.column(target.name());
        return choices.hasPrunedMembers
                ? MemberPruning.pruned(voter, validation, outputs -> metric.error(target.metrics(truth, () -> outputs))) : voter;
    }

    /** The outputs that rows call for: of classes 0 and 1. */
    private DoubleSummaryStatistics called(Column values) {
        return switch (target) {
            case Target.Classes _ -> DoubleStream.of(0, 1).summaryStatistics();
            case Target.Number number -> Arrays.stream(number.values(values)).map(number::scaled).summaryStatistics();
        };
    }

    private Dataset dataset(TableEncoder encoder, Table part) {
        Column values = part.column(target.name());
        Dataset dataset = switch (target) {
            case Target.Classes classes -> Dataset.labelled(encoder.encode(part), classes.labels(values), classes.outputs());
            case Target.Number number -> {
                float[][] targets = Arrays.stream(number.values(values)).mapToObj(value -> new float[] {number.scaled(value)})
                        .toArray(float[][]::new);
                yield Dataset.withTargets(encoder.encode(part), targets);
            }
        };
        Dataset weighted = choices.weight.isPresent() ? dataset.withWeights(weights(part.column(choices.weight.get()))) : dataset;
        if (!choices.hasBalancedClasses) {
            return weighted;
        }
        if (target instanceof Target.Number) {
            throw new IllegalArgumentException("balanced classes go with a classification, but this is a regression");
        }
        return weighted.withClassWeights(ClassWeights.balanced(weighted));
    }

    private static float[] weights(Column column) {
        float[] weights = new float[column.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) column.number(row);
        }
        return weights;
    }
}
