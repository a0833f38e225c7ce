package dev.lanewise.formats.numpy;

import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.io.ByteInput;
import dev.lanewise.formats.io.InputFile;
import dev.lanewise.formats.tensor.ArrayForm;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.text.Phrases;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Several arrays in a file of NumPy, .npz: {@code numpy.savez}, {@code numpy.savez_compressed} and {@code numpy.load}. It is a zip archive
 * with a {@link Npy} file for each array. NumPy has no place for texts: those of {@link NamedArrays#metadata()} are arrays of bytes, UTF-8,
 * and such arrays are read as texts where their names begin with {@value #TEXT}. The names of other texts are written behind
 * {@value #OTHER_TEXT}, and read without it.
 *
 * <p>Arrays may unpack to a hundred times the size of the file, or to 16 MiB where that is more; a file that goes beyond is refused.
 */
public final class Npz {

    /** What the names of texts begin with. */
    public static final String TEXT = "lanewise.";

    /** What stands before the names of texts that do not begin with {@link #TEXT}. */
    private static final String OTHER_TEXT = TEXT + "text.";
    private static final String IN_MEMORY = "npz";
    private static final String SUFFIX = ".npy";
    private static final long MOST_UNPACKED = 100;
    private static final long ALWAYS_UNPACKED = 1 << 24;
    private static final int MOST_TEXT = 1 << 21;
    /** The first day that zip archives know: equal arrays are equal files. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {
    }

    /** What is done with an array. */
    @FunctionalInterface
    private interface Entry {
        void read(String name, ByteInput in) throws IOException;
    }

    /**
     * Reads all arrays.
     *
     * @param file the file
     * @return the arrays by their names, without .npy, and the texts
     * @throws IOException if it cannot be read, is no such file, is damaged or has other than numbers; the message names the file
     */
    public static NamedArrays read(Path file) throws IOException {
        try (InputStream in = open(file)) {
            return read(in, most(file), InputFile.nameOf(file));
        }
    }

    /**
     * Reads all arrays.
     *
     * @param in       all bytes of such a file; stays open
     * @param maxBytes bytes that the arrays may unpack to, together
     * @return the arrays by their names, without .npy, and the texts
     * @throws IOException if reading fails, or the bytes are no such file, are damaged, too many or other than numbers
     */
    public static NamedArrays read(InputStream in, long maxBytes) throws IOException {
        return read(in, maxBytes, IN_MEMORY);
    }

    /**
     * Types and shapes of all arrays. All is unpacked, but no array kept.
     *
     * @param file the file
     * @return by the names of the arrays
     * @throws IOException as {@link #read(Path)}
     */
    public static Map<String, ArrayForm> forms(Path file) throws IOException {
        Map<String, ArrayForm> forms = new LinkedHashMap<>();
        try (InputStream in = open(file)) {
            forEach(in, most(file), InputFile.nameOf(file), (name, entry) -> {
                NpyHeader header = NpyHeader.read(entry);
                forms.put(name, new ArrayForm(header.type(), header.shape()));
                Npy.skip(header, entry);
                entry.requireEnd("the array");
            });
        }
        return forms;
    }

    private static InputStream open(Path file) throws IOException {
        InputFile.requireRegular(file);
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private static long most(Path file) throws IOException {
        return Math.max(ALWAYS_UNPACKED, MOST_UNPACKED * Files.size(file));
    }

    private static NamedArrays read(InputStream in, long most, String file) throws IOException {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>();
        forEach(in, most, file, (name, entry) -> {
            NumberArray array = Npy.read(entry);
            entry.requireEnd("the array");
            boolean isText = name.startsWith(TEXT) && array.type() == NumberType.U8 && array.shape().size() == 1;
            boolean isTwice = isText ? texts.put(keyOf(name), new String(array.toBytes(), StandardCharsets.UTF_8)) != null
                    : arrays.put(name, array) != null;
            if (isTwice) {
                throw entry.error("it is there twice");
            }
            if (isText && array.size() > MOST_TEXT) {
                throw entry.error("a text has at most " + MOST_TEXT + " bytes, got " + array.size());
            }
        });
        return new NamedArrays(arrays, texts);
    }

    /** The name of the array of a text. */
    private static String nameOf(String key) {
        return key.startsWith(TEXT) && !key.startsWith(OTHER_TEXT) ? key : OTHER_TEXT + key;
    }

    private static String keyOf(String name) {
        return name.startsWith(OTHER_TEXT) ? name.substring(OTHER_TEXT.length()) : name;
    }

    private static void forEach(InputStream in, long most, String file, Entry each) throws IOException {
        long left = most;
        ZipInputStream zip = new ZipInputStream(in);
        int count = 0;
        for (ZipEntry entry = next(zip, file); entry != null; entry = next(zip, file)) {
            count++;
            String name = entry.getName();
            if (!name.endsWith(SUFFIX)) {
                throw new IOException(file + ": expected arrays of NumPy, *.npy, got " + Phrases.shown(name));
            }
            ByteInput bytes = new ByteInput(zip, left, file + ", " + Phrases.shown(name));
            each.read(name.substring(0, name.length() - SUFFIX.length()), bytes);
            left = bytes.most();
        }
        if (count == 0) {
            throw new IOException(file + ": expected a zip archive of arrays, *.npy, got none");
        }
    }

    private static ZipEntry next(ZipInputStream zip, String file) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw new IOException(file + ": the zip archive is damaged" + (e.getMessage() == null ? "" : ": " + e.getMessage()), e);
        }
    }

    /**
     * Writes or replaces a file, whole or not at all. Arrays are not compressed, as {@code numpy.savez} does it; equal arrays give equal
     * bytes.
     *
     * @param arrays the arrays and texts
     * @param file   the file; its folder must exist
     * @throws IOException              if that fails; the message names the file
     * @throws IllegalArgumentException if numbers are BF16, which NumPy does not have
     */
    public static void write(NamedArrays arrays, Path file) throws IOException {
        Map<String, NumberArray> all = all(arrays);
        OutputFile.write(file, out -> write(all, out));
    }

    /**
     * Writes arrays.
     *
     * @param arrays the arrays and texts
     * @param out    where to; stays open
     * @throws IOException              if that fails
     * @throws IllegalArgumentException if numbers are BF16, which NumPy does not have
     */
    public static void write(NamedArrays arrays, OutputStream out) throws IOException {
        write(all(arrays), out);
    }

    private static Map<String, NumberArray> all(NamedArrays arrays) {
        Map<String, NumberArray> all = new LinkedHashMap<>(arrays.arrays());
        arrays.metadata().forEach((key, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (all.put(nameOf(key), NumberArray.ofBytes(NumberType.U8, List.of(bytes.length), bytes)) != null) {
                throw new IllegalArgumentException("an array and a text have one name, " + Phrases.shown(key));
            }
        });
        all.values().forEach(NpyHeader::toBytes);
        return all;
    }

    private static void write(Map<String, NumberArray> arrays, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, NumberArray> array : arrays.entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Npy.write(array.getValue(), bytes);
            zip.putNextEntry(stored(array.getKey() + SUFFIX, bytes.toByteArray()));
            bytes.writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }

    private static ZipEntry stored(String name, byte[] bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setTimeLocal(NO_TIME);
        return entry;
    }
}
