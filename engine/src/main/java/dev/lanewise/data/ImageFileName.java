package dev.lanewise.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of an IDX file says: MNIST's own names, Kaggle's with a dot, and those with the name of a set in front, such as
 * {@code emnist-letters-train-images-idx3-ubyte.gz} and {@code qmnist-test-labels-idx2-int}; also Kannada-MNIST's
 * {@code X_kannada_MNIST_train-idx3-ubyte.gz} and {@code y_kannada_MNIST_train-idx1-ubyte.gz}.
 *
 * @param set     the name of the set in front, or empty
 * @param part    to train on or to test on
 * @param labels  whether it holds labels, not images
 * @param gzipped whether the name says so
 */
record ImageFileName(String set, ImagePart part, boolean labels, boolean gzipped) {

    private static final Pattern NAME = Pattern.compile("(?:(.+)[-_.])?(train|mnist8m|mnist60k|test|t10k|test10k)[-_.]"
            + "(images|patterns|labels)[-_.]idx\\d(?:[-_.][a-z]+)?(\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern X_AND_Y = Pattern.compile("([xy])_(.+)_(train|test)[-_.]idx\\d(?:[-_.][a-z]+)?(\\.gz)?",
            Pattern.CASE_INSENSITIVE);
    /** The last two are what the program of infinite MNIST calls its files. */
    private static final Set<String> TRAIN = Set.of("train", "mnist8m", "mnist60k");

    /** What a name says, or null where it is none of these. */
    static @Nullable ImageFileName of(String fileName) {
        Matcher usual = NAME.matcher(fileName), xAndY = X_AND_Y.matcher(fileName);
        if (usual.matches()) {
            String set = usual.group(1) == null ? "" : usual.group(1);
            return new ImageFileName(set, part(usual.group(2)), usual.group(3).equalsIgnoreCase("labels"), usual.group(4) != null);
        } else if (xAndY.matches()) {
            return new ImageFileName(xAndY.group(2), part(xAndY.group(3)), xAndY.group(1).equalsIgnoreCase("y"), xAndY.group(4) != null);
        }
        return null;
    }

    private static ImagePart part(String word) {
        return TRAIN.contains(word.toLowerCase(Locale.ROOT)) ? ImagePart.TRAIN : ImagePart.TEST;
    }

    /** The usual name of a file, without {@code .gz}, in a set whose files have a name in front, or none. */
    static String usual(String set, ImagePart part, boolean labels) {
        String test = set.isEmpty() ? "t10k" : "test";
        String name = (part == ImagePart.TRAIN ? "train" : test) + (labels ? "-labels-idx1-ubyte" : "-images-idx3-ubyte");
        return set.isEmpty() ? name : set + "-" + name;
    }
}
