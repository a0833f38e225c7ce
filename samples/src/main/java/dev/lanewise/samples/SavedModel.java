package dev.lanewise.samples;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that runs a saved network on images: which network, and which images. */
final class SavedModel {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "A file that --save wrote.")
    private Path file;

    @Mixin
    private ImageSets images;

    private ModelFile.Content content;

    Network network() throws IOException {
        return content(NonFiniteWeights.REFUSE).network();
    }

    /** The network also where weights are not finite, to look at what has become of it. */
    Network networkAsItIs() throws IOException {
        return content(NonFiniteWeights.ALLOW).network();
    }

    private ModelFile.Content content(NonFiniteWeights nonFinite) throws IOException {
        if (content == null) {
            content = ModelFile.read(file, nonFinite);
        }
        return content;
    }

    /** The images that the options name, prepared as the model file says; as those of MNIST are where it says nothing. */
    ImageSets.Loaded images(PrintWriter err) throws IOException {
        return images(images, content(NonFiniteWeights.REFUSE), file, err);
    }

    /**
     * Test images for the network of a model file.
     *
     * @param images  the options that name them
     * @param content of the file
     * @param file    its name, for errors
     * @param err     where a person is told what should be known
     */
    static ImageSets.Loaded images(ImageSets images, ModelFile.Content content, Path file, PrintWriter err) throws IOException {
        Optional<ImageForm> form = form(content, file);
        return form.isPresent() ? images.loadFor(form.get(), content.network().spec().outputs(), err) : images.load(err);
    }

    private static Optional<ImageForm> form(ModelFile.Content content, Path file) throws IOException {
        try {
            Optional<ImageForm> form = ImageForm.of(content.metadata());
            int inputs = content.network().spec().inputs();
            if (form.isPresent() && form.get().features() != inputs) {
                throw new IllegalArgumentException("the network has " + inputs + " inputs, but the file says that it takes images of "
                        + form.get().size());
            }
            return form;
        } catch (IllegalArgumentException e) {
            throw misfit(file, e);
        }
    }

    /** What to throw where the network and the images do not fit: it is the file that is wrong, not the use of the command. */
    IOException misfit(IllegalArgumentException e) {
        return misfit(file, e);
    }

    private static IOException misfit(Path file, IllegalArgumentException e) {
        return new IOException(file.getFileName() + ": " + e.getMessage(), e);
    }
}
