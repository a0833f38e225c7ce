package dev.lanewise.samples;

import dev.lanewise.data.ImageSet;
import dev.lanewise.store.ModelMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which images a network takes and which classes it tells apart; it stands in the model file, so that whoever runs the model prepares
 * images as those were prepared that it learned from.
 *
 * @param dataset    name of the set of images
 * @param rows       of an image
 * @param columns    of an image
 * @param channels   of a pixel
 * @param transposed whether rows and columns of the images in the files were exchanged
 * @param names      of the classes
 */
record ImageForm(String dataset, int rows, int columns, int channels, boolean transposed, ClassNames names) {

    private static final String INPUT = "input";
    private static final String IMAGE = "image";
    private static final String ROWS = "input.rows";
    private static final String COLUMNS = "input.columns";
    private static final String CHANNELS = "input.channels";
    private static final String TRANSPOSED = "input.transposed";
    private static final String DATASET = "dataset";
    private static final String FIRST_LABEL = "classes.first-label";
    private static final String NAMES = "classes.names";
    /** Of thousands of classes the names are left out. */
    private static final int MOST_LETTERS = 5000;

    /** The form of images that were loaded. */
    static ImageForm of(ImageSet images, boolean transposed, ClassNames names) {
        return new ImageForm(images.name(), images.rows(), images.columns(), images.channels(), transposed, names);
    }

    /** The form of 28x28 digits. */
    static ImageForm ofDigits(ImageSets.Kind kind) {
        return new ImageForm(kind.text(), 28, 28, 1, false, ClassNames.NUMBERS);
    }

    /** The form that a model file tells, if it does. */
    static Optional<ImageForm> of(ModelMetadata metadata) {
        if (!metadata.get(INPUT).equals(Optional.of(IMAGE))) {
            return Optional.empty();
        }
        List<String> names = metadata.get(NAMES).map(text -> Arrays.asList(text.split(" "))).orElse(List.of());
        return Optional.of(new ImageForm(metadata.get(DATASET).orElse("images"), number(metadata, ROWS), number(metadata, COLUMNS),
                number(metadata, CHANNELS), Boolean.parseBoolean(metadata.get(TRANSPOSED).orElse("false")),
                new ClassNames(names, number(metadata, FIRST_LABEL))));
    }

    private static int number(ModelMetadata metadata, String key) {
        String text = metadata.get(key).orElse("nothing");
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("the model's " + key + " expects a whole number, got " + text);
        }
        return Integer.parseInt(text);
    }

    /** Adds this form to what a model file tells. */
    ModelMetadata addTo(ModelMetadata metadata) {
        ModelMetadata form = metadata.with(INPUT, IMAGE).with(ROWS, rows).with(COLUMNS, columns).with(CHANNELS, channels)
                .with(TRANSPOSED, transposed).with(DATASET, dataset).with(FIRST_LABEL, names.firstLabel());
        String all = String.join(" ", names.names());
        return all.isEmpty() || all.length() > MOST_LETTERS ? form : form.with(NAMES, all);
    }

    /** Numbers of an image. */
    long features() {
        return (long) rows * columns * channels;
    }

    /** Refuses images of another size; throws IllegalArgumentException with a sentence. */
    void requireSize(ImageForm got) {
        if (!got.size().equals(size())) {
            throw new IllegalArgumentException("the network takes images of " + size() + " (" + dataset + "), but those of "
                    + got.dataset() + " are " + got.size());
        }
    }

    /** Whether these are the ten digits that need no folder. */
    boolean isOfDigits() {
        return Arrays.stream(ImageSets.Kind.values()).anyMatch(kind -> kind.text().equals(dataset));
    }

    /** What a class is called in a table. */
    String classWord() {
        return isOfDigits() ? "digit" : "class";
    }

    /** Size of an image. */
    String size() {
        return rows + "x" + columns + (channels == 1 ? "" : "x" + channels);
    }
}
