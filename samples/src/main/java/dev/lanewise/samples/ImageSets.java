package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.ImageExtent;
import dev.lanewise.data.ImageFolder;
import dev.lanewise.data.ImagePart;
import dev.lanewise.data.ImageSet;
import dev.lanewise.data.Mnist;
import dev.lanewise.samples.digits.DownloadProgress;
import dev.lanewise.samples.digits.GeneratedDigits;
import dev.lanewise.samples.digits.MnistFiles;
import dev.lanewise.samples.option.OptionFile;
import dev.lanewise.spec.NetworkSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options that say which images to use, and the images. */
final class ImageSets implements ImageTraining.Source {

    private static final String DATA = "--data";
    /** The seed of the generated digits: they are a fixed data set, whatever the seed of the training. */
    private static final long GENERATED_SEED = 1;

    /** Which images. */
    enum Kind {
        /** Handwritten digits. */
        MNIST,
        /** Digits drawn by a program. */
        GENERATED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(names = DATA, paramLabel = "DIR",
            description = "Folder with the four MNIST files, gzipped or not, or a file such as Keras' mnist.npz. Default: the user's cache "
                    + "folder, filled by a download.")
    private Path folder;

    @Option(names = "--set", paramLabel = "NAME",
            description = "Which images of a folder that has several sets, such as digits for emnist-digits. Default: the only one")
    private String set;

    @Option(names = "--dataset", paramLabel = "NAME",
            description = "mnist or generated (28x28 digits drawn by a program). Default: mnist, or generated where there is no network.")
    private Kind kind;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /**
     * Images and what they are.
     *
     * @param form  which images, and which classes
     * @param split to train on and to test on; the first is null where only the second was asked for
     */
    record Loaded(ImageForm form, Mnist.Split split) {

        /** Name of the set. */
        String name() {
            return form.dataset();
        }
    }

    /** The file that the option for a folder names, where a model takes tables. */
    Path table(CommandSpec command) {
        Usage.require(command, set == null && kind == null, "--set and --dataset choose images, but --model is a model for tables");
        Usage.require(command, folder != null, "--model is a model for tables: expected --data FILE beside it");
        return folder;
    }

    /** The images of a folder that has one set of them, or of which one is named. */
    static ImageFolder folder(Path folder, String set) {
        return set == null ? ImageFolder.of(folder) : ImageFolder.of(folder).set(set);
    }

    /** Whether images come from the cache folder, the network or a program; options that contradict each other are wrong use. */
    private boolean hasNoFolder() {
        Usage.require(command, folder == null || kind != Kind.GENERATED,
                "--dataset generated draws its images: it takes no --data, got " + folder);
        Usage.require(command, folder != null || set == null, "--set chooses among the images of a folder: name it with --data DIR");
        return folder == null;
    }

    @Override
    public Optional<ImageExtent> extent() throws IOException {
        return hasNoFolder() ? Optional.empty() : Optional.of(OptionFile.read(DATA, folder,
                at -> areArrays() ? new ArrayImages(at).extent() : folder(at, set).extent()));
    }

    @Override
    public OptionalInt classes() {
        return OptionalInt.of(Mnist.CLASSES);
    }

    /** Images with the ten classes of the digits, to train on and to test on. */
    @Override
    public Loaded load(PrintWriter err) throws IOException {
        if (hasNoFolder()) {
            return digits(kind, err);
        }
        ImageSet images = OptionFile.read(DATA, folder, at -> areArrays() ? new ArrayImages(at).load(Mnist.CLASSES)
                : folder(at, set).labels(0, Mnist.CLASSES).load());
        ImageForm form = new ImageForm(Kind.MNIST.text(), images.rows(), images.columns(), images.channels(), false, ClassNames.NUMBERS);
        return new Loaded(form, new Mnist.Split(images.train(), images.test()));
    }

    /** Whether the images stand in a file of arrays instead of a folder. */
    private boolean areArrays() {
        boolean arrays = folder != null && Files.isRegularFile(folder) && ModelFormat.of(folder).equals(Optional.of(ModelFormat.NPZ));
        Usage.require(command, !arrays || set == null, "--set chooses among the images of a folder, but --data is a file");
        return arrays;
    }

