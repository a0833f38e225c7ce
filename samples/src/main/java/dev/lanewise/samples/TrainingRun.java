package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.model.Network;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.NonFiniteException;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/** A training from its first epoch, or from where it was resumed, to the files it ends in. */
final class TrainingRun {

    /** What the process returns where the target accuracy was missed. */
    static final int TARGET_MISSED = 3;

    private final TrainingOptions options;
    private final ResultFiles results;
    private final Saving saving;
    private final Mnist.Split images;
    private final ImageForm form;
    private final Trainer trainer;
    private final PrintWriter out;
    private final PrintWriter err;

    TrainingRun(CommandSpec command, TrainingOptions options, ResultFiles results, Saving saving, Mnist.Split images, ImageForm form,
            Trainer trainer) {
        this.options = options;
        this.results = results;
        this.saving = saving;
        this.images = images;
        this.form = form;
        this.trainer = trainer;
        out = command.commandLine().getOut();
        err = command.commandLine().getErr();
    }

    /** Trains, to the last network or with a validation set to the best, and returns the command's exit code. */
    int run(StopSignal signal, Optional<Dataset> validation) throws IOException {
        // what only the end of training would find out is found out before it begins
        trainer.requireFits(images.test());
        try (EpochProgress progress = EpochProgress.onConsole(out, images.train().size())) {
            return validation.isPresent() ? toTheBest(validation.get(), progress, signal) : toTheLast(progress, signal);
        } catch (NonFiniteException e) {
            err.println(e.getMessage());
            saving.tellLastGood();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private int toTheLast(EpochProgress progress, StopSignal signal) throws IOException {
        saving.begin(trainer, images.train(), options.epochs());
        EpochLoop loop = new EpochLoop(trainer, images, options, progress, err);
        boolean done = signal.stopsSteps() && loop.run(saving.listener(), signal);
        signal.sparesFiles();
        if (!done) {
            saving.stop();
            return StopSignal.EXIT_CODE;
        }
        Network network = trainer.trainedNetwork();
        Evaluation test = trainer.evaluateTrained(images.test(), ImageMetrics.of(network.spec()));
        boolean written = isWritten(network, test, Optional.empty());
        saving.end();
        return written ? exitCode(loop.isReached(test)) : CommandLine.ExitCode.SOFTWARE;
    }

    private int toTheBest(Dataset validation, EpochProgress progress, StopSignal signal) throws IOException {
        saving.begin(trainer, images.train(), options.epochs());
        Optional<CheckpointDirectory.Best> before = saving.best();
        Optional<FitReport> fit = Optional.empty();
        try (WarningLines warnings = new WarningLines(err)) {
            if (signal.stopsSteps()) {
                fit = new ValidatedTraining(trainer, options, progress, warnings, out).run(images.train(), validation, before,
                        saving.listenerOfFit());
            }
        }
        signal.sparesFiles();
        if (fit.isEmpty()) {
            saving.stop();
            return StopSignal.EXIT_CODE;
        }
        out.printf("the network after epoch %d of %d did best%n", fit.get().bestEpoch(), trainer.epochs());
        Network best = fit.get().best();
        Evaluation test = Evaluation.of(best, options.loss().loss(best.spec()), images.test(), ImageMetrics.of(best.spec()));
        boolean written = isWritten(best, test, fit);
        saving.end();
        return written ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Prints the results and writes the files; false where one could not be written. */
    private boolean isWritten(Network network, Evaluation test, Optional<FitReport> fit) {
        TrainingReport report = new TrainingReport(form, options, network, options.batch(images.train().size()), trainer.progress(),
                trainer.metadata(), test, fit);
        report.print(out);
        boolean written = results.write(report, out, err);
        out.flush();
        return written;
    }

    private int exitCode(boolean reached) {
        if (!reached) {
            out.printf("the target accuracy of %s was not reached%n", options.targetAccuracy());
            out.flush();
        }
        return reached ? CommandLine.ExitCode.OK : TARGET_MISSED;
    }
}
