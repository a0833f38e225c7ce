package dev.lanewise.samples;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.data.Mnist;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.NonFiniteLossException;
import dev.lanewise.train.NonFinitePolicy;
import dev.lanewise.train.Optimizer;
import dev.lanewise.train.Progress;
import dev.lanewise.train.Schedule;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingInterruptedException;
import dev.lanewise.train.WarmUp;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise mnist}: trains a network to read digits. */
@Command(name = "mnist", mixinStandardHelpOptions = true, sortOptions = false, description = "Trains a network to read digits.")
final class MnistCommand implements Callable<Integer> {

    /** How the parameters are changed. */
    enum Rule { SGD, MOMENTUM, ADAM, ADAMW }

    /** How the learning rate falls. */
    enum Fall { CONSTANT, LINEAR, COSINE }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ImageSets images;

    @Option(names = "--hidden", defaultValue = "512,256", paramLabel = "SIZES",
            description = "Sizes of the hidden layers, or none for a linear model. Default: ${DEFAULT-VALUE}")
    private String hidden;

    @Option(names = "--activation", defaultValue = "relu", paramLabel = "NAME",
            description = "Activation of the hidden layers: identity, sigmoid, tanh, relu, leaky_relu(slope). Default: ${DEFAULT-VALUE}")
    private String activation;

    @Option(names = "--optimizer", defaultValue = "momentum", paramLabel = "NAME",
            description = "sgd, momentum, adam or adamw (weight decay 0.01). Default: ${DEFAULT-VALUE}")
    private Rule optimizer;

    @Option(names = "--epochs", defaultValue = "10", paramLabel = "N", description = "Passes over the data. Default: ${DEFAULT-VALUE}")
    private int epochs;

    @Option(names = "--batch", defaultValue = "128", paramLabel = "N", description = "Samples in a step. Default: ${DEFAULT-VALUE}")
    private int batch;

    @Option(names = "--lr", paramLabel = "RATE",
            description = "Learning rate at the start. Default: 0.1 for sgd, 0.05 for momentum, 0.001 for adam and adamw")
    private Float lr;

    @Option(names = "--momentum", defaultValue = "0.9", paramLabel = "MU", description = "For momentum. Default: ${DEFAULT-VALUE}")
    private float momentum;

    @Option(names = "--schedule", defaultValue = "linear", paramLabel = "NAME",
            description = "How the learning rate falls to 0 over all epochs: linear, cosine or constant (it stays). "
                    + "Default: ${DEFAULT-VALUE}")
    private Fall schedule;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the start parameters and the order of samples. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the result does not depend on them. Default: all processors")
    private Integer threads;

    @Option(names = "--target-accuracy", paramLabel = "SHARE",
            description = "Test after each epoch and stop when this share, such as 0.98, is right. Default: test at the end only")
    private Double targetAccuracy;

    @Mixin
    private CheckpointOptions checkpoints;

    @Option(names = "--on-nonfinite", defaultValue = "stop", paramLabel = "NAME",
            description = "What to do about a loss or parameter that is infinite or not a number: stop, skip the batch, or continue. "
                    + "Default: ${DEFAULT-VALUE}")
    private NonFinitePolicy onNonFinite;

    @Option(names = "--save", paramLabel = "FILE", description = "Write the trained network to this file. Default: do not")
    private Path save;

