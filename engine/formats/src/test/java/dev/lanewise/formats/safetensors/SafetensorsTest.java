package dev.lanewise.formats.safetensors;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    private Path folder;

    /** A file as the format describes it, written by hand. */
    private static byte[] file(String header, byte... numbers) {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + text.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text)
                .put(numbers).array();
    }

    private static NamedArrays read(byte[] file) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(file), file.length);
    }

    @Test
    void readsAFileWrittenByHand() throws IOException {
        byte[] numbers = {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0, 0, 0x3c, (byte) 0x80, 0x3f, 0, 0, 0, 0, 0, 0, (byte) 0xf8, 0x3f};
        NamedArrays read = read(file("""
                {"double":{"dtype":"F64","shape":[],"data_offsets":[12,20]},"__metadata__":{"format":"pt","a":"\\u00e9"},\
                "half":{"dtype":"F16","shape":[1],"data_offsets":[8,10]},"brain":{"dtype":"BF16","shape":[1,1],"data_offsets":[10,12]},\
                "none":{"dtype":"I8","shape":[0],"data_offsets":[0,0]},"float":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}\s\s\s""",
                numbers));
        assertEquals(List.of("none", "float", "half", "brain", "double"), List.copyOf(read.arrays().keySet()));
        assertArrayEquals(new float[] {1, -2}, read.get("float").floats());
        assertArrayEquals(new float[] {1}, read.get("half").floats());
        assertArrayEquals(new float[] {1}, read.get("brain").floats());
        assertEquals(1.5, read.get("double").number(0));
        assertEquals(List.of(1, 1), read.get("brain").shape());
        assertEquals(Map.of("format", "pt", "a", "\u00e9"), read.metadata());
    }

    @Test
    void writesTheBytesOfTheFormat() throws IOException {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        arrays.put("b", NumberArray.ofBytes(NumberType.U8, List.of(1), new byte[] {9}));
        arrays.put("a", NumberArray.ofBytes(NumberType.U8, List.of(2), new byte[] {7, 8}));
        arrays.put("z", NumberArray.of(new float[] {1}, 1, 1));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Safetensors.write(new NamedArrays(arrays, Map.of("note", "x")), out);
        String header = """
                {"__metadata__":{"format":"pt","note":"x"},"z":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},\
                "a":{"dtype":"U8","shape":[2],"data_offsets":[4,6]},"b":{"dtype":"U8","shape":[1],"data_offsets":[6,7]}}""";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        assertArrayEquals(file(padded, (byte) 0, (byte) 0, (byte) 0x80, (byte) 0x3f, (byte) 7, (byte) 8, (byte) 9), out.toByteArray());
        assertEquals(arrays, new LinkedHashMap<>(read(out.toByteArray()).arrays()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|Duplicate field 'a'",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|expected its bytes to begin at 0, where those before it end, got 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'b':{'dtype':'F32','shape':[1],'data_offsets':[2,6]}}|begin at 4",
        "{'a':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|expected the end behind the last tensor, got more",
        "{'a':{'dtype':'F32','shape':[3],'data_offsets':[0,12]}}|the tensor 'a' should have 12 bytes, but at most 8 can follow",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|expected 8 bytes for its type and shape, got data_offsets from 0 to 4",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[8,0]}}|got data_offsets from 8 to 0",
        "{'a':{'dtype':'F32','shape':[4294967296,4294967296],'data_offsets':[0,0]}}|expected sizes of at most 2147483647",
        "{'a':{'dtype':'F32','shape':[2147483647,2147483647],'data_offsets':[0,8]}}|takes more",
        "{'a':{'dtype':'F32','shape':[-1],'data_offsets':[0,8]}}|whole numbers of at least 0",
        "{'a':{'dtype':'F8_E4M3','shape':[8],'data_offsets':[0,8]}}|expected a dtype of [BOOL, U8, I8, U16, I16, U32, I32, U64, I64, F16",
        "{'a':{'dtype':'F32','shape':[2]}}|expected dtype, shape and two data_offsets",
        "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8],'more':1}}|got 'more'",
        "{'a':3}|tensor 'a': expected an object, got '3'", "{'__metadata__':{'a':3}}|expected a text for 'a'",
        "{'a':{'dtype':'F32','shape':[[2]],'data_offsets':[0,8]}}|nesting depth (4)", "{'a':{|the header is no JSON as expected",
        "[1]|begins with {", "{} {}|expected spaces alone behind the header"})
    void saysWhatIsWrong(String header, String expected) {
        byte[] file = file(header.replace('\'', '"'), new byte[8]);
        IOException e = assertThrows(IOException.class, () -> read(file));
        assertTrue(e.getMessage().startsWith("safetensors: ") && e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void refusesAHeaderThatIsNotInUtf8() {
        byte[] file = file("{ }");
        file[9] = (byte) 0xff;
        assertEquals("safetensors: expected a header in UTF-8", assertThrows(IOException.class, () -> read(file)).getMessage());
    }

    @Test
    void believesNoLengthOfAHeader() throws IOException {
        Path file = folder.resolve("m.safetensors");
        for (Map.Entry<Long, String> length : Map.of(100_000_000L, "the header should have 100000000 bytes, but at most 2 can follow",
                100_000_001L, "expected a header of 2 to 100000000 bytes, got 100000001",
                -1L, "expected a header of 2 to 100000000 bytes, got 18446744073709551615").entrySet()) {
            Files.write(file, ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN).putLong(length.getKey()).array());
            assertEquals("m.safetensors: " + length.getValue(),
                    assertThrows(IOException.class, () -> Safetensors.read(file)).getMessage());
        }
    }
}
