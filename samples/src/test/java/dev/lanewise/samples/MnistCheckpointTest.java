package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code lanewise mnist --checkpoint}: what is saved, and that going on from it changes no bit. */
@Timeout(120)
class MnistCheckpointTest {

    @TempDir
    static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(images, 600, 100);
    }

    /** With a rate that stays, so that a run may go on for more epochs than it was begun with. */
    private static List<String> words(int epochs, String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", images.toString(), "--hidden", "20", "--batch", "50",
                "--schedule", "constant", "--epochs", Integer.toString(epochs)));
        words.addAll(List.of(more));
        return words;
    }

    private static Cli train(int epochs, String... more) {
        return Cli.run(words(epochs, more).toArray(String[]::new));
    }

    private static String sum(Cli cli) {
        assertEquals(0, cli.code(), cli.err());
        Matcher matcher = Pattern.compile("model sha256 (\\w{64})").matcher(cli.out());
        assertTrue(matcher.find(), cli.out());
        return matcher.group(1);
    }

    private int files(Path run) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(run)) {
            for (Path file : files) {
                assertTrue(file.getFileName().toString().matches("checkpoint-\\d{12}\\.lanewise"), file.toString());
                count++;
            }
        }
        return count;
    }

    @Test
    void goesOnWhereItEndedWithTheBitsOfOneRun() throws IOException {
        String run = folder.resolve("run").toString();
        String uncut = sum(train(5));
        Cli first = train(2, "--checkpoint", run, "--every", "7", "steps", "--keep", "2", "--threads", "2");
        assertEquals(0, first.code(), first.err());
        assertEquals(2, files(Path.of(run)));
        Cli second = train(5, "--checkpoint", run, "--resume", "--threads", "1");
        assertTrue(second.out().contains("resumed: " + Path.of(run, "checkpoint-000000000024.lanewise")
                + " (end of epoch 2, step 24) is the newest checkpoint, and whole"), second.out());
        assertTrue(second.out().contains("epoch 3/5: ") && !second.out().contains("epoch 2/5: "), second.out());
        assertTrue(second.out().contains("trained 5 epochs in "), second.out());
        assertEquals(uncut, sum(second));
        assertEquals(uncut, sum(train(5, "--checkpoint", run, "--resume")), "a run that has ended is only tested again");
    }

    @Test
    void beginsAnewWhereThereIsNoCheckpointYet() {
        Cli cli = train(1, "--checkpoint", folder.resolve("new").toString(), "--resume");
        assertTrue(cli.out().contains("there is no checkpoint yet: training begins anew"), cli.out());
        assertEquals(sum(train(1)), sum(cli));
    }

    @Test
    void refusesToMixRuns() {
        String run = folder.resolve("run").toString();
        assertEquals(0, train(1, "--checkpoint", run).code());
        Cli cli = train(1, "--checkpoint", run);
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--checkpoint: " + run + " has checkpoints; add --resume to go on from them, or name another folder"),
                cli.err());
        cli = train(1, "--checkpoint", run, "--resume", "--seed", "2");
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("the checkpoint was made with seed 1, but this trainer has 2"), cli.err());
    }

    @Test
    void saysThatNoCheckpointIsWhole() throws IOException {
        Path damaged = Files.createDirectory(folder.resolve("damaged")).resolve("checkpoint-000000000007.lanewise");
        Files.writeString(damaged, "LANEWISE and more");
        Cli cli = train(1, "--checkpoint", damaged.getParent().toString(), "--resume");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("no checkpoint in " + damaged.getParent() + " is whole: checkpoint-000000000007.lanewise ("),
                cli.err());
    }

    @Test
    void saysWhereALossBecameInfiniteAndWhatIsSaved() {
        String run = folder.resolve("run").toString();
        Cli cli = train(2, "--checkpoint", run, "--lr", "1e30");
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("in epoch 1, step ") && cli.err().contains("learning rate of 1.0E30, which is too large"), cli.err());
        assertTrue(cli.err().contains("the last good checkpoint is " + Path.of(run, "checkpoint-000000000000.lanewise")
                + " (start, step 0)"), cli.err());
        assertEquals(0, train(1, "--lr", "1e30", "--on-nonfinite", "continue").code());
    }

    /** The signal comes while parameters are drawn; where this process slept too long, after some steps. */
    @Test
    void saysThatThereIsNothingToSaveBeforeTheFirstStep() throws IOException, InterruptedException {
        SignalledRun.assumeHeard("INT", 2);
        List<String> words = List.of("mnist", "--data", images.toString(), "--hidden", "3000,2000", "--epochs", "1000000");
        String printed = SignalledRun.printed(folder, "INT", 130, " training images, ", words);
        assertTrue(printed.endsWith("\nstopped before the first step; nothing to save\n")
                || printed.matches("(?s).*\nstopped: [^\n]*, step [1-9][^\n]*\nnothing is saved without --checkpoint DIR\n"), printed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
    void savesWhenASignalStopsIt(String signal, int number, int code) throws IOException, InterruptedException {
        SignalledRun.assumeHeard(signal, number);
        Path run = folder.resolve("run");
        String printed = SignalledRun.printed(folder, signal, code, "epoch 3/", words(1_000_000, "--checkpoint", run.toString(),
                "--every", "1000000", "epochs"));
        Matcher stopped = Pattern.compile("stopped: (epoch|end of epoch) (\\d+).*, step (\\d+)\nsaved to (\\S+); to go on:\n    "
                + "java .* dev.lanewise.samples.Lanewise (mnist .* --checkpoint .* --resume)\n").matcher(printed);
        assertTrue(stopped.find(), printed);
        assertEquals(run.resolve(String.format("checkpoint-%012d.lanewise", Long.parseLong(stopped.group(3)))), Path.of(stopped.group(4)));
        int epochs = Integer.parseInt(stopped.group(2)) + 1;
        assertEquals(sum(train(epochs)), sum(train(epochs, "--checkpoint", run.toString(), "--resume")));
    }
}
