package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.step.ColumnScales;
import dev.lanewise.step.TargetDomain;
import dev.lanewise.step.TargetRange;
import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a trainer warns of, each kind once. It looks at a data set when that comes first, at the counters when an epoch begins, and at
 * losses and a few outputs when it ends: never in a step.
 */
final class RunWarnings {

    private static final System.Logger LOG = System.getLogger("dev.lanewise.train");

    /** Where the loss is as small as this, few different outputs are the right ones. */
    private static final double SOLVED = 1e-3;
    /** Targets so little beyond what an output can give are rounding, or meant. */
    private static final float SLACK = 0.01f;

    private final NetworkSpec spec;
    private final Loss loss;
    private final Schedule schedule;
    private final long end;
    private final Optimizer optimizer;
    private final String rate;
    private final LossTrend trend = new LossTrend();
    private final Set<TrainingWarning.Kind> told = EnumSet.noneOf(TrainingWarning.Kind.class);
    private OutputProbe probe;

    RunWarnings(NetworkSpec spec, Loss loss, Schedule schedule, Optimizer optimizer, String rate) {
        this.spec = spec;
        this.loss = loss;
        this.schedule = schedule;
        end = schedule.lastStep();
        this.optimizer = optimizer;
        this.rate = rate;
    }

    /** A data set comes for the first time. */
    void lookAt(Dataset dataset, StepListener listener) {
        probe = OutputProbe.of(dataset);
        trend.lookAt(loss, dataset);
        lookForOneAnswer(dataset, listener);
        lookAtInputs(ColumnScales.ofInputs(dataset, PlainInputs.of(spec)), listener);
        if (!dataset.isLabelled() && TargetDomain.isEveryNumber(loss)) {
            lookAtTargets(dataset, listener);
        }
    }

    private void lookForOneAnswer(Dataset dataset, StepListener listener) {
        int size = dataset.size();
        boolean isEqual = size > 1 && (dataset.isLabelled()
                ? IntStream.range(1, size).allMatch(sample -> dataset.label(sample) == dataset.label(0))
                : IntStream.range(1, size).allMatch(sample -> Arrays.equals(dataset.target(sample), dataset.target(0))));
        if (isEqual) {
            tell(TrainingWarning.Kind.EQUAL_TARGETS, String.format(Locale.ROOT, "all %,d samples have the same %s: a network learns to give"
                    + " that for every input; look whether labels were read from the right column or file, and train on samples of every"
                    + " kind", size, dataset.isLabelled() ? "label, " + dataset.label(0) : "targets"), listener);
        }
    }

    private void lookAtInputs(ColumnScales inputs, StepListener listener) {
        int top = inputs.top(), bottom = inputs.bottom();
        if (inputs.areLarge() || inputs.areVeryDifferent()) {
            String others = top == bottom ? "" : ", of input " + bottom + " about " + number(inputs.rms()[bottom]);
            tell(TrainingWarning.Kind.UNSCALED_INPUTS, "inputs are not scaled: values of input " + top + " are about "
                    + number(inputs.rms()[top]) + others + "; networks learn badly from such inputs: subtract the mean of each input and"
                    + " divide by its standard deviation, as StandardScaler.ofInputs does, and do the same before predicting", listener);
        }
    }

