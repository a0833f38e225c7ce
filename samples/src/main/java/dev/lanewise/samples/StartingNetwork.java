package dev.lanewise.samples;

import dev.lanewise.file.FileKind;
import dev.lanewise.model.Network;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that names a network to begin with. */
final class StartingNetwork {

    private static final String NAME = "--from";

    @Option(names = NAME, paramLabel = "FILE",
            description = "Begin with the network of this model file or checkpoint, in a new run; ONNX and what "
                    + "convert wrote will do, too. Default: with random parameters")
    private Path file;

    /** Of the file, once it has been looked at. */
    private NetworkSpec spec;

    /** Whether a network is named. */
    boolean isNamed() {
        return file != null;
    }

    Network read() throws IOException {
        if (OptionFile.read(NAME, file, AnyModel::kindOf) == FileKind.LANEWISE) {
            return OptionFile.read(NAME, file, CheckpointFile::network);
        }
        AnyModel model = OptionFile.read(NAME, file, at -> AnyModel.read(at, NonFiniteWeights.REFUSE));
        return SavedModel.only(SavedModel.content(model, NAME, file), NAME, file);
    }

    /** Looks at the file, if one is named, before images are: those may take long. What was typed of layers goes with it, or is refused. */
    void requireUsable(CommandSpec command, HiddenLayers layers) throws IOException {
        if (isNamed()) {
            spec = read().spec();
            Usage.require(command, layers.agreeWith(spec), String.format("--from %s: the network brings its own layers, %s with %s: "
                    + "expected the same for --hidden, --activation and --dropout, or none of them", file, spec.shape(),
                    spec.layers().getFirst().activation().toText()));
        }
    }

    /** Refuses a network that does not take the images. */
    void requireTakes(CommandSpec command, long pixels, OptionalInt classes) {
        if (isNamed()) {
            Usage.check(command, NAME + " " + file, () -> ImageFit.require(spec, pixels, classes));
        }
    }

    /** What the network looks like. */
    NetworkSpec spec() {
        return spec;
    }
}