    @Option(names = "--json", paramLabel = "FILE", description = "Write settings and results to this file as JSON. Default: do not")
    private Path json;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut(), err = spec.commandLine().getErr();
        requireUsable();
        // whatever can be wrong with the options is wrong before a long run, not after it
        NetworkSpec.Builder layers = Usage.checked(spec, this::hiddenLayers);
        Optimizer rule = Usage.checked(spec, this::rule);
        Saving saving = checkpoints.open(spec);
        err.println(Engine.report().line());
        CompletableFuture<Void> warm = warmUp(rule);
        ImageSets.Loaded loaded = images.load(err);
        Mnist.Split data = loaded.split();
        Usage.require(spec, batch <= data.train().size(),
                "--batch expects at most the " + data.train().size() + " training images, got " + batch);
        NetworkSpec network = layers.dense(data.train().outputs(), Activation.softmax()).build();
        out.printf("%s: %,d training images, %,d test images; network %s, %,d parameters, %d %s%n", loaded.name(), data.train().size(),
                data.test().size(), network.sizes(), network.parameters(), threads(), threads() == 1 ? "thread" : "threads");
        out.flush();
        warm.join();
        long steps = (long) epochs * Math.ceilDiv(data.train().size(), batch);
        try (Trainer trainer = Trainer.builder(network).optimizer(rule).schedule(schedule(steps)).batch(batch).threads(threads())
                .seed(seed).onNonFinite(onNonFinite).build();
                EpochProgress progress = EpochProgress.onConsole(out, data.train().size()); StopSignal signal = new StopSignal()) {
            saving.begin(trainer, data.train().size());
            if (isTrained(data, trainer, progress, signal, saving.listener())) {
                finish(out, loaded.name(), data, trainer);
                saving.end();
                return CommandLine.ExitCode.OK;
            }
            saving.stop();
            return StopSignal.EXIT_CODE;
        } catch (NonFiniteLossException e) {
            err.println(e.getMessage());
            saving.tellLastGood();
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    /** Lets the JVM compile the kernels while data is loaded. */
    private CompletableFuture<Void> warmUp(Optimizer rule) {
        NetworkSpec alike = hiddenLayers().dense(Mnist.CLASSES, Activation.softmax()).build();
        return CompletableFuture.runAsync(() -> WarmUp.run(alike, Loss.softmaxCrossEntropy(), rule, batch));
    }

    /** Trains what is left; false where a signal has stopped it. */
    private boolean isTrained(Mnist.Split data, Trainer trainer, EpochProgress progress, StopSignal signal, StepListener saving) {
        boolean done = isDone(trainer, trainer.epochs() > 0 ? tested(trainer, data) : null);
        while (!done && !signal.isRaised()) {
            Progress before = trainer.progress();
            progress.begin(before.reports().size() + 1, epochs, before.part().position());
            try {
                EpochReport report = trainer.epoch(data.train(), progress.andThen(saving));
                Evaluation test = tested(trainer, data);
                progress.end(report, test);
                done = isDone(trainer, test);
            } catch (TrainingInterruptedException e) {
                return false;
            }
            tellSkipped(trainer.progress().skipped() - before.skipped());
        }
        return done;
    }

    private Evaluation tested(Trainer trainer, Mnist.Split data) {
        return targetAccuracy == null || trainer.progress().isInEpoch() ? null : trainer.evaluate(data.test());
    }

    private boolean isDone(Trainer trainer, Evaluation test) {
        return !trainer.progress().isInEpoch() && (trainer.epochs() >= epochs || isReached(test));
    }

    private boolean isReached(Evaluation test) {
        return test != null && test.accuracy() >= targetAccuracy;
    }

    private void tellSkipped(long batches) {
        if (batches > 0) {
            spec.commandLine().getErr().println(batches + (batches == 1 ? " batch was" : " batches were")
                    + " skipped in this epoch: the loss was not finite");
        }
    }

    private void finish(PrintWriter out, String dataset, Mnist.Split data, Trainer trainer) throws IOException {
        Evaluation result = trainer.evaluate(data.test());
        Network network = trainer.network();
        List<EpochReport> reports = trainer.progress().reports();
        double seconds = reports.stream().mapToDouble(EpochReport::seconds).sum();
        double rate = reports.stream().mapToLong(EpochReport::samples).sum() / seconds;
        String sum = network.sha256();
        EvaluationText.print(out, result);
        String epochsDone = trainer.epochs() == 1 ? "1 epoch" : trainer.epochs() + " epochs";
        out.printf("trained %s in %.2f s, %,.0f samples/s%n", epochsDone, seconds, rate);
        out.println("model sha256 " + sum);
        if (targetAccuracy != null && !isReached(result)) {
            out.printf("the target accuracy of %s was not reached%n", targetAccuracy);
        }
        if (save != null) {
            ModelFile.save(network, save);
            out.println("saved to " + save);
        }
        if (json != null) {
            Files.writeString(json, report(dataset, network, trainer.epochs(), result, seconds, rate, sum));
        }
        out.flush();
    }

    private String report(String dataset, Network network, int done, Evaluation result, double seconds, double rate, String sum)
            throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("dataset", dataset);
        report.put("seed", seed);
        report.put("layers", network.spec().sizes());
        report.put("activation", activation);
        report.put("optimizer", Usage.checked(spec, this::rule).toString());
        report.put("schedule", schedule.name().toLowerCase(Locale.ROOT));
        report.put("epochs", done);
        report.put("batch", batch);
        report.put("threads", threads());
        report.put("vectorBits", Engine.report().vectorBits());
        report.put("testAccuracy", result.accuracy());
        report.put("testLoss", result.meanLoss());
        report.put("trainSeconds", seconds);
        report.put("samplesPerSecond", rate);
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        report.put("wallSeconds", Duration.between(start, Instant.now()).toMillis() / 1e3);
        report.put("modelSha256", sum);
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(report) + "\n";
    }

