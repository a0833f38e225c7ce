package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.table.TableModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options of a command that runs a saved network on images: which network, and which images. */
final class SavedModel {

    private static final String NAME = "--model";

    @Option(names = NAME, required = true, paramLabel = "FILE", description = "A file that --save wrote, or a model of another "
            + "kind that says what its network looks like: ONNX, or what convert wrote.")
    private Path file;

    @Mixin
    private ImageSets images;

    private ModelFile.Content content;

    Network network() throws IOException {
        return only(content(NonFiniteWeights.REFUSE), NAME, file);
    }

    /** The network also where weights are not finite, to look at what has become of it. */
    Network networkAsItIs() throws IOException {
        return only(content(NonFiniteWeights.ALLOW), NAME, file);
    }

    /** The model for tables that the file holds; nothing where it holds a network alone. */
    Optional<TableModel> tableModel() throws IOException {
        return TableUse.model(content(NonFiniteWeights.REFUSE), NAME, file);
    }

    /** The file of a table that the options name, for a model for tables. */
    Path table(CommandSpec command) {
        return images.table(command);
    }

    private ModelFile.Content content(NonFiniteWeights nonFinite) throws IOException {
        if (content == null) {
            content = read(file, nonFinite);
        }
        return content;
    }

    /** The network of a file that is not for tables; it is told what another file holds. */
    static Network only(ModelFile.Content content, String option, Path file) throws IOException {
        Optional<TableModel> forTables = TableUse.model(content, option, file);
        if (forTables.isPresent()) {
            throw OptionFile.misfit(option, file, new IllegalArgumentException("expected a network for images, got " + forTables.get()));
        }
        try {
            return content.network();
        } catch (IllegalArgumentException e) {
            throw OptionFile.misfit(option, file, e);
        }
    }

    static ModelFile.Content read(Path file, NonFiniteWeights nonFinite) throws IOException {
        return content(any(file, nonFinite), NAME, file);
    }

    /** What a file holds that says what its network looks like; one that has arrays alone is refused. */
    static ModelFile.Content content(AnyModel model, String option, Path file) throws IOException {
        if (model.content().isEmpty()) {
            throw new IOException(option + " " + file + ": it has weights and biases alone, convert it first: samples/lanewise convert "
                    + "--from " + file.getFileName() + " --activation relu --to model.lanewise");
        }
        return model.content().get();
    }

    static AnyModel any(Path file, NonFiniteWeights nonFinite) throws IOException {
        return OptionFile.read(NAME, file, at -> AnyModel.read(at, nonFinite));
    }

    /** The file as it is, also where it has weights alone. */
    AnyModel any() throws IOException {
        AnyModel model = any(file, NonFiniteWeights.ALLOW);
        model.content().ifPresent(whole -> content = whole);
        return model;
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }

    /** Whether images are named, or the model says that it takes some, or those of MNIST fit. */
    boolean takesImages() {
        return content != null && content.columns().isEmpty() && content.networks().size() == 1 && (images.isNamed()
                || ImageForm.of(content.metadata()).isPresent()
                || content.network().spec().inputs() == ImageForm.ofDigits(ImageSets.Kind.MNIST).features());
    }

    /** Rows with targets that the options name, if they do. */
    Optional<Dataset> targets() throws IOException {
        return images.targets(content.network().spec().outputs());
    }

    /** The images that the options name, prepared as the model file says; as those of MNIST are where it says nothing. */
    ImageSets.Loaded images(PrintWriter err) throws IOException {
        return images(images, content(NonFiniteWeights.REFUSE), file, err);
    }

    /**
     * Test images for the network of a model file, which is looked at first: images may have to be downloaded or drawn.
     *
     * @param images  the options that name them
     * @param content of the file
     * @param file    its name, for errors
     * @param err     where a person is told what should be known
     * @throws IOException if there are none, or the network does not take them
     */
    static ImageSets.Loaded images(ImageSets images, ModelFile.Content content, Path file, PrintWriter err) throws IOException {
        NetworkSpec network = only(content, NAME, file).spec();
        Optional<ImageForm> form;
        try {
            form = form(content);
            images.requireDigitsFor(form, network);
        } catch (IllegalArgumentException e) {
            throw misfit(file, e);
        }
        ImageSets.Loaded loaded = form.isPresent() ? images.loadFor(form.get(), network.outputs(), err)
                : images.loadTest(network.outputs(), err);
        requireFit(file, form, network, loaded);
        return loaded;
    }

    private static Optional<ImageForm> form(ModelFile.Content content) {
        Optional<ImageForm> form = ImageForm.of(content.metadata());
        int inputs = content.network().spec().inputs();
        if (form.isPresent() && form.get().features() != inputs) {
            throw new IllegalArgumentException("the network has " + inputs + " inputs, but the file says that it takes images of "
                    + form.get().size());
        }
        return form;
    }

    private static void requireFit(Path file, Optional<ImageForm> wanted, NetworkSpec network, ImageSets.Loaded loaded)
            throws IOException {
        Dataset test = loaded.split().test();
        try {
            wanted.ifPresent(form -> form.requireSize(loaded.form()));
            ImageFit.require(network, test.features(), OptionalInt.of(test.outputs()));
        } catch (IllegalArgumentException e) {
            throw misfit(file, e);
        }
    }

    /** What to throw where the network and the images do not fit: it is the file that is wrong, not the use of the command. */
    IOException misfit(IllegalArgumentException e) {
        return misfit(file, e);
    }

    private static IOException misfit(Path file, IllegalArgumentException e) {
        return OptionFile.misfit(NAME, file, e);
    }
}
