package dev.lanewise.formats.numpy;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.formats.tensor.ArrayForm;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {

    private static final NamedArrays ARRAYS = new NamedArrays(Map.of("x", NumberArray.of(new float[] {1, 2, 3, 4}, 2, 2)),
            Map.of("lanewise.spec", "2\nthree lines \u00e9\n"));

    @TempDir
    private Path folder;

    private static byte[] zipped(String name, byte[]... parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (byte[] part : parts) {
                zip.write(part);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] npy(NumberArray array) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Npy.write(array, bytes);
        return bytes.toByteArray();
    }

    @Test
    void readsWhatItWritesAndWritesEqualBytes() throws IOException {
        Path file = folder.resolve("m.npz"), again = folder.resolve("n.npz");
        Npz.write(ARRAYS, file);
        assertEquals(ARRAYS, Npz.read(file));
        Npz.write(Npz.read(file), again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        assertEquals(new ArrayForm(NumberType.F32, List.of(2, 2)), Npz.forms(file).get("x"));
    }

    @Test
    void readsCompressedArrays() throws IOException {
        byte[] file = zipped("x.npy", npy(NumberArray.of(new int[] {3, 4})));
        assertArrayEquals(new int[] {3, 4}, Npz.read(new ByteArrayInputStream(file), 1000).get("x").ints());
    }

    /** A megabyte that unpacks to a thousand. */
    @Test
    void refusesWhatUnpacksToFarMoreThanTheFile() throws IOException {
        byte[] header = npy(NumberArray.of(new float[0], 0, 1 << 28));
        byte[] bomb = zipped("x.npy", new String(header, StandardCharsets.ISO_8859_1).replace("(0, 268435456)",
                "(268435456, 1)").getBytes(StandardCharsets.ISO_8859_1), new byte[1 << 25]);
        Path file = folder.resolve("bomb.npz");
        Files.write(file, bomb);
        String message = assertThrows(IOException.class, () -> Npz.read(file)).getMessage();
        assertTrue(message.startsWith("bomb.npz, 'x.npy': the array of F32 should have 1073741824 bytes, but at most "), message);
        assertEquals(message, assertThrows(IOException.class, () -> Npz.forms(file)).getMessage());
    }

    /** Zeros behind an array are not unpacked to find the next one. */
    @Test
    void refusesFormsOfFilesThatReadRefuses() throws IOException {
        Path file = folder.resolve("long.npz");
        Files.write(file, zipped("x.npy", npy(NumberArray.of(new int[] {1})), new byte[1 << 20]));
        assertEquals("long.npz, 'x.npy': expected the end behind the array, got more",
                assertThrows(IOException.class, () -> Npz.forms(file)).getMessage());
        byte[] array = npy(NumberArray.of(new float[1 << 15], 1 << 15));
        Files.write(file, zipped("x.npy", array));
        assertEquals(Map.of("x", new ArrayForm(NumberType.F32, List.of(1 << 15))), Npz.forms(file));
        Files.write(file, zipped("x.npy", Arrays.copyOf(array, array.length - 1)));
        assertEquals("long.npz, 'x.npy': the array of F32 should have 131072 bytes, but the file ends after 131071",
                assertThrows(IOException.class, () -> Npz.forms(file)).getMessage());
    }

    @Test
    void readsTextsOfAnyKeyAsTexts() throws IOException {
        NamedArrays arrays = new NamedArrays(ARRAYS.arrays(),
                Map.of("format", "pt", "lanewise.spec", "2\n", "lanewise.text.x", "y", "", "z"));
        Path file = folder.resolve("m.npz");
        Npz.write(arrays, file);
        assertEquals(arrays, Npz.read(file));
    }

    @Test
    void saysWhatIsInAnotherArchive() throws IOException {
        Path file = folder.resolve("m.npz");
        Files.write(file, zipped("model/data.pkl", new byte[3]));
        assertEquals("m.npz: expected arrays of NumPy, *.npy, got 'model/data.pkl'",
                assertThrows(IOException.class, () -> Npz.read(file)).getMessage());
        Files.write(file, new byte[100]);
        assertEquals("m.npz: expected a zip archive of arrays, *.npy, got none",
                assertThrows(IOException.class, () -> Npz.read(file)).getMessage());
        Files.write(file, zipped("x.npy", npy(NumberArray.of(new int[] {1})), new byte[1]));
        assertEquals("m.npz, 'x.npy': expected the end behind the array, got more",
                assertThrows(IOException.class, () -> Npz.read(file)).getMessage());
    }
}
