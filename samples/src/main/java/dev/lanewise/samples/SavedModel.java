package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that runs a saved network on images: which network, and which images. */
final class SavedModel {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "A file that lanewise mnist --save wrote.")
    private Path file;

    @Mixin
    private ImageSets images;

    Network network() throws IOException {
        return ModelFile.load(file);
    }

    ImageSets.Loaded images(PrintWriter err) throws IOException {
        return images.load(err);
    }

    /** What to throw where the network and the images do not fit: it is the file that is wrong, not the use of the command. */
    IOException misfit(IllegalArgumentException e) {
        return new IOException(file.getFileName() + ": " + e.getMessage(), e);
    }
}
