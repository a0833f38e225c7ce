package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the IDX files of MNIST, or of a set in the same form: images and labels to train on and to test on, gzipped or not, of
 * any size and with any number of classes, which come from the files.
 *
 * <p>It finds files by MNIST's own names, by Kaggle's ({@code train-images.idx3-ubyte}, or folders of such a name with the file inside),
 * by those of EMNIST and QMNIST ({@code emnist-letters-train-images-idx3-ubyte}, {@code qmnist-train-labels-idx2-int}); in the folder,
 * in the folders below as torchvision has them ({@code MNIST/raw}), and in EMNIST's {@code gzip}.
 *
 * <p>Pixels that are unsigned bytes stay bytes and are seen as {@code (b & 255) / 255f}; others are floats as they stand in the file.
 * Immutable: what sets an option returns another one.
 *
 * {@snippet :
 * ImageSet letters = ImageFolder.of(Path.of("emnist")).set("letters").transposed(true).load();
 * NetworkSpec spec = NetworkSpec.inputs(letters.train().features()).dense(256, Activation.relu())
 *         .dense(letters.classes(), Activation.softmax()).build();
 * }
 */
public final class ImageFolder {

    private static final int MOST_LISTED = 12;

    private final Path folder;
    private final @Nullable String set;
    private final boolean transposed;
    private final Set<ImagePart> parts;
    /** Which labels there are, or null where the files tell. */
    private final @Nullable ClassNumbers wanted;
    private final int arrayBytes;

    private ImageFolder(Path folder, @Nullable String set, boolean transposed, Set<ImagePart> parts, @Nullable ClassNumbers wanted,
            int arrayBytes) {
        this.folder = folder;
        this.set = set;
        this.transposed = transposed;
        this.parts = parts;
        this.wanted = wanted;
        this.arrayBytes = arrayBytes;
    }

    /**
     * A folder of which both parts are loaded, as they stand in the files.
     *
     * @param folder where the files are; nothing is looked at yet
     * @return the folder
     */
    public static ImageFolder of(Path folder) {
        return new ImageFolder(folder, null, false, EnumSet.allOf(ImagePart.class), null, IdxReader.ARRAY_BYTES);
    }

    /**
     * Loads a folder that holds one set of images.
     *
     * @param folder where the files are
     * @return the images
     * @throws IOException as {@link #load()} does
     */
    public static ImageSet load(Path folder) throws IOException {
        return of(folder).load();
    }

    /**
     * Chooses one of several sets.
     *
     * @param name its name or the last part of it, such as letters for emnist-letters
     * @return a folder of which that set is loaded
     */
    public ImageFolder set(String name) {
        Objects.requireNonNull(name, "name");
        return new ImageFolder(folder, name, transposed, parts, wanted, arrayBytes);
    }

    /**
     * Whether rows and columns of each image are exchanged while it is loaded: images of EMNIST stand transposed in their files.
     *
     * @param exchanged whether
     * @return a folder that is loaded so
     */
    public ImageFolder transposed(boolean exchanged) {
        return new ImageFolder(folder, set, exchanged, parts, wanted, arrayBytes);
    }

    /**
     * Loads one part alone; the other's files need not be there. Its labels, where they are there, still say which classes there are.
     *
     * @param part the part
     * @return a folder of which that part is loaded
     */
    public ImageFolder only(ImagePart part) {
        return new ImageFolder(folder, set, transposed, EnumSet.of(part), wanted, arrayBytes);
    }

    /**
     * Says which labels there are, whatever the files have: what a network was trained with, for images that it is to be tested on.
     *
     * @param first the label of class 0
     * @param count how many classes there are
     * @return a folder that is loaded so; labels below the first or beyond the last are refused
     * @throws IllegalArgumentException if the first is negative or there is no class
     */
    public ImageFolder labels(int first, int count) {
        if (first < 0 || count < 1) {
            throw new IllegalArgumentException("expected a first label of at least 0 and at least 1 class, got " + first + " and " + count);
        }
        return new ImageFolder(folder, set, transposed, parts, new ClassNumbers(first, count), arrayBytes);
    }