    private int threads() {
        return threads == null ? InfoCommand.threads() : threads;
    }

    private void requireUsable() {
        Usage.require(spec, epochs >= 1, "--epochs expects a whole number of at least 1, got " + epochs);
        Usage.require(spec, batch >= 1, "--batch expects a whole number of at least 1, got " + batch);
        Usage.require(spec, threads() >= 1, "--threads expects a whole number of at least 1, got " + threads);
        Usage.require(spec, targetAccuracy == null || targetAccuracy > 0 && targetAccuracy <= 1,
                "--target-accuracy expects a share above 0 and at most 1, such as 0.98, got " + targetAccuracy);
        requireFolder("--save", save);
        requireFolder("--json", json);
    }

    private void requireFolder(String option, Path file) {
        Usage.require(spec, file == null || Files.isDirectory(file.toAbsolutePath().getParent()) && !Files.isDirectory(file),
                option + " expects a file in a folder that exists, got " + file);
    }

    private NetworkSpec.Builder hiddenLayers() {
        NetworkSpec.Builder layers = NetworkSpec.inputs(784);
        Activation f = Activation.parse(activation);
        if (f instanceof Activation.Softmax) {
            throw new IllegalArgumentException("--activation expects an element-wise activation for the hidden layers, got softmax");
        }
        if (hidden.equals("none")) {
            return layers;
        }
        for (String size : hidden.split(",", -1)) {
            layers.dense(hiddenSize(size.strip()), f);
        }
        return layers;
    }

    private int hiddenSize(String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException("--hidden expects sizes such as 512,256, or none, got '" + hidden + "'");
        }
        return Integer.parseInt(text);
    }

    private Optimizer rule() {
        return switch (optimizer) {
            case SGD -> new Optimizer.Sgd(lr == null ? 0.1f : lr);
            case MOMENTUM -> new Optimizer.Momentum(lr == null ? 0.05f : lr, momentum);
            case ADAM -> new Optimizer.Adam(lr == null ? 0.001f : lr);
            case ADAMW -> new Optimizer.AdamW(lr == null ? 0.001f : lr, 0.01f);
        };
    }

    private Schedule schedule(long steps) {
        return switch (schedule) {
            case CONSTANT -> new Schedule.Constant();
            case LINEAR -> new Schedule.Linear(steps);
            case COSINE -> new Schedule.Cosine(steps);
        };
    }
}
