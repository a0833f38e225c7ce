package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class ImageFolderTest {

    private static final String[] MNIST = {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"};

    @TempDir
    private Path folder;

    private void write(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, name.endsWith(".gz") ? IdxBytes.gzipped(bytes) : bytes);
    }

    /** Four images of 2x3 to train on and two to test on, pixels counting from 0 in each part. */
    private void writeSet(String[] names, int[] trainLabels, int[] testLabels) throws IOException {
        write(names[0], IdxBytes.images(trainLabels.length, 2, 3, IdxBytes.counting(6 * trainLabels.length)));
        write(names[1], labels(trainLabels));
        write(names[2], IdxBytes.images(testLabels.length, 2, 3, IdxBytes.counting(6 * testLabels.length)));
        write(names[3], labels(testLabels));
    }

    private void writeSet(String... names) throws IOException {
        writeSet(names, new int[] {2, 0, 1, 2}, new int[] {1, 0});
    }

    private static byte[] labels(int... labels) {
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) labels[i];
        }
        return IdxBytes.labels(labels.length, bytes);
    }

    private static String[] named(String before, String train, String test, String after) {
        return new String[] {before + train + "-images-idx3-ubyte" + after, before + train + "-labels-idx1-ubyte" + after,
            before + test + "-images-idx3-ubyte" + after, before + test + "-labels-idx1-ubyte" + after};
    }

    private void assertIsTheSmallSet(String name, ImageSet images) {
        assertEquals(name, images.name());
        assertEquals("2x3x1, 3 classes from 0", form(images));
        assertEquals("[2, 0, 1, 2] [1, 0]", labels(images.train()) + " " + labels(images.test()));
        assertArrayEquals(new float[] {6 / 255f, 7 / 255f, 8 / 255f, 9 / 255f, 10 / 255f, 11 / 255f}, images.train().input(1));
        assertArrayEquals(images.train().input(1), images.test().input(1));
    }

    private static String form(ImageSet images) {
        return images.rows() + "x" + images.columns() + "x" + images.channels() + ", " + images.classes() + " classes from "
                + images.firstLabel();
    }

    private static String labels(Dataset set) {
        return Arrays.toString(IntStream.range(0, set.size()).map(set::label).toArray());
    }

    private void assertSays(String sentence, ImageFolder images) {
        IOException e = assertThrows(IOException.class, images::load);
        assertEquals(sentence, e.getMessage().replace(folder.toString(), "DIR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"train-images-idx3-ubyte.txt", "strain-images-idx3-ubyte", "train-image-idx3-ubyte", "images-idx3-ubyte",
        "emnist-letters-mapping.txt", "qmnist-valid-images-idx3-ubyte", "train-images-idx3-ubyte.gz.part", "mnist_train.csv"})
    void knowsNoOtherNames(String name) {
        assertNull(ImageFileName.of(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void findsTheNamesOfMnist(String gz) throws IOException {
        writeSet(named("", "train", "t10k", gz));
        assertIsTheSmallSet(folder.getFileName().toString(), ImageFolder.load(folder));
    }

    @Test
    void findsKagglesNamesWithADot() throws IOException {
        writeSet("mnist/train-images.idx3-ubyte", "mnist/train-labels.idx1-ubyte", "mnist/t10k-images.idx3-ubyte",
                "mnist/t10k-labels.idx1-ubyte");
        assertIsTheSmallSet("mnist", ImageFolder.load(folder.resolve("mnist")));
    }

    @Test
    void findsKagglesFoldersNamedLikeTheFileInside() throws IOException {
        writeSet(Arrays.stream(MNIST).map(name -> name + "/" + name).toArray(String[]::new));
        assertIsTheSmallSet(folder.getFileName().toString(), ImageFolder.load(folder));
    }

    /** As the archive of Kaggle is unpacked: each file twice. */
    @Test
    void findsASetOnceThatIsThereTwice() throws IOException {
        writeSet(Arrays.stream(MNIST).map(name -> "archive/" + name + "/" + name).toArray(String[]::new));
        writeSet("archive/train-images.idx3-ubyte", "archive/train-labels.idx1-ubyte", "archive/t10k-images.idx3-ubyte",
                "archive/t10k-labels.idx1-ubyte");
        assertIsTheSmallSet("archive", ImageFolder.load(folder));
    }

    @Test
    void findsTorchvisionsFolders() throws IOException {
        writeSet(named("data/FashionMNIST/raw/", "train", "t10k", ""));
        writeSet(named("data/FashionMNIST/raw/", "train", "t10k", ".gz"));
        for (String from : new String[] {"data", "data/FashionMNIST", "data/FashionMNIST/raw"}) {
            assertIsTheSmallSet("FashionMNIST", ImageFolder.load(folder.resolve(from)));
        }
    }

    @Test
    void asksWhichOfSeveralSets() throws IOException {
        writeSet(named("MNIST/raw/", "train", "t10k", ""));
        writeSet(named("EMNIST/raw/emnist-letters-", "train", "test", ""));
        writeSet(named("EMNIST/raw/emnist-mnist-", "train", "test", ".gz"));
        assertSays("DIR: there are several sets of images: emnist-letters in EMNIST/raw, emnist-mnist in EMNIST/raw and MNIST in MNIST/raw;"
                + " choose one by its name", ImageFolder.of(folder));
        assertEquals("[emnist-letters, emnist-mnist, MNIST]", ImageFolder.of(folder).names().toString());
        assertEquals("MNIST", ImageFolder.of(folder).set("mnist").load().name());
        assertEquals("emnist-letters", ImageFolder.of(folder).set("Letters").load().name());
        assertEquals("emnist-mnist", ImageFolder.of(folder).set("emnist-mnist").load().name());
        assertSays("DIR: there is no set 'digits', but emnist-letters in EMNIST/raw, emnist-mnist in EMNIST/raw and MNIST in MNIST/raw",
                ImageFolder.of(folder).set("digits"));
    }

    @Test
    void countsClassesFromOneWhereLabelsDo() throws IOException {
        String[] names = named("gzip/emnist-letters-", "train", "test", ".gz");
        writeSet(names, IntStream.rangeClosed(1, 26).toArray(), new int[] {26, 2});
        ImageSet letters = ImageFolder.load(folder);
        assertEquals("emnist-letters: 2x3x1, 26 classes from 1", letters.name() + ": " + form(letters));
        assertEquals("[25, 1]", labels(letters.test()));
        assertEquals(0, letters.train().label(0));

        writeSet(names, IntStream.rangeClosed(1, 26).toArray(), new int[] {26, 0});
        assertEquals("2x3x1, 27 classes from 0", form(ImageFolder.load(folder)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 47, 62, 256})
    void countsClassesUpToTheLargestLabelInBothParts(int classes) throws IOException {
        writeSet(MNIST, new int[] {0, 0, 0}, new int[] {0, classes - 1});
        ImageSet images = ImageFolder.load(folder);
        assertEquals("2x3x1, " + classes + " classes from 0", form(images));
        assertEquals(classes, images.train().outputs());
        assertEquals("[0, " + (classes - 1) + "]", labels(images.test()));
    }

    @Test
    void readsTheLabelsOfQmnist() throws IOException {
        writeSet(named("QMNIST/raw/qmnist-", "train", "test", ""));
        for (String part : new String[] {"train", "test"}) {
            Files.delete(folder.resolve("QMNIST/raw/qmnist-" + part + "-labels-idx1-ubyte"));
            ByteBuffer rows = ByteBuffer.allocate(4 * 8 * 4);
            for (int i = 0; i < 4 * 8; i++) {
                rows.putInt(i % 8 == 0 ? new int[] {2, 0, 1, 2}[i / 8] : 99);
            }
            int count = part.equals("train") ? 4 : 2;
            write("QMNIST/raw/qmnist-" + part + "-labels-idx2-int",
                    IdxBytes.file(0x0c02, new int[] {count, 8}, Arrays.copyOf(rows.array(), count * 32)));
        }
        ImageSet images = ImageFolder.load(folder);
        assertEquals("qmnist [2, 0, 1, 2] [2, 0]", images.name() + " " + labels(images.train()) + " " + labels(images.test()));
    }

    @Test
    void readsTheFilesOfInfiniteMnist() throws IOException {
        writeSet("mnist8m-patterns-idx3-ubyte", "mnist8m-labels-idx1-ubyte", "test10k-patterns-idx3-ubyte", "test10k-labels-idx1-ubyte");
        assertIsTheSmallSet(folder.getFileName().toString(), ImageFolder.load(folder));
    }

    @Test
    void readsTheFilesOfKannadaMnist() throws IOException {
        writeSet("X_kannada_MNIST_train-idx3-ubyte.gz", "y_kannada_MNIST_train-idx1-ubyte.gz", "X_kannada_MNIST_test-idx3-ubyte.gz",
                "y_kannada_MNIST_test-idx1-ubyte.gz");
        assertIsTheSmallSet("kannada_MNIST", ImageFolder.load(folder));
    }

    @Test
    void exchangesRowsAndColumns() throws IOException {
        writeSet(MNIST);
        ImageSet images = ImageFolder.of(folder).transposed(true).load();
        assertEquals("3x2x1, 3 classes from 0", form(images));
        // 6 7 8 over 9 10 11
        assertArrayEquals(new float[] {6 / 255f, 9 / 255f, 7 / 255f, 10 / 255f, 8 / 255f, 11 / 255f}, images.train().input(1));
    }

    private void writeColours(int[] dimensions) throws IOException {
        writeSet(MNIST);
        byte[] pixels = IdxBytes.counting(Arrays.stream(dimensions).reduce(1, (a, b) -> a * b));
        for (String part : new String[] {"train", "t10k"}) {
            Files.delete(folder.resolve(part + "-images-idx3-ubyte"));
            write(part + "-images-idx4-ubyte", IdxBytes.file(0x0804, dimensions, pixels));
            write(part + "-labels-idx1-ubyte", labels(0, 1));
        }
    }

    private static int[] bytesOf(float[] input) {
        return IntStream.range(0, input.length).map(i -> Math.round(input[i] * 255f)).toArray();
    }

    @Test
    void readsChannelsBehindThePixelsOrInFront() throws IOException {
        writeColours(new int[] {2, 2, 2, 3});
        assertEquals("2x2x3, 2 classes from 0", form(ImageFolder.load(folder)));
        assertArrayEquals(new int[] {0, 1, 2, 6, 7, 8, 3, 4, 5, 9, 10, 11},
                bytesOf(ImageFolder.of(folder).transposed(true).load().train().input(0)));

        writeColours(new int[] {1, 2, 2, 6});
        write("train-labels-idx1-ubyte", labels(0));
        write("t10k-labels-idx1-ubyte", labels(1));
        ImageSet planes = ImageFolder.of(folder).transposed(true).load();
        assertEquals("6x2x2, 2 classes from 0", form(planes));
        assertArrayEquals(new int[] {0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 12, 18, 13, 19, 14, 20, 15, 21, 16, 22, 17, 23},
                bytesOf(planes.train().input(0)));
    }

    @Test
    void refusesTooManyChannels() throws IOException {
        writeColours(new int[] {2, 5, 7, 6});
        assertSays("train-images-idx4-ubyte: expected at most 4 channels as the second or the last size, got images of 5x7x6",
                ImageFolder.of(folder));
    }

    @Test
    void takesFloatsAsTheyAre() throws IOException {
        writeSet(MNIST);
        ByteBuffer pixels = ByteBuffer.allocate(2 * 6 * 4);
        for (int i = 0; i < 12; i++) {
            pixels.putFloat(i - 0.5f);
        }
        Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
        write("t10k-images-idx3-float", IdxBytes.file(0x0d03, new int[] {2, 2, 3}, pixels.array()));
        assertArrayEquals(new float[] {-0.5f, 0.5f, 1.5f, 2.5f, 3.5f, 4.5f}, ImageFolder.load(folder).test().input(0));
        assertArrayEquals(new float[] {5.5f, 8.5f, 6.5f, 9.5f, 7.5f, 10.5f},
                ImageFolder.of(folder).transposed(true).load().test().input(1));

        pixels.putFloat(28, Float.NaN);
        write("t10k-images-idx3-float", IdxBytes.file(0x0d03, new int[] {2, 2, 3}, pixels.array()));
        assertSays("t10k-images-idx3-float with t10k-labels-idx1-ubyte: inputs of sample 1, float 1: expected a finite number, got NaN",
                ImageFolder.of(folder));
    }

    @Test
    void givesTheSameImagesInHowManyArraysSoever() throws IOException {
        writeSet(MNIST);
        for (boolean transposed : new boolean[] {false, true}) {
            ImageFolder images = ImageFolder.of(folder).transposed(transposed);
            assertEquals(images.load().train().fingerprint(), images.arrayBytes(13).load().train().fingerprint());
        }
    }

    @Test
    void loadsOnePartAlone() throws IOException {
        writeSet(MNIST, new int[] {1, 2, 3}, new int[] {1, 0});
        Files.delete(folder.resolve("train-images-idx3-ubyte"));
        ImageSet test = ImageFolder.of(folder).only(ImagePart.TEST).load();
        assertEquals("the set " + test.name() + " was loaded without its images to train on",
                assertThrows(IllegalStateException.class, test::train).getMessage());
        assertEquals("2x3x1, 4 classes from 0", form(test));
        assertEquals("[1, 0]", labels(test.test()));

        Files.delete(folder.resolve("train-labels-idx1-ubyte"));
        assertEquals("2x3x1, 2 classes from 0", form(ImageFolder.of(folder).only(ImagePart.TEST).load()));
        assertSays("DIR: expected train-images-idx3-ubyte and train-labels-idx1-ubyte there, gzipped or not;"
                + " found t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte", ImageFolder.of(folder).only(ImagePart.TRAIN));
        writeSet(MNIST);
        Files.delete(folder.resolve("t10k-images-idx3-ubyte"));
        assertThrows(IllegalStateException.class, ImageFolder.of(folder).only(ImagePart.TRAIN).load()::test);
    }

    @Test
    void findsFoldersOfAnyName() throws IOException {
        writeSet(named("Zahlen äöü 数字/", "train", "t10k", ""));
        assertIsTheSmallSet("Zahlen äöü 数字", ImageFolder.load(folder.resolve("Zahlen äöü 数字")));
    }

    @Test
    void saysThatImagesDifferInSize() throws IOException {
        writeSet(MNIST);
        write("t10k-images-idx3-ubyte", IdxBytes.images(2, 3, 3, new byte[18]));
        assertSays("t10k-images-idx3-ubyte: expected images of 2x3, as in train-images-idx3-ubyte, got images of 3x3",
                ImageFolder.of(folder));
    }

    @Test
    void saysWhichLabelsAreMissingOrImpossible() throws IOException {
        writeSet(MNIST);
        write("t10k-labels-idx1-ubyte", labels(0));
        assertSays("t10k-labels-idx1-ubyte: expected a label for each of 2 images, got 1", ImageFolder.of(folder));
        write("t10k-labels-idx1-ubyte", IdxBytes.file(0x0901, new int[] {2}, (byte) 0, (byte) -3));
        assertSays("t10k-labels-idx1-ubyte: sample 1 has label -3, but labels go from 0 to 2147483646", ImageFolder.of(folder));
    }

    /** What a network was trained with, for images that it is tested on. */
    @Test
    void takesTheLabelsThatItIsTold() throws IOException {
        writeSet(named("", "train", "t10k", ""), new int[] {2, 1, 1, 2}, new int[] {1, 2});
        assertEquals("2x3x1, 2 classes from 1", form(ImageFolder.load(folder)));
        ImageSet five = ImageFolder.of(folder).labels(0, 5).load();
        assertEquals("2x3x1, 5 classes from 0", form(five));
        assertEquals("[2, 1, 1, 2] [1, 2]", labels(five.train()) + " " + labels(five.test()));
        assertEquals("[1, 0, 0, 1]", labels(ImageFolder.of(folder).labels(1, 5).load().train()));
        assertSays("train-images-idx3-ubyte with train-labels-idx1-ubyte: sample 0 has label 2, but with 1 classes labels go from 1 to 1",
                ImageFolder.of(folder).labels(1, 1));
        assertSays("t10k-images-idx3-ubyte with t10k-labels-idx1-ubyte: sample 0 has label 1, but with 3 classes labels go from 2 to 4",
                ImageFolder.of(folder).labels(2, 3).only(ImagePart.TEST));
        assertThrows(IllegalArgumentException.class, () -> ImageFolder.of(folder).labels(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> ImageFolder.of(folder).labels(0, 0));
    }

    @Test
    void saysWhatIsMissingAndWhatIsThere() throws IOException {
        assertSays("DIR: expected train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte"
                + " there, gzipped or not; found an empty folder", ImageFolder.of(folder));
        for (int i = 0; i < 8; i++) {
            write("picture " + i + ".png", new byte[1]);
        }
        writeSet(named("more/emnist-letters-", "train", "test", ".gz"));
        Files.delete(folder.resolve("more/emnist-letters-test-labels-idx1-ubyte.gz"));
        assertSays("DIR: expected emnist-letters-test-labels-idx1-ubyte in DIR/more, gzipped or not; found"
                + " emnist-letters-test-images-idx3-ubyte.gz, emnist-letters-train-images-idx3-ubyte.gz and"
                + " emnist-letters-train-labels-idx1-ubyte.gz", ImageFolder.of(folder));
        Files.delete(folder.resolve("more/emnist-letters-train-labels-idx1-ubyte.gz"));
        Files.delete(folder.resolve("more/emnist-letters-train-images-idx3-ubyte.gz"));
        Files.delete(folder.resolve("more/emnist-letters-test-images-idx3-ubyte.gz"));
        assertSays("DIR: expected train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte"
                + " there, gzipped or not; found more, picture 0.png, picture 1.png, picture 2.png, picture 3.png, picture 4.png"
                + " and 3 more",
                ImageFolder.of(folder));
    }

    @Test
    void saysWhatIsNoFolder() throws IOException {
        assertThrows(NoSuchFileException.class, () -> ImageFolder.load(folder.resolve("no/such")));
        assertSays("DIR/no/such: there is no such folder; the nearest that exists is DIR", ImageFolder.of(folder.resolve("no/such")));
        write("file", new byte[1]);
        assertThrows(FileSystemException.class, () -> ImageFolder.load(folder.resolve("file")));
        assertSays("DIR/file: expected a folder with images, but it is a file", ImageFolder.of(folder.resolve("file")));
        assertSays("~/mnist: there is no such folder, since the shell did not expand ~; write " + System.getProperty("user.home")
                + "/mnist instead", ImageFolder.of(Path.of("~/mnist")));
    }
}
