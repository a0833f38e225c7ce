package dev.lanewise.samples;

import dev.lanewise.table.TableTrainer;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that say where the training of a table is saved, and whether it goes on. */
final class TableCheckpoints {

    private static final String RESUME = "--resume";

    @Option(names = "--checkpoint", paramLabel = "DIR",
            description = "Save the training of each network to this folder after every epoch. Default: do not")
    private Path folder;

    @Option(names = RESUME, description = "Go on from what is in the folder: networks that had ended are not trained again. "
            + "Default: begin anew")
    private boolean isResumed;

    void requireUsable(CommandSpec command) {
        Usage.require(command, folder != null || !isResumed, RESUME + " expects --checkpoint DIR beside it");
        Usage.require(command, folder == null || !Files.exists(folder) || Files.isDirectory(folder),
                "--checkpoint expects a folder, but " + folder + " is a file");
        Usage.require(command, folder == null || isResumed || !Files.exists(folder.resolve("network-1")),
                "--checkpoint: " + folder + " has checkpoints; add --resume to go on from them, or name another folder");
    }

    void applyTo(TableTrainer trainer) {
        if (folder != null) {
            trainer.checkpoints(folder, isResumed);
        }
    }

    /** Says what has become of a training that was told to stop, and how to go on. */
    void tellStopped(CommandSpec command) {
        PrintWriter out = command.commandLine().getOut();
        out.println("stopped: the model is the best so far");
        if (folder != null) {
            List<String> words = new ArrayList<>(command.root().commandLine().getParseResult().originalArgs());
            if (!isResumed) {
                words.add(RESUME);
            }
            out.println("to go on:");
            out.println("    " + Launcher.command() + " " + words.stream().map(ShellWord::quoted).collect(Collectors.joining(" ")));
        }
        out.flush();
    }
}
