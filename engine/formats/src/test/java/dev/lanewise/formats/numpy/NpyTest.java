package dev.lanewise.formats.numpy;

import static org.junit.jupiter.api.Assertions.*;

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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    @TempDir
    private Path folder;

    /** A file as the format describes it, written by hand. */
    private static byte[] file(int version, String dict, byte... numbers) {
        byte[] header = dict.getBytes(StandardCharsets.UTF_8);
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer file = ByteBuffer.allocate(8 + lengthBytes + header.length + numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
        if (version == 1) {
            file.putShort((short) header.length);
        } else {
            file.putInt(header.length);
        }
        return file.put(header).put(numbers).array();
    }

    private static String dict(String descr, boolean fortran, String shape) {
        return "{'descr': '" + descr + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape + "), }   \n";
    }

    private static NumberArray read(byte[] bytes) throws IOException {
        return Npy.read(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static byte[] floats(ByteOrder order, float... floats) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * floats.length).order(order);
        bytes.asFloatBuffer().put(floats);
        return bytes.array();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEachVersion(int version) throws IOException {
        NumberArray array = read(file(version, dict("<f4", false, "2, 3"), floats(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 4, 5, 6)));
        assertEquals(List.of(2, 3), array.shape());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, array.floats());
    }

    @Test
    void putsFortransOrderIntoRows() throws IOException {
        // a[i, j, k] = 100 i + 10 j + k, the first index fastest
        float[] columns = new float[12];
        int at = 0;
        for (int k = 0; k < 2; k++) {
            for (int j = 0; j < 3; j++) {
                for (int i = 0; i < 2; i++) {
                    columns[at++] = 100 * i + 10 * j + k;
                }
            }
        }
        NumberArray array = read(file(1, dict("<f4", true, "2, 3, 2"), floats(ByteOrder.LITTLE_ENDIAN, columns)));
        assertArrayEquals(new float[] {0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121}, array.floats());
    }

    @Test
    void readsNumbersWhoseHighestByteIsFirst() throws IOException {
        assertArrayEquals(new float[] {1.5f, -2}, read(file(1, dict(">f4", false, "2,"), floats(ByteOrder.BIG_ENDIAN, 1.5f, -2))).floats());
    }

    @ParameterizedTest
    @CsvSource({"|b1,'0,2',0,1", "|u1,'1,255',1,255", "|i1,'1,255',1,-1", "<u2,'255,255,0,128',65535,32768",
        "<i2,'255,255,0,128',-1,-32768", "<u4,'255,255,255,255,1,0,0,0',4294967295,1", "<i4,'255,255,255,255,1,0,0,0',-1,1",
        "<u8,'0,0,0,0,0,0,0,128,1,0,0,0,0,0,0,0',9223372036854775808,1", "<i8,'0,0,0,0,0,0,0,128,1,0,0,0,0,0,0,0',-9223372036854775808,1",
        "<f2,'0,60,0,192',1,-2", "<f4,'0,0,128,63,0,0,0,192',1,-2", "<f8,'0,0,0,0,0,0,240,63,0,0,0,0,0,0,0,192',1,-2"})
    void readsEachType(String descr, String bytes, double first, double second) throws IOException {
        String[] words = bytes.split(",");
        byte[] numbers = new byte[words.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (byte) Integer.parseInt(words[i]);
        }
        NumberArray array = read(file(1, dict(descr, false, "2,"), numbers));
        assertEquals(first, array.number(0));
        assertEquals(second, array.number(1));
        assertArrayEquals(new float[] {(float) first, (float) second}, array.floats());
    }

    @Test
    void readsASingleNumberAndNone() throws IOException {
        NumberArray one = read(file(1, dict("<f4", false, ""), floats(ByteOrder.LITTLE_ENDIAN, 7)));
        assertEquals(List.of(), one.shape());
        assertEquals(7, one.number(0));
        NumberArray none = read(file(1, dict("<f4", true, "0, 2147483647, 2147483647")));
        assertEquals(0, none.size());
    }

    @Test
    void writesTheBytesOfNumPy() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npy.write(NumberArray.of(new float[] {1, 2}, 2), out);
        String dict = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";
        byte[] expected = file(1, dict + " ".repeat(128 - 10 - dict.length() - 1) + "\n", floats(ByteOrder.LITTLE_ENDIAN, 1, 2));
        assertArrayEquals(expected, out.toByteArray());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Path file = folder.resolve("x.npy");
        for (NumberType type : NumberType.values()) {
            for (List<Integer> shape : List.of(List.<Integer>of(), List.of(3), List.of(2, 0), List.of(2, 3, 5))) {
                byte[] bytes = new byte[(int) NumberArray.bytes(type, shape)];
                Arrays.setAll(new Integer[bytes.length], i -> (int) (bytes[i] = (byte) (7 * i)));
                NumberArray array = NumberArray.ofBytes(type, shape, bytes);
                if (type == NumberType.BF16) {
                    assertThrows(IllegalArgumentException.class, () -> Npy.write(array, file));
                } else {
                    Npy.write(array, file);
                    assertEquals(array, Npy.read(file));
                    assertEquals(0, (Files.size(file) - bytes.length) % 64);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,)};objects of Python",
        "{'descr': '<V2', 'fortran_order': False, 'shape': (1,)};save bfloat16 as float32",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,)};expected numbers of a type such as <f4, <f8, |u1 or <i8, got '<c8'",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)};expected a whole number",
        "{'descr': '<f4', 'fortran_order': False};expected a header with descr, fortran_order and shape",
        "{'descr': '<f4', 'descr': '<f4', 'shape': (1,)};has 'descr' twice",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,)};sizes from 0",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,)};sizes from 0",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2147483647)};takes more",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,)};should have 2000000000 bytes, but at most 4 can follow",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x;expected the end in the header",
        "[1];expected '{' in the header at 0"})
    void saysWhatIsWrong(String dict, String expected) {
        IOException e = assertThrows(IOException.class, () -> read(file(1, dict, (byte) 0, (byte) 0, (byte) 0, (byte) 0)));
        assertTrue(e.getMessage().startsWith("npy: ") && e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void saysWhereTheFileEndsOrGoesOn() throws IOException {
        byte[] good = file(1, dict("<f4", false, "1,"), (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        Path file = folder.resolve("x.npy");
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        IOException e = assertThrows(IOException.class, () -> Npy.read(file));
        assertEquals("x.npy: the array of F32 should have 4 bytes, but at most 3 can follow", e.getMessage());
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        assertEquals("x.npy: expected the end behind the array, got more",
                assertThrows(IOException.class, () -> Npy.read(file)).getMessage());
        assertEquals("npy: the array of F32 should have 4 bytes, but at most 0 can follow", assertThrows(IOException.class,
                () -> Npy.read(new ByteArrayInputStream(good), good.length - 4)).getMessage());
    }
}
