package dev.lanewise.samples;

import dev.lanewise.file.OutputFile;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that name the files a training ends in. */
final class ResultFiles {

    @Option(names = "--save", paramLabel = "FILE", description = "Write the trained network to this file. Default: do not")
    private Path model;

    @Option(names = "--json", paramLabel = "FILE", description = "Write settings and results to this file as JSON. Default: do not")
    private Path json;

    /** Something that is written. */
    @FunctionalInterface
    interface Write {
        void run() throws IOException;
    }

    /** Whether a file is named. */
    boolean areAsked() {
        return model != null || json != null;
    }

    /** Tries the places: what cannot be written is known before a long run, not after it. */
    void requireWritable(CommandSpec command) throws IOException {
        requireTwo(command, "--save", model, "--json", json);
        requireWritable(command, "--save", model);
        requireWritable(command, "--json", json);
    }

    /** Asks for the room that the model will take, once the network is known. */
    void requireRoom(NetworkSpec network) throws IOException {
        if (model != null) {
            OutputFile.requireRoom(model, Float.BYTES * network.parameterCount());
        }
    }

    /** Refuses one file for two options. */
    static void requireTwo(CommandSpec command, String option, Path file, String other, Path otherFile) {
        Usage.require(command, file == null || otherFile == null || !isSame(file, otherFile),
                option + " and " + other + " expect two files, got " + file + " for both");
    }

    private static boolean isSame(Path a, Path b) {
        return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
    }

    static void requireWritable(CommandSpec command, String option, Path file) throws IOException {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        Usage.require(command, !Files.isDirectory(file), option + " expects a file, but " + file + " is a folder");
        Usage.require(command, folder != null && Files.isDirectory(folder),
                option + " expects a file in a folder that exists, got " + file);
        OutputFile.requireWritable(file);
    }

    /**
     * Writes what was asked for. What fails is told, and kept under another name where that is possible; the other file is written all the
     * same.
     *
     * @return whether all is where it was asked for
     */
    boolean write(TrainingReport report, PrintWriter out, PrintWriter err) {
        boolean saved = model == null || isDone(err, () -> {
            ModelFile.saveOrKeep(report.network(), metadata(report), model);
            out.println("saved to " + model);
        });
        return (json == null || isDone(err, () -> OutputFile.writeOrKeep(json, report.json()))) & saved;
    }

    /** What a model file says beside the network. */
    private static ModelMetadata metadata(TrainingReport report) {
        return report.images().addTo(report.metadata().withMetric("test-accuracy", report.test().accuracy())
                .withMetric("test-loss", report.test().meanLoss()));
    }

    /** Whether something could be written; what fails is told. */
    static boolean isDone(PrintWriter err, Write write) {
        try {
            write.run();
            return true;
        } catch (IOException e) {
            err.println(e.getMessage());
            return false;
        }
    }
}
