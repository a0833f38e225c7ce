package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.ImageExtent;
import dev.lanewise.data.ImagePart;
import dev.lanewise.data.ImageSet;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.tensor.ArrayForm;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Images and labels in a .npz file: {@code x_train}, {@code y_train}, {@code x_test} and {@code y_test}, as Keras has its mnist.npz, or
 * {@code x} and {@code y} to test on. The images are [samples, rows, columns], [samples, rows, columns, channels] or [samples, features].
 * Unsigned bytes with rows and columns are seen as b / 255, other numbers as they are.
 *
 * @param file where they are
 */
record ArrayImages(Path file) {

    private static final Map<ImagePart, String> NAMES = Map.of(ImagePart.TRAIN, "_train", ImagePart.TEST, "_test");

    /** Sizes of the images to train on and to test on. */
    ImageExtent extent() throws IOException {
        Map<String, ArrayForm> forms = Npz.forms(file);
        Map<String, NumberArray> none = new HashMap<>();
        long images = 0;
        ArrayForm one = null;
        for (ImagePart part : ImagePart.values()) {
            ArrayForm form = forms.get("x" + NAMES.get(part));
            if (form == null || form.shape().size() < 2) {
                throw missing("x" + NAMES.get(part), forms.keySet().toString());
            }
            images += form.shape().getFirst();
            one = form;
        }
        int[] size = size(one.shape());
        return new ImageExtent(name(), images, size[0], size[1], size[2],
                ArrayRows.areImages(one.type(), one.shape().size()) ? 1 : Float.BYTES);
    }

    /** Images to train on and to test on, with labels from 0. */
    ImageSet load(int classes) throws IOException {
        NamedArrays arrays = Npz.read(file);
        Map<ImagePart, Dataset> parts = new EnumMap<>(ImagePart.class);
        for (ImagePart part : ImagePart.values()) {
            parts.put(part, dataset(arrays, NAMES.get(part), 0, classes));
        }
        return set(arrays, NAMES.get(ImagePart.TEST), parts, 0);
    }

    /** Images to test on. */
    ImageSet loadTest(int firstLabel, int classes) throws IOException {
        NamedArrays arrays = Npz.read(file);
        String suffix = testSuffix(arrays.arrays().keySet());
        return set(arrays, suffix, Map.of(ImagePart.TEST, dataset(arrays, suffix, firstLabel, classes)), firstLabel);
    }

    private static String testSuffix(Set<String> names) {
        return names.contains("x") ? "" : NAMES.get(ImagePart.TEST);
    }

    /** Rows to test on with targets, one for each output; nothing where there is one label for several outputs. */
    Optional<Dataset> targets(int outputs) throws IOException {
        Map<String, ArrayForm> forms = Npz.forms(file);
        String suffix = testSuffix(forms.keySet());
        ArrayForm form = forms.get("y" + suffix);
        if (form == null || outputs > 1 && form.shape().size() < 2) {
            return Optional.empty();
        }
        NamedArrays arrays = Npz.read(file);
        NumberArray x = array(arrays, "x" + suffix), y = array(arrays, "y" + suffix);
        if (outputs > 1 && y.rowSize() == 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(Dataset.withTargets(ArrayRows.floats(x), x.rowSize(), y.floats(), y.rowSize()));
        } catch (IllegalArgumentException e) {
            throw misfit(suffix, e);
        }
    }

    private IOException misfit(String suffix, IllegalArgumentException e) {
        return new IOException(file.getFileName() + ": x" + suffix + " and y" + suffix + ": " + e.getMessage(), e);
    }

    private ImageSet set(NamedArrays arrays, String suffix, Map<ImagePart, Dataset> parts, int firstLabel) {
        int[] size = size(arrays.get("x" + suffix).shape());
        return new ImageSet(name(), parts, size[0], size[1], size[2], firstLabel);
    }

    private Dataset dataset(NamedArrays arrays, String suffix, int firstLabel, int classes) throws IOException {
        NumberArray x = array(arrays, "x" + suffix), y = array(arrays, "y" + suffix);
        try {
            int[] labels = y.ints();
            if (x.shape().size() < 2 || y.rowSize() != 1 || labels.length != x.shape().getFirst()) {
                throw new IllegalArgumentException("expected images and a label for each, got the shapes " + x.shapeText() + " and "
                        + y.shapeText());
            }
            for (int i = 0; i < labels.length; i++) {
                labels[i] -= firstLabel;
            }
            return ArrayRows.areImages(x) ? Dataset.labelledBytes(x.toBytes(), x.rowSize(), labels, classes)
                    : Dataset.labelled(x.floats(), x.rowSize(), labels, classes);
        } catch (IllegalArgumentException e) {
            throw misfit(suffix, e);
        }
    }

    private NumberArray array(NamedArrays arrays, String name) throws IOException {
        NumberArray array = arrays.arrays().get(name);
        if (array == null) {
            throw missing(name, arrays.contents());
        }
        return array;
    }

    private IOException missing(String name, String got) {
        return new IOException(file.getFileName() + ": expected images and labels in x_train, y_train, x_test and y_test, but " + name
                + " is missing or no images; there are " + got);
    }

    private String name() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.npz$", "");
    }

    /** Rows, columns and channels. */
    private static int[] size(List<Integer> shape) {
        return switch (shape.size()) {
            case 2 -> new int[] {1, shape.get(1), 1};
            case 3 -> new int[] {shape.get(1), shape.get(2), 1};
            default -> new int[] {shape.get(1), shape.get(2), shape.stream().skip(3).reduce(1, (a, b) -> a * b)};
        };
    }
}
