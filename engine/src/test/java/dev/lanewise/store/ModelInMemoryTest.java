package dev.lanewise.store;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.model.Classifier;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class ModelInMemoryTest {

    private static final Network NETWORK = Network.create(
            NetworkSpec.inputs(37).dense(65, Activation.gelu()).dense(3, Activation.softmax()).build(), 5);
    private static final ModelMetadata METADATA = ModelMetadata.NONE.withSeed(5).withClassNames(List.of("a b", "100 %", "%20"));

    @TempDir
    private Path folder;

    private byte[] file() throws IOException {
        Path file = folder.resolve("file");
        ModelFile.save(NETWORK, METADATA, file);
        return Files.readAllBytes(file);
    }

    private static void assertIsTheModel(ModelFile.Content content) {
        assertEquals(NETWORK.sha256(), content.network().sha256());
        assertEquals(METADATA, content.metadata());
    }

    @Test
    void isSerializedAsTheBytesOfItsFile() throws IOException, ClassNotFoundException {
        byte[] stream = serialized(NETWORK), model = ModelFile.toBytes(NETWORK, ModelMetadata.NONE);
        int at = new String(stream, StandardCharsets.ISO_8859_1).indexOf(new String(model, StandardCharsets.ISO_8859_1));
        assertTrue(at > 0, "the stream holds the bytes of the model file");
        assertEquals(NETWORK.sha256(), ((Network) deserialized(stream)).sha256());
        stream[at + model.length / 2] ^= 1;
        String refusal = assertThrows(InvalidObjectException.class, () -> deserialized(stream)).getMessage();
        assertTrue(refusal.startsWith("a serialized network: model: "), refusal);
    }

    /** The class descriptor of the proxy's stream, with the name of the network itself. */
    @Test
    void isNotReadFieldByField() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeShort(ObjectStreamConstants.STREAM_MAGIC);
            out.writeShort(ObjectStreamConstants.STREAM_VERSION);
            out.writeByte(ObjectStreamConstants.TC_OBJECT);
            out.writeByte(ObjectStreamConstants.TC_CLASSDESC);
            out.writeUTF(Network.class.getName());
            out.writeLong(1);
            out.writeByte(ObjectStreamConstants.SC_SERIALIZABLE);
            out.writeShort(0);
            out.writeByte(ObjectStreamConstants.TC_ENDBLOCKDATA);
            out.writeByte(ObjectStreamConstants.TC_NULL);
        }
        assertEquals("a serialized network is the bytes of its model file, got fields of the network itself",
                assertThrows(InvalidObjectException.class, () -> deserialized(bytes.toByteArray())).getMessage());
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }

    @Test
    void hasTheBytesOfTheFile() throws IOException {
        byte[] file = file();
        assertArrayEquals(file, ModelFile.toBytes(NETWORK, METADATA));
        assertEquals(file.length, ModelFile.size(NETWORK, METADATA));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ModelFile.save(NETWORK, METADATA, out);
        assertArrayEquals(file, out.toByteArray());
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(file.length + 3);
            segment.fill((byte) 77);
            assertEquals(file.length, ModelFile.save(NETWORK, METADATA, segment));
            assertArrayEquals(file, segment.asSlice(0, file.length).toArray(ValueLayout.JAVA_BYTE));
            assertArrayEquals(new byte[] {77, 77, 77}, segment.asSlice(file.length).toArray(ValueLayout.JAVA_BYTE));
        }
    }

    @Test
    void isReadFromEverywhere() throws IOException {
        byte[] file = file();
        assertIsTheModel(ModelFile.read(file));
        assertIsTheModel(ModelFile.read(new ByteArrayInputStream(file), file.length));
        assertIsTheModel(ModelFile.read(new Drops(file), Long.MAX_VALUE));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment segment = arena.allocate(file.length).copyFrom(MemorySegment.ofArray(file));
            assertIsTheModel(ModelFile.read(segment, NonFiniteWeights.REFUSE));
        }
    }

    @Test
    void isNotReadBeyondALimitNorWithoutOne() throws IOException {
        byte[] file = file();
        assertEquals("model: expected at most 0 bytes, got more",
                assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(file), 0)).getMessage());
        assertEquals("model: the most bytes that are read are expected to be at least 0, got -1",
                assertThrows(IllegalArgumentException.class, () -> ModelFile.read(new ByteArrayInputStream(file), -1)).getMessage());
    }

    @Test
    void hasNamesOfClassesThatAreNotEmpty() {
        for (List<String> names : List.of(List.<String>of(), List.of("a", "", "b"))) {
            assertEquals("names of classes are expected to be one or more, each of at least a letter, got " + names,
                    assertThrows(IllegalArgumentException.class, () -> ModelMetadata.NONE.withClassNames(names)).getMessage());
        }
        assertEquals("metadata class-names expects names with one blank between two, got 'a  b'",
                assertThrows(IllegalArgumentException.class, () -> ModelMetadata.NONE.with("class-names", "a  b")).getMessage());
    }

    /** As wide as an image. */
    @Test
    void hasRoomForAScaler() throws IOException {
        float[][] rows = new float[3][784];
        for (int i = 0; i < rows.length * 784; i++) {
            rows[i / 784][i % 784] = 0.1f * i + 1f / (i + 1);
        }
        StandardScaler scaler = StandardScaler.ofInputs(Dataset.labelled(rows, new int[3], 1));
        byte[] file = ModelFile.toBytes(NETWORK, ModelMetadata.NONE.with("scaler", scaler.toText()));
        assertEquals(scaler, StandardScaler.parse(ModelFile.read(file).metadata().get("scaler").orElseThrow()));
    }

    /** Gives a byte at a time, and must not be closed. */
    private static final class Drops extends InputStream {
        private final byte[] bytes;
        private int at;

        Drops(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at == bytes.length ? -1 : bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int count) {
            int next = read();
            if (next >= 0) {
                into[from] = (byte) next;
            }
            return next < 0 ? -1 : 1;
        }

        @Override
        public void close() {
            throw new AssertionError("closed");
        }
    }

    @Test
    void leavesStreamsOpen() throws IOException {
        OutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                throw new AssertionError("closed");
            }
        };
        ModelFile.save(NETWORK, METADATA, out);
    }

    @Test
    void noticesEveryMissingEndAndEveryByteTooMuch() throws IOException {
        byte[] file = file();
        for (int length = 0; length < file.length; length += length < 200 ? 1 : 97) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThrows(IOException.class, () -> ModelFile.read(cut), "cut to " + length);
            assertThrows(IOException.class, () -> ModelFile.read(new ByteArrayInputStream(cut), file.length), "cut to " + length);
        }
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        assertEquals("model: 1 byte follows after its end", assertThrows(IOException.class, () -> ModelFile.read(longer)).getMessage());
        assertEquals("model: expected at most " + (file.length - 1) + " bytes, got more", assertThrows(IOException.class,
                () -> ModelFile.read(new ByteArrayInputStream(file), file.length - 1)).getMessage());
    }

    @Test
    void refusesASegmentThatIsTooSmallAndWritesNothing() throws IOException {
        int size = file().length;
        byte[] bytes = new byte[size - 1];
        assertEquals("a model of " + size + " bytes does not fit a memory segment of " + (size - 1),
                assertThrows(IllegalArgumentException.class, () -> ModelFile.save(NETWORK, METADATA, MemorySegment.ofArray(bytes)))
                        .getMessage());
        assertArrayEquals(new byte[size - 1], bytes);
    }

    @Test
    void allowsWeightsThatAreNotFiniteWhereItIsTold() throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.identity()).build();
        byte[] bytes = ModelFile.toBytes(RowMajor.network(spec, new float[][] {{Float.NaN}}, new float[1][1]), ModelMetadata.NONE);
        assertThrows(IOException.class, () -> ModelFile.read(bytes));
        assertTrue(ModelFile.read(MemorySegment.ofArray(bytes), NonFiniteWeights.ALLOW).network().firstNonFinite().isPresent());
    }

    @Test
    void givesAClassifierWithItsNames() throws IOException {
        Classifier named = ModelFile.read(file()).classifier();
        assertEquals(List.of("a b", "100 %", "%20"), named.names());
        assertEquals(List.of("0", "1", "2"), ModelFile.read(ModelFile.toBytes(NETWORK, ModelMetadata.NONE)).classifier().names());
        ModelFile.Content two = ModelFile.read(ModelFile.toBytes(NETWORK, ModelMetadata.NONE.withClassNames(List.of("a", "b"))));
        assertEquals("the network 37-65-3 tells 3 classes apart, got 2 names [a, b]",
                assertThrows(IllegalArgumentException.class, two::classifier).getMessage());
    }
}
