package dev.lanewise.train.checkpoint;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.DataFingerprint;
import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Network;
import dev.lanewise.section.TensorSections;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Progress;
import dev.lanewise.train.RunId;
import dev.lanewise.train.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class CheckpointFileTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(17, Activation.relu()).dense(2, Activation.identity()).build();
    private static final Progress.EpochProgress PART = new Progress.EpochProgress(100, 60, 6, 50, 0.1, 1.5);
    private static final List<EpochReport> REPORTS = List.of(new EpochReport(1, 10, 100, Double.MIN_VALUE, 0.25),
            new EpochReport(2, 10, 90, Double.NaN, 1e9));

    private static final RunId RUN = new RunId("0123456789abcdef0123456789abcdef");
    private static final DataFingerprint DATA = new DataFingerprint(100, 3, 2, 0x80000000, 7);

    @TempDir
    private Path folder;

    private static final List<Optimizer> BY_MOMENTS = List.of(new Optimizer.Sgd(1e-8f), new Optimizer.Momentum(0.1f, 0.9f),
            new Optimizer.Adam(1e-8f));

    private static Checkpoint checkpoint(int moments) {
        return checkpoint(moments, TensorFactors.NONE);
    }

    private static Checkpoint checkpoint(int moments, TensorFactors factors) {
        List<Network> networks = List.of(Network.create(SPEC, 2), Network.create(SPEC, 3)).subList(0, moments);
        Settings settings = new Settings(SPEC, Loss.squaredError(), BY_MOMENTS.get(moments), factors, GradientOptions.NONE,
                Schedules.ofRate(new Schedule.Cosine(5)), 10,
                Long.MIN_VALUE);
        return new Checkpoint(settings, new Progress(26, 1, PART, REPORTS), Optional.of(RUN), Optional.of(DATA), Network.create(SPEC, 1),
                networks);
    }

    private byte[] saved(Checkpoint checkpoint) throws IOException {
        Path file = folder.resolve("saved");
        CheckpointFile.save(checkpoint, file);
        return Files.readAllBytes(file);
    }

    private Checkpoint load(byte[] bytes) throws IOException {
        return CheckpointFile.load(Files.write(folder.resolve("file"), bytes));
    }

    private void assertSays(String sentence, byte[] bytes) {
        assertEquals("file" + sentence, assertThrows(IOException.class, () -> load(bytes)).getMessage());
    }

    @Test
    void givesBackTheSameCheckpoint() throws IOException {
        for (int moments = 0; moments <= 2; moments++) {
            Checkpoint checkpoint = checkpoint(moments), loaded = load(saved(checkpoint));
            assertEquals(checkpoint.settings(), loaded.settings());
            assertEquals(checkpoint.progress(), loaded.progress());
            assertEquals(Optional.of(RUN), loaded.run());
            assertEquals(Optional.of(DATA), loaded.data());
            assertEquals(checkpoint.network().sha256(), loaded.network().sha256());
            assertEquals(sums(checkpoint.moments()), sums(loaded.moments()));
            assertEquals(moments, loaded.moments().size());
        }
    }

    @Test
    void refusesParametersThatAreNotFiniteUnlessTheyAreAllowedAndTakesAnyMoments() throws IOException {
        Checkpoint whole = checkpoint(2);
        Network spoiled = spoiled(whole.network());
        byte[] badMoments = saved(new Checkpoint(whole.settings(), whole.progress(), whole.run(), whole.data(), whole.network(),
                List.of(spoiled, spoiled)));
        assertEquals(sums(List.of(spoiled, spoiled)), sums(load(badMoments).moments()));
        byte[] badParameters = saved(new Checkpoint(whole.settings(), whole.progress(), whole.run(), whole.data(), spoiled,
                whole.moments()));
        assertSays(": layer2.weight[1, 2] is Infinity, but weights and biases must be finite; NonFiniteWeights.ALLOW reads them all the"
                + " same", badParameters);
        assertEquals(spoiled.sha256(), CheckpointFile.load(folder.resolve("file"), NonFiniteWeights.ALLOW).network().sha256());
        assertThrows(IOException.class, () -> CheckpointFile.network(folder.resolve("file")));
    }

    private static Network spoiled(Network network) {
        return Network.of(network.spec(), tensor -> {
            float[] values = network.tensor(tensor.name());
            if (tensor.name().equals("layer2.weight")) {
                values[17 + 2] = Float.POSITIVE_INFINITY;
            }
            return values;
        });
    }

    @Test
    void refusesMomentsThatTheOptimizerDoesNotKeep() {
        Checkpoint whole = checkpoint(2);
        assertEquals("the optimizer adam(1.0E-8,0.9,0.999,1.0E-8) keeps 2 moments, but the checkpoint has 1",
                assertThrows(IllegalArgumentException.class, () -> new Checkpoint(whole.settings(), whole.progress(), whole.run(),
                        whole.data(), whole.network(), whole.moments().subList(0, 1))).getMessage());
    }

    @Test
    void givesTheNetworkOfACheckpointOrModelAlone() throws IOException {
        Path checkpoint = folder.resolve("checkpoint"), model = folder.resolve("model");
        Path text = Files.writeString(folder.resolve("text"), "x");
        CheckpointFile.save(checkpoint(2), checkpoint);
        ModelFile.save(Network.create(SPEC, 2), model);
        assertEquals(Network.create(SPEC, 1).sha256(), CheckpointFile.network(checkpoint).sha256());
        assertEquals(Network.create(SPEC, 2).sha256(), CheckpointFile.network(model).sha256());
        assertEquals("text: expected a model, which begins with LANEWISE, got a text",
                assertThrows(IOException.class, () -> CheckpointFile.network(text)).getMessage());
    }

    /** They stand in a section that a reader must know, and files without factors have none. */
    @Test
    void givesBackFactors() throws IOException {
        TensorFactors factors = TensorFactors.parse("learning_rate(biases,0.1)\ndecay(layer2,0)");
        Checkpoint checkpoint = checkpoint(1, factors);
        assertEquals(checkpoint.settings(), load(saved(checkpoint)).settings());
        assertTrue(new String(saved(checkpoint), StandardCharsets.ISO_8859_1).contains("FACT"));
        assertFalse(new String(saved(checkpoint(1)), StandardCharsets.ISO_8859_1).contains("FACT"));
    }

    private static List<String> sums(List<Network> networks) {
        return networks.stream().map(Network::sha256).toList();
    }

    @Test
    void noticesEveryFlippedBitOfTenThousand() throws IOException {
        Path file = folder.resolve("file");
        CheckpointFile.save(checkpoint(2), file);
        var random = new SplittableRandom(10_000);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (int trial = 0; trial < 10_000; trial++) {
                long bit = random.nextLong(8 * bytes.length());
                flip(bytes, bit);
                Exception e = assertThrows(IOException.class, () -> CheckpointFile.load(file), "bit " + bit);
                assertTrue(e.getMessage().startsWith("file"), e.getMessage());
                flip(bytes, bit);
            }
        }
        assertEquals(26, CheckpointFile.load(file).progress().steps());
    }

    private static void flip(RandomAccessFile file, long bit) throws IOException {
        file.seek(bit / 8);
        int flipped = file.read() ^ 1 << bit % 8;
        file.seek(bit / 8);
        file.write(flipped);
    }

    @Test
    void noticesEveryMissingEnd() throws IOException {
        Path file = folder.resolve("file");
        CheckpointFile.save(checkpoint(1), file);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            for (long length = bytes.length() - 1; length >= 0; length--) {
                bytes.setLength(length);
                assertThrows(IOException.class, () -> CheckpointFile.load(file), "cut to " + length);
            }
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        byte[] file = saved(checkpoint(1));
        assertSays(": 1 byte follows after its end", Arrays.copyOf(file, file.length + 1));
        assertSays(": expected a checkpoint of a training run, which begins with LANEWISE, got an unknown kind of file", new byte[9]);
        Path model = folder.resolve("file");
        ModelFile.save(Network.create(SPEC, 1), model);
        assertSays(": expected a checkpoint of a training run, got a model", Files.readAllBytes(model));
    }

    /** Checksums that are right, around numbers that are not. */
    @Test
    void saysWhatIsWrongWithItsNumbers() throws IOException {
        String run = "moments 0\nloss squared_error\noptimizer sgd(0.1)\nschedule constant\nbatch 10\nseed 1\n";
        String progress = "steps 26\nskipped 1\nepoch_samples 100\nepoch_position 60\nepoch_steps 6\nepoch_learned 50\n"
                + "epoch_loss_sum 0x1p0\nepoch_seconds 0x1p1\nepoch 1 10 100 0x1p0 0x1p0\n";
        assertEquals(26, load(written(run, progress)).progress().steps());
        assertSays(": expected moments and its value, got 'loss squared_error'", written(run.substring(10), progress));
        assertSays(": unknown loss 'x', expected one of " + Loss.WORDS, written(run.replace("squared_error", "x"), progress));
        assertSays(": unknown optimizer 'x', expected one of " + Optimizer.WORDS
                + ", averaged(emaDecay,optimizer)", written(run.replace("sgd(0.1)", "x"), progress));
        assertSays(": schedule 'linear' expects 1 number in brackets, got 0", written(run.replace("constant", "linear"), progress));
        assertSays(": batch expects a number that fits an int, got 9999999999", written(run.replace("10", "9999999999"), progress));
        assertSays(": the optimizer sgd(0.1) keeps 0 moments, but the checkpoint has 1", written(run.replace("s 0", "s 1"), progress));
        assertSays(": expected the tensor layer1.weight.momentum 17x3, got nothing; was it saved with another spec?",
                written(run.replace("moments 0", "moments 1").replace("sgd(0.1)", "momentum(0.1,0.9)"), progress));
        assertSays(": steps expects a whole number, got '2.6'", written(run, progress.replace("26", "2.6")));
        assertSays(": epoch_loss_sum expects a number, got 'x'", written(run, progress.replace("sum 0x1p0", "sum x")));
        assertSays(": an epoch of 100 samples cannot have 6 steps, 50 samples learned from and 101 taken",
                written(run, progress.replace("60", "101")));
        assertSays(": a run cannot have 5 steps, 6 of them in its last epoch, and 1 skipped batches",
                written(run, progress.replace("26", "5")));
        assertSays(": the report of an epoch expects 5 numbers, got '1 10 100'", written(run, progress.replace(" 0x1p0 0x1p0", "")));
        assertSays(": expected the report of epoch 1, got EpochReport[epoch=2, steps=10, samples=100, meanLoss=1.0, seconds=1.0]",
                written(run, progress.replace("epoch 1", "epoch 2")));
        assertSays(": expected steps and its value, got 'nothing'", written(run, ""));
        String weighted = progress.replace("epoch 1", "epoch_weight 0x1.8p3\nepoch 1");
        assertEquals(12, load(written(run, weighted)).progress().part().weight());
        assertEquals(50, load(written(run, progress)).progress().part().weight());
        assertSays(": samples learned from cannot weigh -12.0", written(run, weighted.replace("weight 0", "weight -0")));
        assertSays(": samples learned from cannot weigh NaN", written(run, weighted.replace("0x1.8p3", "NaN")));
    }

    private byte[] written(String run, String progress) throws IOException {
        Path file = folder.resolve("written");
        OutputFile.write(file, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.CHECKPOINT);
            writer.text("SPEC", SPEC.toText());
            writer.text("RUN ", run);
            writer.text("PROG", progress);
            TensorSections.write(writer, List.of(Network.create(SPEC, 1)), List.of());
            writer.finish();
        });
        return Files.readAllBytes(file);
    }
}
