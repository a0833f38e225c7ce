package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lanewise mnist --resume} where something has changed: the images, the plan, or who else uses the folder. */
@Timeout(120)
class MnistResumeTest {

    @TempDir
    static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(images, 600, 100);
    }

    private static Cli train(Path data, int epochs, String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", data.toString(), "--hidden", "20", "--batch", "50",
                "--epochs", Integer.toString(epochs)));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new));
    }

    private static Cli train(int epochs, String... more) {
        return train(images, epochs, more);
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    private static String sum(Cli cli) {
        assertEquals(0, cli.code(), cli.err());
        Matcher matcher = Pattern.compile("model sha256 (\\w{64})").matcher(cli.out());
        assertTrue(matcher.find(), cli.out());
        return matcher.group(1);
    }

    /** The same images but for one pixel. */
    private Path changedImages() throws IOException {
        Path changed = Files.createDirectories(folder.resolve("changed"));
        for (String name : List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
                "t10k-labels-idx1-ubyte")) {
            Files.copy(images.resolve(name), changed.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Path file = changed.resolve("train-images-idx3-ubyte");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        return changed;
    }

    @Test
    void refusesOtherImagesOfTheSameSizeUnlessTheyAreAccepted() throws IOException {
        assertEquals(0, train(1, "--checkpoint", run()).code());
        Cli refused = train(changedImages(), 2, "--checkpoint", run(), "--resume");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("the checkpoint was made with other training images: these have other inputs;"
                + " add --accept-other-data to go on with them"), refused.err());
        Cli accepted = train(changedImages(), 2, "--checkpoint", run(), "--resume", "--accept-other-data");
        assertEquals(0, accepted.code(), accepted.err());
        assertTrue(accepted.out().contains("other training images than before: other inputs\n"), accepted.out());
        Cli again = train(changedImages(), 2, "--checkpoint", run(), "--resume");
        assertEquals(0, again.code(), "the images of the last epoch are those of the run: " + again.err());
    }

    @Test
    void refusesImagesOfAnotherNumberUnlessTheyAreAccepted() throws IOException {
        Path fewer = Files.createDirectory(folder.resolve("fewer"));
        SmallImages.write(fewer, 300, 100);
        assertEquals(0, train(1, "--checkpoint", run(), "--schedule", "constant").code());
        Cli refused = train(fewer, 2, "--checkpoint", run(), "--resume", "--schedule", "constant");
        assertEquals(2, refused.code());
        assertTrue(refused.err().contains("these have 300 samples instead of 600"), refused.err());
        assertEquals(0, train(fewer, 2, "--checkpoint", run(), "--resume", "--schedule", "constant", "--accept-other-data").code());
    }

    @Test
    void acceptsOtherDataOnlyWhereItGoesOn() {
        Cli cli = train(1, "--checkpoint", run(), "--accept-other-data");
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--accept-other-data expects --resume beside it"), cli.err());
    }

    /** A finished run, whose rate has fallen to 0 over its two epochs. */
    @ParameterizedTest
    @ValueSource(strings = {"linear", "cosine", "constant"})
    void trainsOnWithMoreEpochs(String schedule) {
        String first = sum(train(2, "--checkpoint", run(), "--schedule", schedule));
        Cli tested = train(2, "--checkpoint", run(), "--resume", "--schedule", schedule);
        assertEquals(first, sum(tested));
        assertTrue(tested.out().contains("the checkpoint has all 2 epochs; to train on, add more with --epochs"), tested.out());
        Cli longer = train(4, "--checkpoint", run(), "--resume", "--schedule", schedule);
        assertNotEquals(first, sum(longer));
        assertTrue(longer.out().contains("epoch 3/4: ") && longer.out().contains("epoch 4/4: "), longer.out());
        assertEquals(!schedule.equals("constant"), longer.out().contains("another plan than before: the learning rate follows "));
        assertEquals(schedule.equals("linear"),
                longer.out().contains("follows linear(48) from step 25 on, instead of linear(24)"));
        assertEquals(sum(longer), sum(train(4, "--checkpoint", run(), "--resume", "--schedule", schedule)));
    }

    @Test
    void refusesAScheduleOfAnotherKind() {
        assertEquals(0, train(1, "--checkpoint", run()).code());
        Cli cli = train(2, "--checkpoint", run(), "--resume", "--schedule", "cosine");
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("the checkpoint was made with schedule linear(12), but this trainer has cosine(24)"),
                cli.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"7steps", "7 steps", "7STEP"})
    void takesAUnitThatTouchesItsNumber(String every) throws IOException {
        List<String> words = new ArrayList<>(List.of("--checkpoint", run(), "--every"));
        words.addAll(List.of(every.split(" ")));
        words.addAll(List.of("--keep", "9"));
        assertEquals(0, train(1, words.toArray(String[]::new)).code());
        assertTrue(Files.exists(folder.resolve("run").resolve("checkpoint-000000000007.lanewise")));
        assertFalse(Files.exists(folder.resolve("run").resolve("checkpoint-000000000008.lanewise")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps", "7", "7parsecs", "0steps"})
    void saysWhatIsWrongWithHowOften(String every) {
        Cli cli = train(1, "--checkpoint", run(), "--every", every, "--keep", "2");
        assertEquals(2, cli.code());
        assertTrue(cli.err().startsWith("--every: expected "), cli.err());
    }

    /** Another process trains into the folder, until it is killed. */
    @Test
    void hearsThatAnotherProcessUsesTheFolder() throws IOException, InterruptedException {
        List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules",
                "jdk.incubator.vector", "-cp", System.getProperty("java.class.path"), Lanewise.class.getName(), "mnist", "--data",
                images.toString(), "--hidden", "20", "--batch", "50", "--epochs", "1000000", "--checkpoint", run());
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            while (process.isAlive() && !Files.readString(out).contains("epoch 2/")) {
                Thread.sleep(20);
            }
            Cli cli = train(1, "--checkpoint", run(), "--resume");
            assertEquals(1, cli.code());
            assertEquals("the folder " + run() + " is in use by another run (process " + process.pid() + ")\n", cli.err());
            assertTrue(process.isAlive());
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertEquals(0, train(1, "--checkpoint", run(), "--resume").code(), "the system frees what a killed process held");
    }
}
