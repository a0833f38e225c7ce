package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that name the files a training ends in. */
final class ResultFiles {

    @Option(names = "--save", paramLabel = "FILE", description = "Write the trained network to this file. Default: do not")
    private Path save;

    @Option(names = "--json", paramLabel = "FILE", description = "Write settings and results to this file as JSON. Default: do not")
    private Path json;

    void requireUsable(CommandSpec command) {
        requireFolder(command, "--save", save);
        requireFolder(command, "--json", json);
    }

    private static void requireFolder(CommandSpec command, String option, Path file) {
        Usage.require(command, file == null || Files.isDirectory(file.toAbsolutePath().getParent()) && !Files.isDirectory(file),
                option + " expects a file in a folder that exists, got " + file);
    }

    /** Writes what was asked for. */
    void write(Network network, TrainingReport report, PrintWriter out) throws IOException {
        if (save != null) {
            ModelFile.save(network, save);
            out.println("saved to " + save);
        }
        if (json != null) {
            Files.writeString(json, report.json());
        }
    }
}