    ImageFolder arrayBytes(int bytes) {
        return new ImageFolder(folder, set, transposed, parts, wanted, bytes);
    }

    /**
     * The sets of images that the folder holds.
     *
     * @return their names, at least one
     * @throws IOException if there is no such folder, or it holds none; the message says what is missing and what was found
     */
    public List<String> names() throws IOException {
        return new ImageSearch(folder, parts).sets().stream().map(ImageFiles::name).toList();
    }

    /**
     * Looks at the headers of the files of images, and loads nothing. Whether the files hold what they promise is found by
     * {@link #load()}.
     *
     * @return how large the set is
     * @throws IOException if there is no such folder, a file is missing or has no such header, or it holds several sets and none was chosen
     */
    public ImageExtent extent() throws IOException {
        ImageFiles files = chosen(new ImageSearch(folder, parts).sets());
        long images = 0;
        ImageExtent part = null;
        for (ImagePart each : parts) {
            part = ImageReader.extent(files.name(), files.images(each));
            images += part.images();
        }
        return new ImageExtent(part.name(), images, part.rows(), part.columns(), part.channels(), part.elementBytes());
    }

    /**
     * Loads the images.
     *
     * <p>Classes count from 0 to the largest label in both parts. Where the smallest label is 1, as in EMNIST's letters, label 1 is
     * class 0.
     *
     * @return the images
     * @throws IOException if there is no such folder, a file is missing or damaged, it holds several sets and none was chosen, images and
     *                     labels differ in number, or the parts in size; the message says which
     */
    public ImageSet load() throws IOException {
        ImageFiles files = chosen(new ImageSearch(folder, parts).sets());
        Map<ImagePart, int[]> labels = labels(files);
        ClassNumbers numbers = wanted == null ? ClassNumbers.of(labels.values()) : wanted;
        Map<ImagePart, Dataset> sets = new EnumMap<>(ImagePart.class);
        ImageShape shape = null;
        for (ImagePart part : parts) {
            ImageReader images = ImageReader.read(files.images(part), transposed, arrayBytes);
            if (shape != null && !shape.equals(images.shape())) {
                throw new IOException(files.images(part).getFileName() + ": expected images of " + shape + ", as in "
                        + files.images(ImagePart.TRAIN).getFileName() + ", got images of " + images.shape());
            }
            shape = images.shape();
            sets.put(part, images.with(files.labels(part), labels.get(part), numbers));
        }
        return new ImageSet(files.name(), sets, shape.rows(), shape.columns(), shape.channels(), numbers.firstLabel());
    }

    private static Map<ImagePart, int[]> labels(ImageFiles files) throws IOException {
        Map<ImagePart, int[]> labels = new EnumMap<>(ImagePart.class);
        for (ImagePart part : ImagePart.values()) {
            Path file = files.labels(part);
            if (file != null) {
                labels.put(part, IdxFile.readLabels(file));
                ClassNumbers.requireLabels(file, labels.get(part));
            }
        }
        return labels;
    }

    private ImageFiles chosen(List<ImageFiles> sets) throws IOException {
        List<ImageFiles> fitting = sets.stream().filter(files -> set == null || files.name().equalsIgnoreCase(set)).toList();
        if (fitting.isEmpty()) {
            String end = "-" + set.toLowerCase(Locale.ROOT);
            fitting = sets.stream().filter(files -> files.name().toLowerCase(Locale.ROOT).endsWith(end)).toList();
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        List<String> names = new ArrayList<>();
        for (ImageFiles files : fitting.isEmpty() ? sets : fitting) {
            names.add(files.name() + (files.folder().equals(folder) ? "" : " in " + folder.relativize(files.folder())));
        }
        String list = ImageSearch.sentence(names, MOST_LISTED);
        throw new NoSuchFileException(folder.toString(), null, fitting.isEmpty() ? "there is no set '" + set + "', but " + list
                : "there are several sets of images: " + list + "; choose one by its name");
    }
}
