package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lanewise images}, and {@code lanewise evaluate} with what it has saved. */
class ImagesCommandTest {

    private static final PatternImages SMALL = new PatternImages(9, 7, 4, 0);

    @TempDir
    private Path folder;

    private static Cli run(String... words) {
        Cli cli = Cli.run(words);
        assertEquals(0, cli.code(), cli.err());
        return cli;
    }

    private static String[] words(Path data, String... more) {
        List<String> words = new ArrayList<>(List.of("images", "--data", data.toString(), "--hidden", "24", "--batch", "16"));
        words.addAll(List.of(more));
        if (!words.contains("--epochs")) {
            words.addAll(List.of("--epochs", "4"));
        }
        return words.toArray(String[]::new);
    }

    private static Cli train(Path data, String... more) {
        return run(words(data, more));
    }

    private Map<String, Object> json(String name) throws IOException {
        return JSON.std.mapFrom(Files.readString(folder.resolve(name)));
    }

    private static void writePlain(Path folder, PatternImages images) throws IOException {
        images.write(folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-labels-idx1-ubyte"), 80, false);
        images.write(folder.resolve("t10k-images-idx3-ubyte"), folder.resolve("t10k-labels-idx1-ubyte"), 20, false);
    }

    /** 26 classes counted from 1, images that stand transposed in their files. */
    @Test
    void trainsOnLettersLikeEmnistWithOneOption() throws IOException {
        PatternImages.LETTERS.writeEmnist(folder.resolve("gzip"), "emnist-letters");
        String model = folder.resolve("letters.model").toString();
        Cli cli = train(folder, "--transposed", "--save", model, "--json", folder.resolve("train.json").toString());
        assertTrue(cli.out().startsWith("emnist-letters in " + folder + ": images of 12x10, transposed, 26 classes with the labels 1 to 26"
                + "\nemnist-letters: 1,040 training images, 104 test images; network 120-24-26, "), cli.out());
        Map<String, Object> trained = json("train.json");
        assertEquals("emnist-letters", trained.get("dataset"));
        assertTrue((double) trained.get("testAccuracy") > 0.9, trained.toString());

        assertTrue(run("explain", "--model", model, "--data", folder.toString(), "--sample", "104").out().contains("120-24-26"));
        cli = run("evaluate", "--model", model, "--data", folder.toString(), "--json", folder.resolve("test.json").toString());
        assertTrue(cli.out().startsWith("emnist-letters: network 120-24-26 on 104 test images\n"), cli.out());
        assertTrue(cli.out().contains(String.format("accuracy %.2f %% of 104", 100 * (double) trained.get("testAccuracy"))), cli.out());
        Map<String, Object> tested = json("test.json");
        assertEquals(List.of("dataset", "layers", "samples", "accuracy", "loss", "lossName", "unanswered", "metrics", "recallByClass",
                "modelSha256"),
                List.copyOf(tested.keySet()));
        assertEquals("emnist-letters", tested.get("dataset"));
        assertEquals(104, tested.get("samples"));
        assertEquals(trained.get("testAccuracy"), tested.get("accuracy"));
        assertEquals((double) trained.get("testLoss"), (double) tested.get("loss"), 1e-6);
        assertEquals(trained.get("metrics"), tested.get("metrics"));
        assertEquals(trained.get("recallByClass"), tested.get("recallByClass"));
        double meanRecall = ((Map<?, ?>) tested.get("recallByClass")).values().stream().mapToDouble(recall -> (double) recall).average()
                .orElseThrow();
        assertEquals(meanRecall, (double) ((Map<?, ?>) tested.get("metrics")).get("balanced_accuracy"), 1e-12);
        assertEquals(trained.get("modelSha256"), tested.get("modelSha256"));
        assertEquals(IntStream.rangeClosed(1, 26).mapToObj(Integer::toString).toList(),
                List.copyOf(((Map<?, ?>) tested.get("recallByClass")).keySet()));
    }

    @Test
    void showsTheWorstClassesByNameWhereATableWouldBeTooWide() throws IOException {
        PatternImages.LETTERS.writeEmnist(folder, "emnist-letters");
        Files.write(folder.resolve("emnist-letters-mapping.txt"), IntStream.rangeClosed(1, 26)
                .mapToObj(label -> label + " " + (64 + label) + " " + (96 + label)).toList());
        String model = folder.resolve("letters.model").toString();
        Cli cli = train(folder, "--transposed", "--epochs", "1", "--lr", "0.002", "--save", model);
        assertTrue(cli.out().contains("26 classes with the labels 1 to 26 (Aa to Zz)\n"), cli.out());
        assertTrue(cli.out().contains("\nthe 10 worst of 26 classes:\nclass  samples    recall   taken for\n"), cli.out());
        assertTrue(cli.out().lines().anyMatch(line -> line.matches(" +[A-Z][a-z] +4 +\\d+\\.\\d %   ([A-Z][a-z] \\d(, )?)+")), cli.out());
        assertTrue(cli.out().lines().anyMatch(line -> line.matches(" +[A-Z][a-z] taken for [A-Z][a-z]: \\d of 4")), cli.out());
        assertTrue(cli.out().lines().allMatch(line -> line.length() <= 180), cli.out());
        String tables = cli.out().substring(cli.out().indexOf("the 10 worst"), cli.out().indexOf("test accuracy"));
        assertTrue(run("evaluate", "--model", model, "--data", folder.toString()).out().contains(tables), "the model knows its classes");
        String rounded = run("evaluate", "--model", model, "--data", folder.toString(), "--compact", "INT8").out();
        assertTrue(rounded.lines().anyMatch(line -> line.matches("int8 weights: \\d+\\.\\d\\d % right, with floats .* answers differ; .*")),
                rounded);
    }

    /** Names with a dot, or folders of such a name with the file inside. */
    @Test
    void trainsOnFilesAsKaggleHasThem() throws IOException {
        SMALL.write(folder.resolve("train-images.idx3-ubyte"), folder.resolve("train-labels.idx1-ubyte"), 80, false);
        Path images = Files.createDirectory(folder.resolve("t10k-images-idx3-ubyte"));
        Path labels = Files.createDirectory(folder.resolve("t10k-labels-idx1-ubyte"));
        SMALL.write(images.resolve("t10k-images-idx3-ubyte"), labels.resolve("t10k-labels-idx1-ubyte"), 20, false);
        Cli cli = train(folder);
        assertTrue(cli.out().contains(": images of 9x7, 4 classes with the labels 0 to 3\n"), cli.out());
        assertTrue(cli.out().contains("network 63-24-4"), cli.out());
        assertTrue(cli.out().contains("\nclass      answered\n"), cli.out());
    }

    @Test
    void trainsOnFoldersAsTorchvisionHasThem() throws IOException {
        writePlain(Files.createDirectories(folder.resolve("FashionMNIST").resolve("raw")), SMALL);
        Cli cli = train(folder);
        assertTrue(cli.out().startsWith("FashionMNIST in " + folder + ": images of 9x7, 4 classes with the labels 0 to 3\n"), cli.out());
        assertTrue(cli.out().contains("80 training images, 20 test images"), cli.out());
    }

    @Test
    void letsOneOfSeveralSetsBeChosen() throws IOException {
        PatternImages.LETTERS.writeEmnist(folder, "emnist-letters");
        SMALL.writeEmnist(folder, "emnist-small");
        Cli cli = Cli.run(words(folder));
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("emnist-letters and emnist-small"), cli.err());
        String model = folder.resolve("small.model").toString();
        assertTrue(train(folder, "--set", "small", "--save", model).out().startsWith("emnist-small in "));
        assertTrue(run("evaluate", "--model", model, "--data", folder.toString()).out().startsWith("emnist-small: network 63-24-4 on 16"));
        cli = Cli.run("evaluate", "--model", model, "--data", folder.toString(), "--set", "letters");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("label 4, but with 4 classes labels go from 0 to 3"), cli.err());
    }

    @Test
    void saysWhichImagesAModelTakes() throws IOException {
        writePlain(folder, SMALL);
        Path model = folder.resolve("small.model");
        train(folder, "--save", model.toString());
        Path other = Files.createDirectory(folder.resolve("other"));
        writePlain(other, new PatternImages(7, 9, 4, 0));
        Cli cli = Cli.run("evaluate", "--model", model.toString(), "--data", other.toString());
        assertEquals(1, cli.code());
        assertEquals("--model " + model + ": the network takes images of 9x7 (" + folder.getFileName() + "), but those of other are 7x9",
                cli.err().lines().toList().getLast());
        cli = Cli.run("evaluate", "--model", model.toString());
        assertEquals(1, cli.code());
        assertEquals("--model " + model + ": the network was trained on " + folder.getFileName()
                + ": name a folder with such images, --data DIR",
                cli.err().lines().toList().getLast());
        assertEquals("image", ModelFile.read(model).metadata().get("input").orElseThrow());
    }

    /** Models of version 1 say nothing, and neither do those that a program has saved without metadata. */
    @Test
    void takesAModelThatSaysNothingAsOneOfDigits() throws IOException {
        PatternImages digits = new PatternImages(9, 7, 10, 0);
        writePlain(folder, digits);
        Path model = folder.resolve("digits.model"), silent = folder.resolve("silent.model");
        train(folder, "--save", model.toString());
        ModelFile.save(ModelFile.load(model), silent);
        String known = run("evaluate", "--model", model.toString(), "--data", folder.toString()).out();
        String unknown = run("evaluate", "--model", silent.toString(), "--data", folder.toString()).out();
        assertTrue(unknown.startsWith("mnist: network 63-24-10 on 20 test images\n"), unknown);
        assertEquals(known.substring(known.indexOf("test accuracy")), unknown.substring(unknown.indexOf("test accuracy")));
    }

    @Test
    void saysThatTestImagesHaveLabelsThatWereNeverSeen() throws IOException {
        SMALL.write(folder.resolve("train-images-idx3-ubyte"), folder.resolve("train-labels-idx1-ubyte"), 80, false);
        new PatternImages(9, 7, 5, 0).write(folder.resolve("t10k-images-idx3-ubyte"), folder.resolve("t10k-labels-idx1-ubyte"), 20, false);
        String err = train(folder, "--epochs", "1").err();
        assertTrue(err.contains("4 of 20 test images have labels that no training image has, such as 4: a network"), err);
        writePlain(folder, SMALL);
        assertFalse(train(folder, "--epochs", "1").err().contains("labels that no training image has"));
    }

    private static void refuses(String data, String reason) {
        Cli cli = Cli.run(words(Path.of(data)));
        assertEquals(1, cli.code(), data);
        String sentence = cli.err().lines().toList().getLast();
        assertTrue(sentence.contains(reason), sentence);
        assertFalse(cli.out().contains("epoch"), cli.out());
    }

    @Test
    void saysWhatIsWrongWithAFolder() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty")), file = Files.writeString(folder.resolve("file"), "");
        Path oneClass = Files.createDirectory(folder.resolve("one"));
        writePlain(oneClass, new PatternImages(9, 7, 1, 0));
        refuses("~/mnist", "~");
        refuses(folder.resolve("none").toString(), "there is no such folder");
        refuses(file.toString(), "it is a file");
        refuses(empty.toString(), "found an empty folder");
        refuses(oneClass.toString(), "one: expected labels of at least 2 classes, but all are 0");
        assertEquals(2, Cli.run("images").code());
    }
}
