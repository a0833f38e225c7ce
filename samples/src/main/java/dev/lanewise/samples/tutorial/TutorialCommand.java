package dev.lanewise.samples.tutorial;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Engine;
import dev.lanewise.platform.Overrides;
import dev.lanewise.platform.WorkerTeam;
import dev.lanewise.samples.digits.GeneratedDigits;
import dev.lanewise.samples.option.OptionFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code lanewise tutorial}: what a tutorial and a textbook work out by hand, worked out by the engine. */
@Command(name = "tutorial", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Runs the examples from which people learn what a neural network is.",
            "They are those of the tutorial \"Neural Networks Tutorial - A Pathway to Deep Learning\" (adventuresinmachinelearning.com), "
                    + "its digit classifier beside the same network trained as the engine would, and Mitchell's 8-3-8 identity network."})
public final class TutorialCommand implements Callable<Integer> {

    /** The real file's number of digits; they are a fixed data set, whatever the seed of the training. */
    private static final int GENERATED = 1797;
    private static final int SIDE = 8;
    private static final String DATA = "--data";
    private static final long GENERATED_SEED = 1;

    @Spec
    private CommandSpec spec;

    @Option(names = DATA, paramLabel = "FILE",
            description = "Digits as scikit-learn's digits.csv.gz has them, gzipped or not: a line a digit, 64 pixels from 0 to 16, then "
                    + "the digit. Default: 8x8 digits drawn by a program")
    private Path data;

    @Option(names = "--iterations", defaultValue = "3000", paramLabel = "N",
            description = "Iterations of the tutorial's batch gradient descent. Default: ${DEFAULT-VALUE}")
    private int iterations;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
            description = "Of the start parameters, the order of samples and which digits are for testing. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads; the result does not depend on them. Default: 1")
    private Integer threads;

    /** A command with its defaults. */
    public TutorialCommand() {
    }

    @Override
    public Integer call() throws IOException {
        requireUsable();
        PrintWriter out = spec.commandLine().getOut();
        spec.commandLine().getErr().println(Engine.report().line());
        TutorialDigits digits = digits();

        TutorialText text = new TutorialText(out);
        text.feedForward(FeedForwardExample.output());
        text.gradientDescent(GradientDescentExample.descend());
        text.digits(data == null ? "generated" : name(), digits);
        DigitClassifier.Run tutorial = DigitClassifier.theTutorialsWay(digits, iterations, seed, threads());
        text.costs(tutorial.costs());
        text.bothWays(digits, tutorial, DigitClassifier.theEnginesWay(digits, seed, threads()));
        text.identity(IdentityNetwork.train(0f, seed), IdentityNetwork.train(IdentityNetwork.MOMENTUM, seed));
        return 0;
    }

    private int threads() {
        return threads == null ? Overrides.threads(1) : threads;
    }

    private TutorialDigits digits() throws IOException {
        if (data == null) {
            return TutorialDigits.of(GeneratedDigits.generate(GENERATED, SIDE, GENERATED_SEED, GeneratedDigits.Part.TRAIN), seed);
        }
        Dataset all = OptionFile.read(DATA, data, DigitsCsv::read);
        try {
            return TutorialDigits.of(all, seed);
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(DATA, data, e);
        }
    }

    private String name() {
        return data.getFileName().toString();
    }

    private void requireUsable() {
        require(data == null || !Files.isDirectory(data), "--data expects a file, got the folder " + data);
        require(iterations >= 1, "--iterations expects a whole number of at least 1, got " + iterations);
        require(threads() >= 1 && threads() <= WorkerTeam.MAX_THREADS,
                "--threads expects a whole number from 1 to " + WorkerTeam.MAX_THREADS + ", got " + threads);
    }

    private void require(boolean usable, String sentence) {
        if (!usable) {
            throw new ParameterException(spec.commandLine(), sentence);
        }
    }
}
