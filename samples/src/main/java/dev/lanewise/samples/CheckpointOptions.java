package dev.lanewise.samples;

import dev.lanewise.train.checkpoint.CheckpointDirectory;
import dev.lanewise.train.checkpoint.CheckpointInterval;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say where and how often training is saved, and whether it goes on. */
final class CheckpointOptions {

    private static final int USUAL_KEEP = 3;

    @Option(names = "--checkpoint", paramLabel = "DIR",
            description = "Save training to this folder as it goes on, and when it is told to stop. Default: do not")
    private Path folder;

    @Option(names = "--every", arity = "1..2", paramLabel = "N UNIT", hideParamSyntax = true,
            description = "How often: N epochs, N steps or N minutes, such as 500steps. Default: 1 epoch")
    private String[] every;

    @Option(names = "--keep", paramLabel = "K", description = "Checkpoints that stay. Default: " + USUAL_KEEP)
    private Integer keep;

    @Option(names = "--resume", description = "Go on from the newest whole checkpoint in the folder. Default: begin anew")
    private boolean resume;

    @Option(names = "--accept-other-data",
            description = "Go on from a checkpoint though its training images were others. Default: refuse that")
    private boolean acceptOtherData;

    /** Refuses numbers that are out of range, and options that do nothing without another. */
    void requireUsable(CommandSpec command) {
        requireFolder(command, "--resume", resume);
        Usage.require(command, keep == null || keep >= 1, "--keep expects a whole number of at least 1, got " + keep);
        Usage.require(command, resume || !acceptOtherData, "--accept-other-data expects --resume beside it");
        Usage.require(command, every == null || every.length <= 2, "--every may be given once");
        Usage.checked(command, this::every);
        requireFolder(command, "--every", every != null);
        requireFolder(command, "--keep", keep != null);
    }

    /**
     * Looks for the folder, which no other run may use until the training is closed.
     *
     * @return what saves training, or what does not where no folder is named
     * @throws IOException if the folder cannot be made or read, or another run uses it
     */
    Saving open(CommandSpec command) throws IOException {
        if (folder == null) {
            return new Saving(command, null, every(), null);
        }
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder, keep == null ? USUAL_KEEP : keep);
        Usage.require(command, resume || checkpoints.files().isEmpty(),
                "--checkpoint: " + folder + " has checkpoints; add --resume to go on from them, or name another folder");
        checkpoints.lock();
        return new Saving(command, checkpoints, every(), resume ? new Resuming(command, acceptOtherData) : null);
    }

    /** Without the folder the option would do nothing. */
    private void requireFolder(CommandSpec command, String option, boolean isGiven) {
        Usage.require(command, folder != null || !isGiven, option + " expects --checkpoint DIR beside it");
    }

    private CheckpointInterval every() {
        if (every == null) {
            return new CheckpointInterval(1, CheckpointInterval.Unit.EPOCHS);
        }
        try {
            return CheckpointInterval.parse(String.join(" ", every));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--every: " + e.getMessage(), e);
        }
    }
}
