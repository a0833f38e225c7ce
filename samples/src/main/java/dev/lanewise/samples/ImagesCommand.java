package dev.lanewise.samples;

import dev.lanewise.data.ImageExtent;
import dev.lanewise.data.ImageFolder;
import dev.lanewise.data.ImageSet;
import dev.lanewise.data.Mnist;
import dev.lanewise.samples.option.OptionFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lanewise images}: trains a network on images of any size with any number of classes. */
@Command(name = "images", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Trains a network on a folder of images in MNIST's form (IDX files), of any size and with any number of classes: "
                + "MNIST as Kaggle or torchvision have it, Fashion-MNIST, EMNIST, QMNIST or your own.")
final class ImagesCommand implements Callable<Integer>, ImageTraining.Source {

    private static final String DATA = "--data";

    @Spec
    private CommandSpec spec;

    @Option(names = DATA, required = true, paramLabel = "DIR",
            description = "Folder with images and labels to train on and to test on, gzipped or not; the folders below are searched, too.")
    private Path folder;

    @Option(names = "--set", paramLabel = "NAME",
            description = "Which images of a folder that has several sets, such as letters for emnist-letters. Default: the only one")
    private String set;

    @Option(names = "--transposed", description = "Exchange rows and columns of each image, as EMNIST's files need it. Default: do not")
    private boolean transposed;

    @Mixin
    private ImageTraining training;

    @Override
    public Integer call() throws IOException {
        return training.run(spec, this);
    }

    private ImageFolder images(Path at) {
        return ImageSets.folder(at, set).transposed(transposed);
    }

    @Override
    public Optional<ImageExtent> extent() throws IOException {
        return Optional.of(OptionFile.read(DATA, folder, at -> images(at).extent()));
    }

    /** The labels say how many there are. */
    @Override
    public OptionalInt classes() {
        return OptionalInt.empty();
    }

    @Override
    public ImageSets.Loaded load(PrintWriter err) throws IOException {
        return OptionFile.read(DATA, folder, this::load);
    }

    private ImageSets.Loaded load(Path at) throws IOException {
        ImageSet images = images(at).load();
        if (images.classes() < 2) {
            throw new IOException(images.name() + ": expected labels of at least 2 classes, but all are " + images.firstLabel());
        }
        ClassNames names = new ClassNames(ClassMapping.read(at, images.name(), images.firstLabel(), images.classes()),
                images.firstLabel());
        ImageForm form = ImageForm.of(images, transposed, names);
        tell(form, images.classes());
        return new ImageSets.Loaded(form, new Mnist.Split(images.train(), images.test()));
    }

    private void tell(ImageForm form, int classes) {
        ClassNames names = form.names();
        int first = names.firstLabel();
        String named = names.names().isEmpty() ? "" : " (" + names.of(0) + " to " + names.of(classes - 1) + ")";
        spec.commandLine().getOut().printf("%s in %s: images of %s%s, %,d classes with the labels %d to %d%s%n", form.dataset(), folder,
                form.size(), form.transposed() ? ", transposed" : "", classes, first, first + classes - 1, named);
    }
}
