package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import dev.lanewise.train.checkpoint.CheckpointInterval;
import dev.lanewise.train.checkpoint.CheckpointListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Saves a training that goes on, and says how to go on from what is saved; without a folder it saves nothing. */
final class Saving implements AutoCloseable {

    private final CommandSpec command;
    private final CheckpointDirectory checkpoints;
    private final CheckpointInterval every;
    private final Resuming resuming;
    private Trainer trainer;
    private CheckpointListener listener;

    /** Saves to {@code checkpoints}, null for nowhere, and goes on from there, unless {@code resuming} is null. */
    Saving(CommandSpec command, CheckpointDirectory checkpoints, CheckpointInterval every, Resuming resuming) {
        this.command = command;
        this.checkpoints = checkpoints;
        this.every = every;
        this.resuming = resuming;
    }

    /** Whether anything is saved on the way. */
    boolean isOn() {
        return checkpoints != null;
    }

    /** Goes on from the newest checkpoint, or saves the start: what cannot be written is known before a long run, not after it. */
    void begin(Trainer trainer, Dataset train, int epochs) throws IOException {
        this.trainer = trainer;
        if (checkpoints == null) {
            return;
        }
        Optional<CheckpointDirectory.Latest> found = resuming == null ? Optional.empty() : checkpoints.latest();
        if (found.isPresent()) {
            resuming.from(found.get(), trainer, train, epochs);
        } else {
            checkpoints.save(trainer.checkpoint());
            if (resuming != null) {
                out().println("there is no checkpoint yet: training begins anew");
            }
        }
        out().flush();
    }

    /** Saves while training goes on; where that fails it says so, and tries again the next time. */
    StepListener listener() {
        return checkpoints == null ? StepListener.NONE
                : listening(new CheckpointListener(trainer, checkpoints, every, this::tellThatTrainingGoesOn));
    }

    /** The same while a network is fitted, whose best one is saved, too. */
    StepListener listenerOfFit() {
        return checkpoints == null ? StepListener.NONE
                : listening(CheckpointListener.ofFit(trainer, checkpoints, every, this::tellThatTrainingGoesOn));
    }

    private StepListener listening(CheckpointListener saves) {
        listener = saves;
        return saves;
    }

    private void tellThatTrainingGoesOn(IOException failure) {
        err().println(failure.getMessage() + "; training goes on");
    }

    /** The best network of the epochs before, where training goes on with a fit of which an epoch has ended. */
    Optional<CheckpointDirectory.Best> best() throws IOException {
        boolean isNew = trainer.epochs() == 0 || trainer.epochs() == 1 && trainer.progress().isInEpoch();
        if (checkpoints == null || isNew) {
            return Optional.empty();
        }
        Optional<CheckpointDirectory.Best> best = checkpoints.best(trainer.run());
        Usage.require(command, best.isPresent(), "--resume --validation expects the best network so far beside the checkpoints, but there "
                + "is none of this run: go on without --validation, or begin anew with --from");
        return best;
    }

    /** Saves the end of training. */
    void end() throws IOException {
        if (checkpoints != null) {
            save();
        }
    }

    private Path save() throws IOException {
        return listener == null ? checkpoints.save(trainer.checkpoint()) : listener.save();
    }

    /** Saves training that was told to stop, and says how to go on. */
    void stop() throws IOException {
        if (checkpoints == null && trainer.steps() == 0) {
            out().println("stopped before the first step; nothing to save");
        } else if (checkpoints == null) {
            out().println("stopped: " + trainer.progress());
            out().println("nothing is saved without --checkpoint DIR");
        } else {
            out().println("stopped: " + trainer.progress());
            out().println("saved to " + save() + "; to go on:");
            out().println("    " + commandThatGoesOn());
        }
        out().flush();
    }

    /** Says where training can go on from after it went wrong. */
    void tellLastGood() throws IOException {
        Optional<CheckpointDirectory.Latest> found = checkpoints == null ? Optional.empty() : checkpoints.latest();
        found.ifPresent(last -> err().println("the last good checkpoint is " + last.file() + " (" + last.checkpoint().progress() + ")"));
    }

    /** Lets other runs have the folder. */
    @Override
    public void close() throws IOException {
        if (checkpoints != null) {
            checkpoints.close();
        }
    }

    private String commandThatGoesOn() {
        List<String> words = new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
        if (words.stream().noneMatch("--resume"::equalsIgnoreCase)) {
            words.add("--resume");
        }
        return Launcher.command() + " " + words.stream().map(ShellWord::quoted).collect(Collectors.joining(" "));
    }

    private PrintWriter out() {
        return command.commandLine().getOut();
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
