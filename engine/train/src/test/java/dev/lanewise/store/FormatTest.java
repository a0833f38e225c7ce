package dev.lanewise.store;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Progress;
import dev.lanewise.train.RunId;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files by hand, after the words of FORMAT.md, beside those that the library writes. */
@Tag("once")
class FormatTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.relu()).dense(1, Activation.sigmoid()).build();
    private static final float[] WEIGHTS = {1, 2, 3, 4, 5, -0f}, BIASES = {0.5f, Float.MIN_VALUE, -7}, LAST = {1, -1, 3e38f}, BIAS = {9};
    private static final Network NETWORK = RowMajor.network(SPEC, new float[][] {WEIGHTS, LAST}, new float[][] {BIASES, BIAS});
    private static final String TABLE = "layer1.weight 3x2\nlayer1.bias 3\nlayer2.weight 1x3\nlayer2.bias 1\n";

    @TempDir
    private Path folder;

    private final ByteBuffer file = ByteBuffer.allocate(5000).order(ByteOrder.LITTLE_ENDIAN)
            .put("LANEWISE".getBytes(StandardCharsets.US_ASCII)).putInt(2);

    private FormatTest text(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int begin = begin(name);
        file.put(bytes);
        return end(begin);
    }

    private FormatTest tensors(float[]... tensors) {
        int begin = begin("TENS");
        for (float[] tensor : tensors) {
            while (file.position() % 64 != 0) {
                file.put((byte) 0);
            }
            for (float number : tensor) {
                file.putFloat(number);
            }
        }
        return end(begin);
    }

    private int begin(String name) {
        int begin = file.position();
        file.put(name.getBytes(StandardCharsets.US_ASCII)).putLong(0);
        return begin;
    }

    private FormatTest end(int begin) {
        file.putLong(begin + 4, file.position() - begin - 12);
        CRC32C checksum = new CRC32C();
        checksum.update(file.array(), begin, file.position() - begin);
        file.putInt((int) checksum.getValue());
        return this;
    }

    private byte[] bytes() {
        return Arrays.copyOf(file.array(), file.position());
    }

    @Test
    void saysWhatAModelIs() throws IOException {
        text("KIND", "model").text("SPEC", "2\n3 relu he_uniform zero\n1 sigmoid glorot_uniform zero\n").text("lib ", Engine.VERSION)
                .text("meta", "metric.accuracy 0.5\nnote \u00e4\nseed -3\n").text("TABL", TABLE).tensors(WEIGHTS, BIASES, LAST, BIAS)
                .text("END ", "");
        Path written = folder.resolve("written"), byHand = Files.write(folder.resolve("by-hand"), bytes());
        ModelFile.save(NETWORK, ModelMetadata.NONE.withSeed(-3).withNote("\u00e4").withMetric("accuracy", 0.5), written);
        assertEquals(HexFormat.of().formatHex(bytes()), HexFormat.of().formatHex(Files.readAllBytes(written)));
        assertEquals(NETWORK.sha256(), ModelFile.load(byHand).sha256());
    }

    @Test
    void saysWhatAModelOfTwoNetworksIs() throws IOException {
        NetworkSpec other = NetworkSpec.inputs(1).dense(1, Activation.identity()).build();
        Network second = RowMajor.network(other, new float[][] {{4}}, new float[][] {{5}});
        text("KIND", "model").text("SPEC", "2\n3 relu he_uniform zero\n1 sigmoid glorot_uniform zero\n").text("lib ", Engine.VERSION)
                .text("cols", "a text").text("TABL", TABLE).tensors(WEIGHTS, BIASES, LAST, BIAS)
                .text("SPEC", "1\n1 identity glorot_uniform zero\n").text("TABL", "layer1.weight 1x1\nlayer1.bias 1\n")
                .tensors(new float[] {4}, new float[] {5}).text("END ", "");
        Path written = folder.resolve("written"), byHand = Files.write(folder.resolve("by-hand"), bytes());
        ModelFile.save(ModelFile.Content.of(List.of(NETWORK, second), ModelMetadata.NONE, Optional.of("a text")), written);
        assertEquals(HexFormat.of().formatHex(bytes()), HexFormat.of().formatHex(Files.readAllBytes(written)));
        assertEquals(List.of(NETWORK.sha256(), second.sha256()), ModelFile.read(byHand).networks().stream().map(Network::sha256).toList());
    }

    @Test
    void saysWhatACheckpointIs() throws IOException {
        RunId run = new RunId("0123456789abcdef0123456789abcdef");
        float[] zeros = new float[6], three = new float[3], one = new float[1];
        text("KIND", "checkpoint").text("rid ", run.text())
                .text("SPEC", "2\n3 relu he_uniform zero\n1 sigmoid glorot_uniform zero\n").text("lib ", Engine.VERSION)
                .text("RUN ", "moments 1\nloss squared_error\noptimizer momentum(0.5,0.75)\nschedule linear(9)\nbatch 4\nseed 5\n")
                .text("PROG", "steps 4\nskipped 0\nepoch_samples 8\nepoch_position 4\nepoch_steps 1\nepoch_learned 4\n"
                        + "epoch_loss_sum 0x1.0p1\nepoch_seconds 0x1.8p0\nepoch 1 3 8 0x1.0p-1 0x1.0p0\n")
                .text("TABL", TABLE + "layer1.weight.momentum 3x2\nlayer1.bias.momentum 3\nlayer2.weight.momentum 1x3\n"
                        + "layer2.bias.momentum 1\n")
                .tensors(WEIGHTS, BIASES, LAST, BIAS, zeros, three, three, one).text("END ", "");
        Path written = folder.resolve("written"), byHand = Files.write(folder.resolve("by-hand"), bytes());
        try (Trainer trainer = Trainer.builder(NETWORK).optimizer(new Optimizer.Momentum(0.5f, 0.75f)).schedule(new Schedule.Linear(9))
                .batch(4).seed(5).build()) {
            Checkpoint start = trainer.checkpoint();
            Progress progress = new Progress(4, 0, new Progress.EpochProgress(8, 4, 1, 4, 2, 1.5),
                    List.of(new EpochReport(1, 3, 8, 0.5, 1)));
            CheckpointFile.save(new Checkpoint(start.settings(), progress, Optional.of(run), Optional.empty(), start.network(),
                    start.moments()), written);
            assertEquals(HexFormat.of().formatHex(bytes()), HexFormat.of().formatHex(Files.readAllBytes(written)));
            assertEquals(progress, CheckpointFile.load(byHand).progress());
            assertEquals(NETWORK.sha256(), CheckpointFile.load(byHand).network().sha256());
        }
    }
}
