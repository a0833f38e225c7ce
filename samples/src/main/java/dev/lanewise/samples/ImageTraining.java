package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.WarmUp;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** A command that trains a network on images: its options, and the way from images to files. */
@Command(exitCodeListHeading = "Exit codes:%n", exitCodeList = {" 0:trained, and all that was asked for is written", " 1:failed",
    " 2:wrong use", " 3:as 0, but the target accuracy was missed", "130:stopped by Ctrl-C (SIGINT)",
    "141:the reader of the output has closed the pipe", "143:stopped by SIGTERM"})
final class ImageTraining {

    /** What the process returns where the target accuracy was missed. */
    static final int TARGET_MISSED = 3;

    @Mixin
    private TrainingOptions options;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private ResultFiles results;

    /** Where images come from. */
    @FunctionalInterface
    interface Source {
        /** Reads them; what a person should know goes to {@code err}. */
        ImageSets.Loaded load(PrintWriter err) throws IOException;
    }

    /** Trains on the images of a source; the command's exit code. */
    int run(CommandSpec command, Source images) throws IOException {
        options.requireUsable(command);
        results.requireWritable(command);
        try (Saving saving = checkpoints.open(command)) {
            return run(command, images, saving);
        }
    }

    private int run(CommandSpec command, Source images, Saving saving) throws IOException {
        PrintWriter out = command.commandLine().getOut(), err = command.commandLine().getErr();
        if (results.areAsked() || saving.isOn()) {
            Output.continueWhenLost(out);
        }
        err.println(Engine.report().line());
        CompletableFuture<Void> warm = warmUp();
        ImageSets.Loaded loaded = images.load(err);
        Dataset train = loaded.split().train();
        NetworkSpec network = Usage.checked(command, () -> network(train));
        tellSmallerBatch(err, train.size());
        Optional<String> lack = HeapCheck.lack(network, options, train.size(), saving.isOn());
        if (lack.isPresent()) {
            err.println(lack.get());
            return CommandLine.ExitCode.SOFTWARE;
        }
        announce(out, loaded, network);
        warm.join();
        try (Trainer trainer = Usage.checked(command, () -> options.applyTo(Trainer.builder(network), train.size()).build())) {
            requireFits(trainer, loaded);
            return train(command, saving, loaded, trainer);
        }
    }

    private NetworkSpec network(Dataset train) {
        return options.layers().behind(train.features()).dense(train.outputs(), Activation.softmax()).build();
    }

    private void tellSmallerBatch(PrintWriter err, int samples) {
        if (options.batch(samples) < options.batch()) {
            err.printf("a step takes all %,d training images: there are fewer than a batch of %,d%n", samples, options.batch());
        }
    }

    /** Lets the JVM compile the kernels while data is loaded. */
    private CompletableFuture<Void> warmUp() {
        NetworkSpec alike = options.layers().behind(784).dense(Mnist.CLASSES, Activation.softmax()).build();
        return CompletableFuture.runAsync(() -> WarmUp.run(alike, Loss.softmaxCrossEntropy(), options.rule().optimizer(), options.batch()));
    }

    private void announce(PrintWriter out, ImageSets.Loaded loaded, NetworkSpec network) {
        out.printf("%s: %,d training images, %,d test images; network %s, %,d parameters, %d %s%n", loaded.name(),
                loaded.split().train().size(), loaded.split().test().size(), network.sizes(), network.parameters(), options.threads(),
                options.threads() == 1 ? "thread" : "threads");
        out.flush();
    }

    /** What only the end of training would find out is found out before it begins. */
    private static void requireFits(Trainer trainer, ImageSets.Loaded loaded) throws IOException {
        try {
            trainer.requireFits(loaded.split().test());
        } catch (IllegalArgumentException e) {
            throw new IOException("the test images do not go with the training images: " + e.getMessage(), e);
        }
    }

    private int train(CommandSpec command, Saving saving, ImageSets.Loaded loaded, Trainer trainer) throws IOException {
        PrintWriter out = command.commandLine().getOut(), err = command.commandLine().getErr();
        int samples = loaded.split().train().size();
        try (EpochProgress progress = EpochProgress.onConsole(out, samples); StopSignal signal = new StopSignal()) {
            saving.begin(trainer, loaded.split().train(), options.epochs());
            EpochLoop loop = new EpochLoop(trainer, loaded.split(), options, progress, err);
            if (!loop.run(saving.listener(), signal)) {
                saving.stop();
                return StopSignal.EXIT_CODE;
            }
            Evaluation test = trainer.evaluate(loaded.split().test());
            boolean written = isWritten(command, loaded, trainer, test);
            saving.end();
            return written ? exitCode(out, loop.isReached(test)) : CommandLine.ExitCode.SOFTWARE;
        } catch (NonFiniteLossException e) {
            err.println(e.getMessage());
            saving.tellLastGood();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Prints the results and writes the files; false where one could not be written. */
    private boolean isWritten(CommandSpec command, ImageSets.Loaded loaded, Trainer trainer, Evaluation test) {
        PrintWriter out = command.commandLine().getOut();
        Network network = trainer.network();
        TrainingReport report = new TrainingReport(loaded.name(), options, network.spec().sizes(),
                options.batch(loaded.split().train().size()), trainer.progress(), test, network.sha256());
        report.print(out);
        boolean written = results.write(network, report, out, command.commandLine().getErr());
        out.flush();
        return written;
    }

    private int exitCode(PrintWriter out, boolean reached) {
        if (!reached) {
            out.printf("the target accuracy of %s was not reached%n", options.targetAccuracy());
            out.flush();
        }
        return reached ? CommandLine.ExitCode.OK : TARGET_MISSED;
    }
}
