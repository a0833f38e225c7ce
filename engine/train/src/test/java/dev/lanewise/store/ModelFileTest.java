package dev.lanewise.store;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.file.KeptElsewhereException;
import dev.lanewise.file.OutputFile;
import dev.lanewise.file.SectionWriter;
import dev.lanewise.file.StoredKind;
import dev.lanewise.model.Engine;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.section.TensorSections;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class ModelFileTest {

    private static final NetworkSpec SMALL = NetworkSpec.inputs(2).dense(3, Activation.relu()).dense(1, Activation.sigmoid()).build();
    private static final String TABLE = "layer1.weight 3x2\nlayer1.bias 3\nlayer2.weight 1x3\nlayer2.bias 1\n";
    private static final long[] FLOATS = {6, 3, 3, 1};

    @TempDir
    private Path folder;

    private byte[] saved(Network network) throws IOException {
        Path file = folder.resolve("saved");
        ModelFile.save(network, ModelMetadata.NONE.with("key", "some text"), file);
        return Files.readAllBytes(file);
    }

    private Network load(byte[] bytes) throws IOException {
        return ModelFile.load(Files.write(folder.resolve("model"), bytes));
    }

    private void assertSays(String sentence, byte[] bytes) {
        assertEquals("model" + sentence, assertThrows(IOException.class, () -> load(bytes)).getMessage());
    }

    @Test
    void givesBackTheSameNetwork() throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(37).dense(65, Activation.leakyRelu())
                .layer(new Dense(17, Activation.tanh(), new Initializer.HeNormal(), new Initializer.Uniform(-0.1f, 0.1f)))
                .dense(10, Activation.softmax()).build();
        Network network = Network.create(spec, 5), loaded = load(saved(network));

        assertEquals(spec, loaded.spec());
        assertEquals(network.sha256(), loaded.sha256());
        for (TensorSpec tensor : spec.tensors()) {
            assertArrayEquals(network.tensor(tensor.name()), loaded.tensor(tensor.name()));
        }
    }

    @Test
    void keepsTheBitsOfUnusualNumbers() throws IOException {
        float[] weights = {-0f, 0f, Float.MIN_VALUE, -Float.MIN_VALUE, Math.nextDown(Float.MIN_NORMAL), Float.MAX_VALUE};
        float[] biases = {Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.intBitsToFloat(0xffc54321)};
        NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.identity()).build();
        Network network = RowMajor.network(spec, new float[][] {weights}, new float[][] {biases});
        Network loaded = ModelFile.load(Files.write(folder.resolve("model"), saved(network)), NonFiniteWeights.ALLOW);

        assertArrayEquals(rawBits(weights), rawBits(loaded.tensor("layer1.weight")));
        assertArrayEquals(new int[] {0xff800000, 0x7f800000, 0x7fc00000}, rawBits(loaded.tensor("layer1.bias")),
                "NaN is written as 7fc00000");
        assertEquals(network.sha256(), loaded.sha256());
    }

    private static int[] rawBits(float[] floats) {
        int[] bits = new int[floats.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(floats[i]);
        }
        return bits;
    }

    @Test
    void noticesEverySingleBitThatFlips() throws IOException {
        byte[] file = saved(Network.create(SMALL, 5));
        for (int bit = 0; bit < 8 * file.length; bit++) {
            byte[] flipped = file.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Exception e = assertThrows(IOException.class, () -> load(flipped), "bit " + bit);
            assertTrue(e.getMessage().startsWith("model"), e.getMessage());
        }
    }

    @Test
    void noticesEveryMissingEnd() throws IOException {
        byte[] file = saved(Network.create(SMALL, 5));
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IOException.class, () -> load(cut), "cut to " + length);
        }
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        byte[] file = saved(Network.create(SMALL, 5)), version3 = file.clone();
        version3[8] = 3;
        assertSays(": expected format version 1 or 2, got 3; a later version of Lanewise reads it, or it is damaged", version3);
        assertSays(": 1 byte follows after its end", Arrays.copyOf(file, file.length + 1));
        assertSays(": 20 bytes follow after its end", Arrays.copyOf(file, file.length + 20));
        assertSays(": expected a model, which begins with LANEWISE, got a text", "PK and something".getBytes());
        assertSays(": expected a model, which begins with LANEWISE, got a zip archive", "PK\3\4 and something".getBytes());
        assertSays(": expected a model, which begins with LANEWISE, got an empty file", new byte[0]);
        assertSays(": the file ends where its section KIND should begin", Arrays.copyOf(file, 12));
        assertSays(": the file ends where its section SPEC should begin", Arrays.copyOf(file, 12 + 16 + 5));
    }

    @Test
    void saysThatAFileIsACheckpoint() throws IOException {
        try (Trainer trainer = Trainer.builder(SMALL).build()) {
            CheckpointFile.save(trainer.checkpoint(), folder.resolve("saved"));
        }
        assertSays(": expected a model, got a checkpoint of a training run", Files.readAllBytes(folder.resolve("saved")));
    }

    @Test
    void keepsWhatIsSaidBesideTheNetwork() throws IOException {
        ModelMetadata metadata = ModelMetadata.NONE.with("image.rows", 28).with("class-names", "a b\u00e4 c").with("empty", "");
        Network network = Network.create(SMALL, 5);
        Path file = folder.resolve("model");
        ModelFile.save(network, metadata, file);
        ModelFile.Content content = ModelFile.read(file);
        assertEquals(metadata, content.metadata());
        assertEquals(network.sha256(), content.network().sha256());
        assertEquals(network.sha256(), ModelFile.load(file).sha256());
        assertEquals(Optional.of("28"), content.metadata().get("image.rows"));
        ModelFile.save(network, file);
        assertEquals(ModelMetadata.NONE, ModelFile.read(file).metadata());
    }

    @Test
    void keepsTheColumnsOfAModelForTables() throws IOException {
        Path file = folder.resolve("table.lanewise");
        Network network = Network.create(NetworkSpec.inputs(1).dense(1, Activation.identity()).build(), 1);
        String columns = "two lines\nof \u00e4nything".repeat(100_000);
        ModelFile.save(ModelFile.Content.of(network, ModelMetadata.NONE.withSeed(7), Optional.of(columns)), file);
        ModelFile.Content content = ModelFile.read(file);
        assertEquals(Optional.of(columns), content.columns());
        assertEquals(Optional.of(7L), content.metadata().seed());
        assertEquals(network.sha256(), content.network().sha256());
        ModelFile.save(network, file);
        assertEquals(Optional.empty(), ModelFile.read(file).columns());
    }

    @Test
    void saysThatSeveralNetworksAreNotOne() throws IOException {
        Path file = folder.resolve("several");
        ModelFile.save(ModelFile.Content.of(Collections.nCopies(3, Network.create(SMALL, 5)), ModelMetadata.NONE, Optional.empty()), file);
        assertEquals(3, ModelFile.read(file).networks().size());
        assertEquals("several: expected one network, got 3 whose answers are averaged",
                assertThrows(IOException.class, () -> ModelFile.load(file)).getMessage());
    }

    @Test
    void holdsAHundredNetworksAtMost() throws IOException {
        Path file = folder.resolve("many");
        List<Network> networks = Collections.nCopies(101, Network.create(SMALL, 5));
        assertEquals("a model file holds 1 to 100 networks, got 101", assertThrows(IllegalArgumentException.class,
                () -> ModelFile.Content.of(networks, ModelMetadata.NONE, Optional.empty())).getMessage());
        OutputFile.write(file, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
            for (Network network : networks) {
                writer.text("SPEC", network.spec().toText());
                TensorSections.write(writer, List.of(network), List.of());
            }
            writer.finish();
        });
        assertEquals("many: expected at most 100 networks, got another one",
                assertThrows(IOException.class, () -> ModelFile.read(file)).getMessage());
    }

    @Test
    void isReadThoughALaterVersionHasAddedOptionalSections() throws IOException {
        Path file = folder.resolve("model");
        OutputFile.write(file, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
            writer.text("news", "anything");
            writer.text("SPEC", SMALL.toText());
            writer.tensors("scal", new long[] {1000}, t -> new float[1000]);
            writer.text("TABL", TABLE);
            writer.text("more", "between");
            writer.tensors("TENS", FLOATS, t -> new float[(int) FLOATS[t]]);
            writer.text("meta", "key text\n");
            writer.text("last", "");
            writer.finish();
        });
        assertEquals(ModelMetadata.NONE.with("key", "text"), ModelFile.read(file).metadata());
    }

    @Test
    void isKeptWhereItsFileCannotBeWritten() throws IOException {
        Path file = Files.createDirectory(folder.resolve("model"));
        Network network = Network.create(SMALL, 5);
        KeptElsewhereException e = assertThrows(KeptElsewhereException.class,
                () -> ModelFile.saveOrKeep(network, ModelMetadata.NONE, file));
        assertEquals("cannot write " + file + ": it is a folder; it is kept in " + e.kept(), e.getMessage());
        try {
            assertEquals(network.sha256(), ModelFile.load(e.kept()).sha256());
        } finally {
            Files.delete(e.kept());
        }
    }

    @Test
    void saysThatParametersBelongToAnotherSpec() throws IOException {
        Path model = folder.resolve("model");
        writeOld(model, SMALL.toText(), 12);
        Exception e = assertThrows(IOException.class, () -> ModelFile.load(model));
        assertEquals("model needs 13 floats for 2-3-1, but has 12; was it saved with another spec?", e.getMessage());
        writeOld(model, "2\n3 swoosh zero zero\n", 9);
        e = assertThrows(IOException.class, () -> ModelFile.load(model));
        assertTrue(e.getMessage().startsWith("model: unknown activation 'swoosh'"), e.getMessage());
    }

    @Test
    void refusesMillionsOfLayersInAMoment() throws IOException {
        Path model = folder.resolve("model");
        writeOld(model, "2\n" + "1 relu zero zero\n".repeat(2_000_000), 1);
        Exception e = assertTimeout(Duration.ofSeconds(5), () -> assertThrows(IOException.class, () -> ModelFile.load(model)));
        assertEquals("model: a network has at most 10000 layers, got 2000000", e.getMessage());
        writeOld(model, "2\n" + "1 relu zero zero\n".repeat(10_000), 1);
        e = assertTimeout(Duration.ofSeconds(5), () -> assertThrows(IOException.class, () -> ModelFile.load(model)));
        assertEquals("model needs 20001 floats for 2-1-1-1-1-1-1-1-1-1-1-1-1-1-1-...-1, but has 1; was it saved with another spec?",
                e.getMessage());
    }

    /** As files were before there was a table of tensors; all parameters are zero. */
    private static void writeOld(Path file, String spec, int parameters) throws IOException {
        OutputFile.write(file, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
            writer.text("SPEC", spec);
            writer.text("PARM", "\0".repeat(Float.BYTES * parameters));
            writer.finish();
        });
    }

    private static void write(Path file, String spec, String table, long[] floats) throws IOException {
        OutputFile.write(file, out -> {
            SectionWriter writer = new SectionWriter(out, StoredKind.MODEL);
            writer.text("SPEC", spec);
            writer.text("TABL", table);
            writer.tensors("TENS", floats, t -> new float[(int) floats[t]]);
            writer.finish();
        });
    }

    @Test
    void isReadAsItWasBeforeThereWasATableOfTensors() throws IOException {
        Path model = folder.resolve("model");
        writeOld(model, SMALL.toText(), 13);
        assertArrayEquals(new float[6], ModelFile.load(model).tensor("layer1.weight"));
        assertEquals(Optional.empty(), ModelFile.read(model).libraryVersion());
    }

    @Test
    void saysWhichTensorDoesNotGoWithTheSpec() throws IOException {
        assertRefuses("expected the tensor layer1.weight 3x2, got 'layer1.weight 2x3'; was it saved with another spec?",
                TABLE.replace("3x2", "2x3"));
        assertRefuses("expected the tensor layer1.bias 3, got 'layer1.bias 30'; was it saved with another spec?",
                TABLE.replace("bias 3", "bias 30"));
        assertRefuses("expected the tensor layer2.bias 1, got nothing; was it saved with another spec?", TABLE.substring(0, 50));
        assertRefuses("expected the tensor layer2.bias 1, got 'layer2.bias 1'; was it saved with another spec?",
                TABLE.substring(0, TABLE.length() - 1));
        assertRefuses("expected 4 tensors, got another one, 'layer2.gain 1'", TABLE + "layer2.gain 1\n");
        assertRefuses("expected the tensor layer1.weight 3x2, got ''; was it saved with another spec?", "\n" + TABLE);
        assertRefuses("section TENS has 192 bytes, but its tensors take 256", TABLE, 6, 3, 1);
    }

    private void assertRefuses(String sentence, String table, long... floats) throws IOException {
        Path model = folder.resolve("model");
        write(model, SMALL.toText(), table, floats.length == 0 ? FLOATS : floats);
        assertEquals("model: " + sentence, assertThrows(IOException.class, () -> ModelFile.load(model)).getMessage());
    }

    /** A spec may promise gigabytes, but the file has to have them. */
    @Test
    void allocatesNothingForTensorsThatTheFileDoesNotHold() throws IOException {
        NetworkSpec huge = NetworkSpec.inputs(40_000).dense(50_000, Activation.relu()).build();
        Path model = folder.resolve("model");
        write(model, huge.toText(), "layer1.weight 50000x40000\nlayer1.bias 50000\n", new long[] {1, 1});
        Exception e = assertThrows(IOException.class, () -> ModelFile.load(model));
        assertTrue(e.getMessage().startsWith("model: section TENS has "), e.getMessage());
    }

    /** As somebody does who maps the file: tensors at multiples of 64 bytes, row-major, one after the other. */
    @Test
    void hasItsTensorsWhereAMappedFileWantsThem() throws IOException {
        Network network = Network.create(NetworkSpec.inputs(37).dense(65, Activation.tanh()).dense(3, Activation.softmax()).build(), 5);
        Path file = folder.resolve("mapped");
        ModelFile.save(network, ModelMetadata.NONE.withNote("anything"), file);
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(file)) {
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
        }
        int at = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).indexOf("TENS") + 12;
        for (TensorSpec tensor : network.tensors()) {
            at = Math.ceilDiv(at, 64) * 64;
            float[] values = new float[(int) tensor.elements()];
            bytes.slice(at, 4 * values.length).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
            assertArrayEquals(network.tensor(tensor.name()), values, tensor.name());
            at += 4 * values.length;
        }
        assertEquals(bytes.capacity(), at + 4 + 16, "a checksum and the closing section follow");
    }

    @Test
    void refusesWeightsThatAreNotFiniteUnlessTheyAreAllowed() throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.identity()).build();
        float[] weights = {1, 2, 3, Float.NEGATIVE_INFINITY, Float.NaN, 6}, biases = {1, 2, Float.NaN};
        for (String sentence : List.of("layer1.weight[1, 1] is -Infinity", "layer1.weight[2, 0] is NaN", "layer1.bias[2] is NaN")) {
            Network network = RowMajor.network(spec, new float[][] {weights}, new float[][] {biases});
            byte[] file = saved(network);
            assertSays(": " + sentence + ", but weights and biases must be finite; NonFiniteWeights.ALLOW reads them all the same", file);
            assertEquals(network.sha256(), ModelFile.load(Files.write(folder.resolve("model"), file), NonFiniteWeights.ALLOW).sha256());
            assertEquals(network.sha256(), ModelFile.read(folder.resolve("model"), NonFiniteWeights.ALLOW).network().sha256());
            weights[sentence.contains("Inf") ? 3 : 4] = 0;
        }
        biases[2] = 3;
        load(saved(RowMajor.network(spec, new float[][] {{1, 2, 3, 4, 5, 6}}, new float[][] {biases})));
    }

    @Test
    void namesTheVersionOfTheLibraryThatWroteIt() throws IOException {
        Path file = folder.resolve("model");
        ModelFile.save(Network.create(SMALL, 5), file);
        assertEquals(Optional.of(Engine.VERSION), ModelFile.read(file).libraryVersion());
    }

    @Test
    void leavesNothingButTheFile() throws IOException {
        Path file = folder.resolve("model");
        ModelFile.save(Network.create(SMALL, 1), file);
        ModelFile.save(Network.create(SMALL, 2), file);
        assertEquals(Network.create(SMALL, 2).sha256(), ModelFile.load(file).sha256());
        assertThrows(IOException.class, () -> ModelFile.save(Network.create(SMALL, 1), folder.resolve("missing").resolve("model")));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThrows(NoSuchFileException.class, () -> ModelFile.load(folder.resolve("missing")));
    }

    @Test
    void isWholeForWhoeverReadsWhileItIsReplaced() throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(100).dense(100, Activation.relu()).build();
        Network one = Network.create(spec, 1), two = Network.create(spec, 2);
        Set<String> sums = Set.of(one.sha256(), two.sha256());
        Path file = folder.resolve("model");
        ModelFile.save(one, file);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) {
                assertDoesNotThrow(() -> ModelFile.save(one, file));
                assertDoesNotThrow(() -> ModelFile.save(two, file));
            }
        });
        do {
            assertTrue(sums.contains(ModelFile.load(file).sha256()));
        } while (!writing.isDone());
        writing.join();
    }
}
