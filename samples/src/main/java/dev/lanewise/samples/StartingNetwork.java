package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that names a network to begin with. */
final class StartingNetwork {

    @Option(names = "--from", paramLabel = "FILE",
            description = "Begin with the network of this model file or checkpoint, in a new run. Default: with random parameters")
    private Path file;

    /** Whether a network is named. */
    boolean isNamed() {
        return file != null;
    }

    Network read() throws IOException {
        return CheckpointFile.network(file);
    }

    /** What the network looks like; it goes with the images and with what was typed of its layers, or is refused. */
    NetworkSpec spec(CommandSpec command, HiddenLayers layers, Dataset train) throws IOException {
        NetworkSpec network = read().spec();
        boolean takesImages = network.inputs() == train.features() && network.outputs() == train.outputs();
        Usage.require(command, takesImages, String.format("--from %s: the network %s has %,d inputs and %,d outputs, but the images have "
                + "%,d pixels and %,d classes", file, network.shape(), network.inputs(), network.outputs(), train.features(),
                train.outputs()));
        Usage.require(command, layers.agreeWith(network), String.format("--from %s: the network brings its own layers, %s with %s: "
                + "expected the same for --hidden and --activation, or neither of them", file, network.shape(),
                network.layers().getFirst().activation().toText()));
        return network;
    }
}
