package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.StepListener;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that keep some training images from learning, and stop where these are read no better. */
final class ValidationOptions {

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}) ?(seconds?|minutes?|hours?|s|m|h)");

    @Option(names = "--validation", paramLabel = "SHARE",
            description = "Keep this share of the training images from learning, each class its share, try the network with them after "
                    + "each epoch, and end with the network that did best. Default: learn from all, and end with the last network")
    private Double share;

    @Option(names = "--patience", paramLabel = "N",
            description = "Stop after so many epochs in which the validation loss has not become better. Default: train all epochs")
    private Integer patience;

    @Option(names = "--max-time", paramLabel = "TIME",
            description = "Begin no other epoch after this time, such as 90s, 20 minutes or 2h. Default: no limit")
    private String maxTime;

    /** Refuses what is out of range or goes with --validation alone. */
    void requireUsable(CommandSpec command, int epochs, boolean hasTarget, boolean needed) {
        Usage.require(command, share == null || share > 0 && share < 1,
                "--validation expects a share above 0 and below 1, such as 0.1, got " + share);
        Usage.require(command, patience == null || isOn(), "--patience expects --validation SHARE beside it");
        Usage.require(command, !needed || isOn(), "--schedule reduce_on_plateau expects --validation SHARE beside it");
        Usage.require(command, !hasTarget || !isOn(), "--target-accuracy tests after each epoch: leave out --validation, or the target");
        Usage.checked(command, () -> options(epochs, StepListener.NONE));
    }

    /** Whether images are kept from learning. */
    boolean isOn() {
        return share != null;
    }

    /** The training images as they are used: all to learn from, or both parts. */
    Optional<Dataset.Split> split(Dataset train, long seed) {
        return isOn() ? Optional.of(train.split(share, seed)) : Optional.empty();
    }

    /**
     * How long is trained.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    FitOptions options(int epochs, StepListener listener) {
        FitOptions options = FitOptions.epochs(epochs).withListener(listener);
        options = patience == null ? options : options.withPatience(patience);
        return maxTime == null ? options : options.withMaxTime(time(maxTime));
    }

    /** Whether no other epoch may begin in a training that began at a time of {@link System#nanoTime}. */
    boolean isOutOfTime(long start) {
        return maxTime != null && System.nanoTime() - start >= time(maxTime).toNanos();
    }

    /** Reads a time such as 90s; throws IllegalArgumentException where it is something else. */
    static Duration time(String maxTime) {
        Matcher time = TIME.matcher(maxTime.strip().toLowerCase(Locale.ROOT));
        if (!time.matches() || Long.parseLong(time.group(1)) == 0) {
            throw new IllegalArgumentException("--max-time expects a time above zero, such as 90s, 20 minutes or 2h, got '" + maxTime
                    + "'");
        }
        long count = Long.parseLong(time.group(1));
        return switch (time.group(2).charAt(0)) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