    /** Rows with targets, where a file of arrays has some for a network of so many outputs. */
    Optional<Dataset> targets(int outputs) throws IOException {
        return hasNoFolder() || !areArrays() ? Optional.empty()
                : OptionFile.read(DATA, folder, at -> new ArrayImages(at).targets(outputs));
    }

    /** Images to test on, of as many classes as a network has outputs where a file of arrays is named. */
    Loaded loadTest(int classes, PrintWriter err) throws IOException {
        if (hasNoFolder() || !areArrays()) {
            return load(err);
        }
        ImageSet images = OptionFile.read(DATA, folder, at -> new ArrayImages(at).loadTest(0, classes));
        return new Loaded(ImageForm.of(images, false, ClassNames.NUMBERS), new Mnist.Split(null, images.test()));
    }

    /**
     * Refuses a network that takes no digits where only digits can come: before they are downloaded or drawn.
     *
     * @param wanted what the network was trained on, if it is known
     * @throws IllegalArgumentException with a sentence
     */
    void requireDigitsFor(Optional<ImageForm> wanted, NetworkSpec network) {
        if (!hasNoFolder()) {
            return;
        }
        wanted.filter(form -> kind == null && !form.isOfDigits()).ifPresent(form -> {
            throw new IllegalArgumentException("the network was trained on " + form.dataset()
                    + ": name a folder with such images, --data DIR");
        });
        ImageFit.require(network, ImageForm.ofDigits(Kind.MNIST).features(), classes());
    }

    /** Whether an option says which images. */
    boolean isNamed() {
        return folder != null || set != null || kind != null;
    }

    /**
     * Images to test on, prepared as a network takes them.
     *
     * @param wanted  what the network was trained on
     * @param classes that it tells apart
     * @throws IOException if there are none, or they are of other classes
     */
    Loaded loadFor(ImageForm wanted, int classes, PrintWriter err) throws IOException {
        return hasNoFolder() ? digitsFor(wanted, err) : OptionFile.read(DATA, folder, at -> testImagesFor(wanted, classes));
    }

    private Loaded testImagesFor(ImageForm wanted, int classes) throws IOException {
        if (areArrays()) {
            ImageSet images = new ArrayImages(folder).loadTest(wanted.names().firstLabel(), classes);
            boolean isFlat = images.rows() == 1 && images.columns() == wanted.features();
            ImageForm form = ImageForm.of(images, false, wanted.names());
            return new Loaded(isFlat ? wanted : form, new Mnist.Split(null, images.test()));
        }
        boolean hasWanted = set == null && ImageFolder.of(folder).only(ImagePart.TEST).names().contains(wanted.dataset());
        ImageSet loaded = folder(folder, hasWanted ? wanted.dataset() : set).only(ImagePart.TEST).transposed(wanted.transposed())
                .labels(wanted.names().firstLabel(), classes).load();
        String name = wanted.isOfDigits() ? Kind.MNIST.text() : loaded.name();
        ImageForm form = new ImageForm(name, loaded.rows(), loaded.columns(), loaded.channels(), wanted.transposed(), wanted.names());
        return new Loaded(form, new Mnist.Split(null, loaded.test()));
    }

    private Loaded digitsFor(ImageForm wanted, PrintWriter err) throws IOException {
        return digits(kind == null && wanted.dataset().equals(Kind.GENERATED.text()) ? Kind.GENERATED : kind, err);
    }

    /** MNIST from the cache folder or the network; generated digits where that fails or {@code wanted} says so. */
    private static Loaded digits(Kind wanted, PrintWriter err) throws IOException {
        if (wanted == Kind.GENERATED) {
            return generated();
        }
        try (DownloadProgress progress = DownloadProgress.onConsole()) {
            return new Loaded(ImageForm.ofDigits(Kind.MNIST), MnistFiles.load(progress));
        } catch (IOException e) {
            if (wanted == Kind.MNIST) {
                throw e;
            }
            err.println("MNIST is not available (" + e.getMessage() + "); using generated digits instead");
            return generated();
        }
    }

    private static Loaded generated() {
        return new Loaded(ImageForm.ofDigits(Kind.GENERATED), GeneratedDigits.likeMnist(GENERATED_SEED));
    }
}
