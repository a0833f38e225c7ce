package dev.lanewise.samples;

import dev.lanewise.train.Evaluation;
import dev.lanewise.train.NonFiniteException;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/** A training from its first epoch, or from where it was resumed, to the files it ends in. */
final class TrainingRun {

    /** What the process returns where the target accuracy was missed. */
    static final int TARGET_MISSED = 3;

    private final TrainingOptions options;
    private final ResultFiles results;
    private final Saving saving;
    private final ImageSets.Loaded images;
    private final Trainer trainer;
    private final PrintWriter out;
    private final PrintWriter err;

    TrainingRun(CommandSpec command, TrainingOptions options, ResultFiles results, Saving saving, ImageSets.Loaded images,
            Trainer trainer) {
        this.options = options;
        this.results = results;
        this.saving = saving;
        this.images = images;
        this.trainer = trainer;
        out = command.commandLine().getOut();
        err = command.commandLine().getErr();
    }

    /** Trains, and returns the command's exit code. */
    int run(StopSignal signal) throws IOException {
        // what only the end of training would find out is found out before it begins
        trainer.requireFits(images.split().test());
        try (EpochProgress progress = EpochProgress.onConsole(out, images.split().train().size())) {
            saving.begin(trainer, images.split().train(), options.epochs());
            EpochLoop loop = new EpochLoop(trainer, images.split(), options, progress, err);
            boolean done = signal.stopsSteps() && loop.run(saving.listener(), signal);
            signal.sparesFiles();
            if (!done) {
                saving.stop();
                return StopSignal.EXIT_CODE;
            }
            Evaluation test = trainer.evaluate(images.split().test(), ImageMetrics.of(trainer.network().spec()));
            boolean written = isWritten(test);
            saving.end();
            return written ? exitCode(loop.isReached(test)) : CommandLine.ExitCode.SOFTWARE;
        } catch (NonFiniteException e) {
            err.println(e.getMessage());
            saving.tellLastGood();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Prints the results and writes the files; false where one could not be written. */
    private boolean isWritten(Evaluation test) {
        TrainingReport report = new TrainingReport(images.form(), options, trainer.network(), options.batch(images.split().train().size()),
                trainer.progress(), trainer.metadata(), test);
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
