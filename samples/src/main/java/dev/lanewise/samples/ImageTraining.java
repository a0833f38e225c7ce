package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.ImageExtent;
import dev.lanewise.data.Mnist;
import dev.lanewise.model.Engine;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.WarmUp;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine;

/** A command that trains a network on images: its options, and the way from images to files. */
@Command(exitCodeListHeading = "Exit codes:%n", exitCodeList = {" 0:trained, and all that was asked for is written", " 1:failed",
    " 2:wrong use", " 3:as 0, but the target accuracy was missed", "130:stopped by Ctrl-C (SIGINT)",
    "141:the reader of the output has closed the pipe", "143:stopped by SIGTERM"})
final class ImageTraining {

    @Mixin
    private TrainingOptions options;

    @Mixin
    private StartingNetwork start;

    @Mixin
    private CheckpointOptions checkpoints;

    @Mixin
    private ResultFiles results;

    /** Where images come from. */
    interface Source {
        /** How large they are, where the files tell before they are read. */
        Optional<ImageExtent> extent() throws IOException;

        /** How many classes they have, where that is known before they are read. */
        OptionalInt classes();

        /** Reads them; what a person should know goes to {@code err}. */
        ImageSets.Loaded load(PrintWriter err) throws IOException;
    }

    /** Trains on the images of a source; the command's exit code. */
    int run(CommandSpec command, Source images) throws IOException {
        options.requireUsable(command);
        checkpoints.requireUsable(command);
        start.requireUsable(command, options.layers());
        results.requireWritable(command);
        Optional<ImageExtent> extent = images.extent();
        requireFit(command, images, extent);
        try (Saving saving = checkpoints.open(command)) {
            return run(command, images, extent, saving);
        }
    }

    /** What is known of images before they are loaded, downloaded or drawn is enough to refuse networks and names of their tensors. */
    private void requireFit(CommandSpec command, Source images, Optional<ImageExtent> extent) {
        long pixels = extent.map(size -> (long) size.features()).orElseGet(ImageForm.ofDigits(ImageSets.Kind.MNIST)::features);
        if (pixels > 0) { // loading says why there are none
            start.requireTakes(command, pixels, images.classes());
            NetworkSpec network = Usage.checked(command, () -> network(Math.toIntExact(pixels), images.classes().orElse(2)));
            Usage.checked(command, () -> options.rule().fitting(network));
            images.classes().ifPresent(classes -> Usage.check(command, () -> options.loss().requireClasses(classes)));
        }
    }

    private NetworkSpec network(int pixels, int classes) {
        NetworkSpec network = start.isNamed() ? start.spec()
                : options.layers().behind(pixels).dense(classes, options.loss().output()).build();
        options.loss().requireFits(network);
        return network;
    }

    private int run(CommandSpec command, Source images, Optional<ImageExtent> extent, Saving saving) throws IOException {
        PrintWriter out = command.commandLine().getOut(), err = command.commandLine().getErr();
        if (results.areAsked() || saving.isOn()) {
            Output.continueWhenLost(out);
        }
        err.println(Engine.report().line());
        Optional<String> noRoom = extent.isEmpty() ? Optional.empty()
                : Usage.checked(command, () -> HeapCheck.lack(extent.get(), options, saving.isOn()));
        if (noRoom.isPresent()) {
            err.println(noRoom.get());
            return CommandLine.ExitCode.SOFTWARE;
        }
        CompletableFuture<Void> warm = warmUp();
        ImageSets.Loaded loaded = weighted(command, images.load(err));
        Optional<Dataset.Split> parts = options.validation().split(loaded.split().train(), options.seed());
        Dataset train = parts.isPresent() ? parts.get().train() : loaded.split().train();
        start.requireTakes(command, train.features(), OptionalInt.of(train.outputs()));
        NetworkSpec network = Usage.checked(command, () -> network(train.features(), train.outputs()));
        tellSmallerBatch(err, train.size());
        tellUnseenLabels(err, loaded);
        Optional<String> lack = HeapCheck.lack(network, options, train.size(), saving.isOn());
        if (lack.isPresent()) {
            err.println(lack.get());
            return CommandLine.ExitCode.SOFTWARE;
        }
        results.requireRoom(network);
        try (StopSignal signal = new StopSignal()) {
            announce(out, loaded, train.size(), network);
            warm.join();
            try (Trainer trainer = trainer(command, network, train.size())) {
                Mnist.Split used = new Mnist.Split(train, loaded.split().test());
                return new TrainingRun(command, options, results, saving, used, loaded.form(), trainer)
                        .run(signal, parts.map(Dataset.Split::validation));
            }
        }
    }

    /** Lets the JVM compile the kernels while data is loaded. */
    private CompletableFuture<Void> warmUp() {
        NetworkSpec alike = options.layers().behind(784).dense(Mnist.CLASSES, options.loss().output()).build();
        return CompletableFuture.runAsync(() -> WarmUp.run(alike, options.loss().loss(alike), options.rule().optimizer(),
                options.limits().gradient(), options.batch(), options.limits().microBatch(options.batch()), options.threads()));
    }

    private ImageSets.Loaded weighted(CommandSpec command, ImageSets.Loaded loaded) {
        Mnist.Split split = loaded.split();
        return new ImageSets.Loaded(loaded.form(),
                new Mnist.Split(Usage.checked(command, () -> options.loss().weighted(split.train())), split.test()));
    }

    private Trainer trainer(CommandSpec command, NetworkSpec network, int samples) throws IOException {
        Trainer.Builder builder = start.isNamed() ? Trainer.builder(start.read()) : Trainer.builder(network);
        return Usage.checked(command, () -> options.applyTo(builder, network, samples).build());
    }

    private void tellSmallerBatch(PrintWriter err, int samples) {
        if (options.batch(samples) < options.batch()) {
            err.printf("a step takes all %,d training images: there are fewer than a batch of %,d%n", samples, options.batch());
        }
    }

    private static void tellUnseenLabels(PrintWriter err, ImageSets.Loaded loaded) {
        Dataset train = loaded.split().train(), test = loaded.split().test();
        BitSet seen = new BitSet();
        IntStream.range(0, train.size()).forEach(sample -> seen.set(train.label(sample)));
        int[] unseen = IntStream.range(0, test.size()).map(test::label).filter(label -> !seen.get(label)).toArray();
        if (unseen.length > 0) {
            err.printf("%,d of %,d test images have labels that no training image has, such as %d: a network cannot learn these; look"
                    + " whether the labels belong to the images%n", unseen.length, test.size(),
                    loaded.form().names().firstLabel() + unseen[0]);
        }
    }

    private void announce(PrintWriter out, ImageSets.Loaded loaded, int train, NetworkSpec network) {
        int validation = loaded.split().train().size() - train;
        out.printf("%s: %,d training images, %s%,d test images; network %s, %,d parameters, %d %s%n", loaded.name(), train,
                validation == 0 ? "" : String.format("%,d for validation, ", validation), loaded.split().test().size(),
                network.shape(), network.parameterCount(), options.threads(),
                options.threads() == 1 ? "thread" : "threads");
        out.flush();
    }
}
