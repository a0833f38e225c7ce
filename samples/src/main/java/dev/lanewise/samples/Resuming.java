package dev.lanewise.samples;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.data.Dataset;
import dev.lanewise.train.Accept;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Goes on from a checkpoint: with the same settings and data, with a plan of other length, or with other data where that was asked for. */
final class Resuming {

    private final CommandSpec command;
    private final boolean acceptsOtherData;

    Resuming(CommandSpec command, boolean acceptsOtherData) {
        this.command = command;
        this.acceptsOtherData = acceptsOtherData;
    }

    /** Goes on, and says from where and what is different; refuses what was not asked for. */
    void from(CheckpointDirectory.Latest found, Trainer trainer, Dataset train, int epochs) {
        Checkpoint checkpoint = found.checkpoint();
        requireSamples(checkpoint.progress().part().samples(), train.size());
        Optional<String> otherData = otherData(checkpoint, train);
        Usage.require(command, otherData.isEmpty() || acceptsOtherData, "the checkpoint was made with other training images: these have "
                + otherData.orElse("") + "; add --accept-other-data to go on with them");
        boolean otherPlan = ScheduleOptions.isOfOtherLength(checkpoint.settings().schedule(), trainer.schedule());
        Usage.checked(command, () -> {
            trainer.resume(checkpoint, accepted(otherPlan));
            return trainer;
        });
        tell(found, trainer, otherData, otherPlan, epochs);
    }

    private void requireSamples(int begunWith, int samples) {
        Usage.require(command, begunWith == 0 || begunWith == samples, "the checkpoint was made with " + begunWith
                + " training images, but there are " + samples);
    }

    /** What is different about the images, or nothing where they are the same or it is not known what they were. */
    private static Optional<String> otherData(Checkpoint checkpoint, Dataset train) {
        Optional<DataFingerprint> before = checkpoint.data();
        return before.filter(data -> !data.equals(train.fingerprint())).map(data -> train.fingerprint().differenceTo(data));
    }

    private Set<Accept> accepted(boolean otherPlan) {
        Set<Accept> accepted = EnumSet.noneOf(Accept.class);
        if (acceptsOtherData) {
            accepted.add(Accept.OTHER_DATA);
        }
        if (otherPlan) {
            accepted.add(Accept.OTHER_SCHEDULE);
        }
        return accepted;
    }

    private void tell(CheckpointDirectory.Latest found, Trainer trainer, Optional<String> otherData, boolean otherPlan, int epochs) {
        PrintWriter out = command.commandLine().getOut();
        out.println("resumed: " + found.reason());
        otherData.ifPresent(difference -> out.println("other training images than before: " + difference));
        if (otherPlan) {
            out.println("another plan than before: the learning rate follows " + trainer.schedule().toText() + " from step "
                    + (trainer.steps() + 1) + " on, instead of " + found.checkpoint().settings().schedule().toText());
        }
        if (!trainer.progress().isInEpoch() && trainer.epochs() >= epochs) {
            out.println("the checkpoint has all " + epochs + " epochs; to train on, add more with --epochs,"
                    + " or begin anew with its network: --from " + found.file());
        }
    }
}
