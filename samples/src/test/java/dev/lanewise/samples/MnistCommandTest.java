package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.samples.digits.GeneratedDigits;
import dev.lanewise.spec.Activation;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MnistCommandTest {

    private static final List<String> SMALL = List.of("--hidden", "20", "--epochs", "2", "--batch", "50");

    @TempDir
    static Path folder;

    /** The four files of MNIST with 600 and 100 generated images, so that a run takes a moment. */
    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(folder, 600, 100);
    }

    /** Trains on the small files, with the settings above where {@code more} does not say otherwise. */
    private static Cli train(String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", folder.toString()));
        words.addAll(List.of(more));
        for (int i = 0; i < SMALL.size(); i += 2) {
            if (!words.contains(SMALL.get(i))) {
                words.addAll(SMALL.subList(i, i + 2));
            }
        }
        return Cli.run(words.toArray(String[]::new));
    }

    private static Map<String, Object> report(String... more) throws IOException {
        Path json = Files.createTempFile(folder, "report", ".json");
        String[] words = Arrays.copyOf(more, more.length + 2);
        words[more.length] = "--json";
        words[more.length + 1] = json.toString();
        Cli cli = train(words);
        assertEquals(0, cli.code(), cli.err());
        return JSON.std.mapFrom(Files.readString(json));
    }

    @Test
    void printsLinesAnEpochAndAConfusionMatrix() {
        Cli cli = train();
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains("mnist: 600 training images, 100 test images; network 784-20-10, 15,910 parameters"), cli.out());
        assertTrue(cli.out().contains("epoch 1/2: loss ") && cli.out().contains("epoch 2/2: loss "), cli.out());
        assertTrue(cli.out().contains("digit      answered"), cli.out());
        assertTrue(cli.out().matches("(?s).*test accuracy \\d+\\.\\d\\d % of 100, test loss .*model sha256 [0-9a-f]{64}\\s*"), cli.out());
        assertTrue(cli.err().startsWith("lanewise: "), cli.err());
    }

    @Test
    void writesSettingsAndResultsAsJson() throws IOException {
        Map<String, Object> report = report("--seed", "7", "--threads", "2");
        assertEquals(List.of("dataset", "seed", "layers", "activation", "loss", "optimizer", "factors", "gradientOptions",
                "schedule", "epochs", "batch", "threads", "vectorBits", "testAccuracy", "testLoss", "metrics", "recallByClass",
                "trainSeconds", "samplesPerSecond",
                "wallSeconds", "modelSha256", "bestEpoch", "history"),
                List.copyOf(report.keySet()));
        assertEquals("mnist", report.get("dataset"));
        assertEquals(7, report.get("seed"));
        assertEquals("784-20-10", report.get("layers"));
        assertEquals(List.of("balanced_accuracy", "f1(macro)", "f1(weighted)", "matthews", "top_k(5)", "roc_auc(macro)", "log_loss",
                "brier", "calibration_error(15)"), List.copyOf(((Map<?, ?>) report.get("metrics")).keySet()));
        assertEquals(10, ((Map<?, ?>) report.get("recallByClass")).size());
        assertEquals(2, report.get("epochs"));
        assertEquals(50, report.get("batch"));
        assertEquals(2, report.get("threads"));
        double seconds = (double) report.get("trainSeconds");
        assertEquals(1200 / seconds, (double) report.get("samplesPerSecond"), 1e-6 * 1200 / seconds);
        assertTrue((double) report.get("wallSeconds") > seconds, report.toString());
    }

    @Test
    void givesTheSameModelWithAnyNumberOfThreadsAndAnotherWithAnotherSeed() throws IOException {
        Object one = report("--threads", "1").get("modelSha256");
        assertEquals(one, report("--threads", "2").get("modelSha256"));
        assertEquals(one, report("--threads", "5").get("modelSha256"));
        assertNotEquals(one, report("--seed", "2").get("modelSha256"));
    }

    @Test
    void takesABatchInMicroBatchesToTheSameModel() throws IOException {
        Map<String, Object> whole = report("--clip-norm", "0.5", "--max-norm", "1");
        Map<String, Object> parts = report("--clip-norm", "0.5", "--max-norm", "1", "--micro-batch", "7", "--threads", "2");
        assertEquals(List.of("clip_norm(0.5)", "max_norm(1.0)"), parts.get("gradientOptions"));
        assertEquals(whole.get("modelSha256"), parts.get("modelSha256"));
        Object plain = report().get("modelSha256");
        assertEquals(plain, report("--micro-batch", "33").get("modelSha256"));
        for (String limit : List.of("--clip-norm", "--max-norm", "--clip-value", "--l1", "--l2")) {
            assertNotEquals(plain, report(limit, "0.05").get("modelSha256"), limit);
        }
    }

    /** As version 0.1.0 trained it. */
    @Test
    void keepsTheModelOfASeed() throws IOException {
        assertEquals("c30dd46ca89c016e389b2bc5506ad2e67defed600b4f57e2a1f6667075d9c187", report("--seed", "3").get("modelSha256"));
    }

    @Test
    void savesWhatEvaluateReadsBack() throws IOException {
        Path model = folder.resolve("digits.model");
        Map<String, Object> report = report("--save", model.toString(), "--optimizer", "adam", "--schedule", "cosine");
        Cli cli = Cli.run("evaluate", "--model", model.toString(), "--data", folder.toString());
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains("model sha256 " + report.get("modelSha256")), cli.out());
        String accuracy = String.format("test accuracy %.2f %% of 100", 100 * (double) report.get("testAccuracy"));
        assertTrue(cli.out().contains(accuracy), cli.out());
    }

    @Test
    void stopsWhereTheTargetIsReached() throws IOException {
        assertEquals(1, report("--target-accuracy", "0.01", "--epochs", "9").get("epochs"));
        Cli cli = train("--target-accuracy", "1");
        assertEquals(3, cli.code());
        assertTrue(cli.out().contains("the target accuracy of 1.0 was not reached"), cli.out());
    }

    @Test
    void takesAllImagesInAStepWhereThereAreFewerThanABatch() throws IOException {
        Cli cli = train("--batch", "601");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.err().contains("a step takes all 600 training images: there are fewer than a batch of 601"), cli.err());
        Map<String, Object> report = report("--batch", "601");
        assertEquals(600, report.get("batch"));
        assertEquals(report("--batch", "600").get("modelSha256"), report.get("modelSha256"));
        Path few = Files.createDirectory(folder.resolve("few"));
        SmallImages.write(few, 65, 20);
        cli = Cli.run("mnist", "--data", few.toString(), "--hidden", "8", "--epochs", "1");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.err().contains("a step takes all 65 training images: there are fewer than a batch of 128"), cli.err());
    }

    @Test
    void looksAtTestImagesBeforeItTrains() throws IOException {
        Path mixed = Files.createDirectory(folder.resolve("mixed"));
        SmallImages.write(mixed, 65, 20);
        SmallImages.write(mixed, "t10k", GeneratedDigits.generate(20, 20, 5, GeneratedDigits.Part.TEST));
        Cli cli = Cli.run("mnist", "--data", mixed.toString(), "--hidden", "8", "--epochs", "1");
        assertEquals(1, cli.code());
        assertFalse(cli.out().contains("epoch 1/1"), cli.out());
        assertEquals("--data " + mixed + ": t10k-images-idx3-ubyte: expected images of 28x28, as in train-images-idx3-ubyte, "
                + "got images of 20x20", cli.err().lines().toList().getLast());
    }

    /** A rate at which the loss becomes thousands of times what it was, but stays finite. */
    @Test
    void tellsWarningsOfTrainingOnce() {
        Cli cli = train("--lr", "1000", "--epochs", "3", "--optimizer", "adam");
        assertEquals(0, cli.code(), cli.err());
        assertEquals(1, cli.err().lines().filter(line -> line.startsWith("warning: the loss explodes: ")).count(), cli.err());
        assertFalse(cli.out().contains("warning"), cli.out());
    }

    @Test
    void saysHowMuchMemoryIsMissingBeforeItTrains() {
        Cli cli = train("--hidden", "100000,20000");
        assertEquals(1, cli.code());
        assertFalse(cli.out().contains("epoch 1/"), cli.out());
        String sentence = cli.err().lines().toList().getLast();
        String megabytes = "[\\d,]+ MB";
        assertTrue(sentence.matches(".*: 700 images of 784 numbers need MB of memory and training at least 2[3-9],MB, "
                .replace("MB", megabytes) + "but only MB of this JVM's MB are free: allow more, such as "
                .replace("MB", megabytes) + "JDK_JAVA_OPTIONS=-Xmx\\d+g, or choose a smaller --hidden or --batch"), sentence);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --hidden 12,x           | --hidden expects sizes from 1 to 9999999, such as 512,256, or none, got '12,x'
            --hidden 0              | --hidden expects sizes from 1 to 9999999, such as 512,256, or none, got '0'
            --activation softmax    | --activation expects an element-wise activation for the hidden layers, got softmax
            --activation blah       | unknown activation 'blah', expected one of identity, sigmoid, tanh, relu, leaky_relu(slope), \
            prelu(start), elu(alpha), selu, softplus, softsign, gelu, gelu_tanh, silu, mish, hard_sigmoid, hard_tanh, hard_swish, \
            parametric(activation), softmax
            --lr -1                 | --lr expects a number above 0, got -1.0
            --lr-factor biases=x    | --lr-factor biases=x: FACTOR expects a number, got 'x'
            --lr-factor biases      | --lr-factor expects GROUP=FACTOR, got 'biases'
            --lr-factor =1          | --lr-factor expects GROUP=FACTOR, got '=1'
            --lr-factor bias=1      | --lr-factor bias=1: unknown group of tensors 'bias', expected one of weights, biases, activations, \
            norms, embeddings, heads, a layer such as layer1 or a tensor such as layer1.weight
            --lr-factor biases=-1   | --lr-factor biases=-1: the learning_rate factor of biases expects a number of at least 0, got -1.0
            --optimizer adamw --decay-factor norms=NaN | --decay-factor norms=NaN: the decay factor of norms expects a number of at \
            least 0, got NaN
            --lr-factor layer9=1    | --lr-factor layer9: the network has no such layer or tensor; it learns [layer1.weight, \
            layer1.bias, layer2.weight, layer2.bias]
            --momentum 1            | --momentum expects a number from 0 to below 1, got 1.0
            --epochs 0              | --epochs expects a whole number of at least 1, got 0
            --batch 0               | --batch expects a whole number of at least 1, got 0
            --l1 -1                 | --l1 expects a number of at least 0, got -1.0
            --l2 NaN                | --l2 expects a number of at least 0, got NaN
            --clip-value -0.5       | --clip-value expects a number above 0, got -0.5
            --clip-norm 0           | --clip-norm expects a number above 0, got 0.0
            --max-norm NaN          | --max-norm expects a number above 0, got NaN
            --micro-batch 0         | --micro-batch expects a whole number of at least 1, got 0
            --threads 0             | --threads expects a whole number from 1 to 1024, got 0
            --target-accuracy 98    | --target-accuracy expects a share above 0 and at most 1, such as 0.98, got 98.0
            --save /no/such/folder/x| --save expects a file in a folder that exists, got /no/such/folder/x
            --resume                | --resume expects --checkpoint DIR beside it
            --keep 0                | --keep expects a whole number of at least 1, got 0
            --every 99999999999999999999steps | --every: the number of steps expects a whole number of at most 9223372036854775807, \
            got '99999999999999999999'
            --every 5 hours         | --every: expected epochs, steps or minutes, got 'hours'
            --every 0 steps         | --every: expected a whole number of at least 1 steps, got 0
            --bogus 1               | unknown option --bogus
            """)
    void refusesAWrongValueInOneSentence(String option, String sentence) {
        Cli cli = train(option.split(" "));
        assertEquals(2, cli.code());
        String lastLine = cli.err().lines().toList().getLast();
        assertEquals(sentence + " (lanewise mnist --help explains)", lastLine);
    }

    @Test
    void namesTheActivationsThatThereAre() {
        Cli cli = train("--activation", "blah");
        assertEquals(2, cli.code());
        String sentence = "unknown activation 'blah', expected one of identity, sigmoid, tanh, relu, leaky_relu(slope), prelu(start), ";
        assertTrue(cli.err().lines().toList().getLast().startsWith(sentence), cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"hardSwish", "PReLU", "swish", "parametric(GELU)", "elu(0.5)"})
    void takesActivationsByTheNamesOfTheirFactories(String name) {
        Path model = folder.resolve("model.lanewise");
        Cli cli = train("--activation", name, "--epochs", "1", "--save", model.toString());
        assertEquals(0, cli.code(), cli.err());
        String inspected = Cli.run("inspect", "--model", model.toString(), "--data", folder.toString()).out();
        assertTrue(inspected.contains(Activation.parse(name).toText()), inspected);
    }

    @Test
    void refusesALayerThatFitsNoArray() {
        Cli cli = train("--hidden", "99999,99999");
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("layer 2 with 99999 inputs and 99999 outputs needs 9999900000 floats, but an array holds at most "),
                cli.err());
    }

    @Test
    void saysWhichFileIsMissing() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Cli cli = Cli.run("mnist", "--data", empty.toString());
        assertEquals(1, cli.code());
        String sentence = empty + ": expected train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
                + " t10k-labels-idx1-ubyte there, gzipped or not; found an empty folder";
        assertTrue(cli.err().contains(sentence), cli.err());
    }

    @Test
    void namesActivationsAsJavaDoesInAnyCase() throws IOException {
        for (String name : List.of("hardSwish", "HARD_SWISH", "hardswish")) {
            Path model = folder.resolve(name + ".model");
            assertEquals(0, train("--activation", name, "--epochs", "1", "--save", model.toString()).code());
            assertEquals(Activation.hardSwish(), ModelFile.load(model).spec().layers().getFirst().activation());
        }
    }

    @Test
    void explainsEveryOptionWithItsDefault() {
        Cli cli = Cli.run("mnist", "--help");
        assertEquals(0, cli.code());
        for (String option : List.of("--data", "--dataset", "--hidden", "--activation", "--optimizer", "--epochs", "--batch", "--lr",
                "--lr-factor", "--decay", "--decay-factor", "--momentum", "--clip-norm", "--max-norm",
                "--micro-batch", "--schedule", "--dropout", "--dropout-schedule",
                "--decay-schedule", "--validation", "--patience", "--max-time", "--recipe", "--seed", "--threads", "--target-accuracy",
                "--checkpoint", "--every", "--keep", "--on-nonfinite", "--save", "--json")) {
            int at = cli.out().indexOf("\n      " + option + "=");
            assertTrue(at >= 0, option + " is missing in " + cli.out());
            int end = cli.out().indexOf("\n      --", at + 1);
            assertTrue(cli.out().substring(at, end < 0 ? cli.out().length() : end).contains("Default:"), option + " has no default");
        }
    }
}