    private void lookAtTargets(Dataset dataset, StepListener listener) {
        TargetRange range = TargetRange.of(dataset);
        Activation output = spec.layers().getLast().activation();
        float least = output.lowerBound(), most = output.upperBound();
        if (range.lowest() < least - SLACK || range.highest() > most + SLACK) {
            tell(TrainingWarning.Kind.UNREACHABLE_TARGETS, "targets go from " + range.lowest() + " to " + range.highest()
                    + ", but an output with " + output.toText() + (most == Float.POSITIVE_INFINITY ? " gives nothing below " + least
                    : " gives only " + least + " to " + most) + "; take an identity output, or scale the targets to what it can give",
                    listener);
            return;
        }
        ColumnScales targets = ColumnScales.ofTargets(dataset);
        if (targets.areLarge()) {
            tell(TrainingWarning.Kind.UNSCALED_TARGETS, "targets are not scaled: values of target " + targets.top() + " are about "
                    + number(targets.rms()[targets.top()]) + (loss instanceof Loss.SquaredError
                            ? ", and gradients of the squared error grow with them" : ", and steps of a usual size take long to get there")
                    + "; subtract the mean of each target and divide by its standard deviation, as StandardScaler.ofTargets does, and undo"
                    + " that after predicting", listener);
        }
    }

    /** An epoch begins, or goes on, that ends after {@code lastStep} updates of the run. */
    void beforeEpoch(int epoch, long lastStep, StepListener listener) {
        if (lastStep > end) {
            tell(TrainingWarning.Kind.ENDED_SCHEDULE, "the schedule " + schedule.toText() + " ends with step " + end + ", but epoch "
                    + epoch
                    + " goes to step " + lastStep + ": beyond its end the learning rate is 0 and nothing is learned; give the schedule the"
                    + " steps of the whole run", listener);
        }
    }

    /** A step of no epoch begins. */
    void beforeStep(long step) {
        if (step > end) {
            tell(TrainingWarning.Kind.ENDED_SCHEDULE, "the schedule " + schedule.toText() + " has ended before step " + step
                    + ": the learning rate is 0 and nothing is learned; give the schedule the steps of the whole run", StepListener.NONE);
        }
    }

    /** The loss with which the run has begun that this trainer goes on with. */
    void begins(double meanLoss) {
        trend.begins(meanLoss);
    }

    /** A step of an epoch has ended: a comparison and two additions. */
    void learned(double meanLoss, boolean isInSecondHalf) {
        trend.learned(meanLoss, isInSecondHalf);
    }

    /** An epoch has ended; a few of its samples are run through the network after the epochs 1, 2, 4, 8 and so on. */
    void afterEpoch(EpochReport report, Parameters parameters, StepListener listener) {
        double meanLoss = report.meanLoss();
        if (trend.explodes(report)) {
            tell(TrainingWarning.Kind.EXPLODING_LOSS, "the loss explodes: " + number(meanLoss) + " in epoch " + report.epoch() + ", from "
                    + number(trend.first()) + " at the beginning, with " + rate + "; take a smaller one, such as "
                    + LearningRate.smaller(optimizer) + ", and look whether inputs and targets are scaled", listener);
        }
        if (probe != null && Integer.bitCount(report.epoch()) == 1 && !told.contains(TrainingWarning.Kind.CONSTANT_OUTPUTS)
                && !isSolved(meanLoss)) {
            lookAtOutputs(report, parameters, listener);
        }
    }

    /** A loss of counts leaves out what does not depend on the outputs, and may be negative. */
    private boolean isSolved(double meanLoss) {
        return meanLoss < SOLVED && loss.targets() != Loss.Targets.COUNTS;
    }

    private void lookAtOutputs(EpochReport report, Parameters parameters, StepListener listener) {
        int outputs = probe.differentOutputs(parameters, loss);
        if (probe.areTooFew(outputs)) {
            tell(TrainingWarning.Kind.CONSTANT_OUTPUTS, "after epoch " + report.epoch() + " the network gives "
                    + Phrases.count(outputs, "different output") + " for " + probe.differentSamples() + " different samples: its units are"
                    + " saturated or dead; scale the inputs to a standard deviation of 1, and take a smaller rate than " + rate, listener);
        }
    }

    private void tell(TrainingWarning.Kind kind, String message, StepListener listener) {
        if (told.add(kind)) {
            LOG.log(System.Logger.Level.WARNING, "lanewise: " + message);
            listener.onWarning(new TrainingWarning(kind, message));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
