package dev.lanewise.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What a file is, by its first bytes: where another one was expected, the error says what stands under the name instead. */
public enum FileKind {

    /** Nothing in it. */
    EMPTY("an empty file", bytes -> bytes.length == 0),
    /** Of this project. */
    LANEWISE("a Lanewise file", begins(SectionWriter.MAGIC)),
    /** Also what is left when a server answers with a page instead of a file. */
    HTML("an HTML page", text("<!doctype html", "<html", "<head", "<body", "<script")),
    /** Text with tags. */
    XML("an XML file", text("<?xml", "<svg")),
    /** Also .npz, .jar, .keras and PyTorch's .pt. */
    ZIP("a zip archive", begins("PK\3\4").or(begins("PK\5\6"))),
    /** Packed. */
    GZIP("a gzip archive", begins("\u001f\u008b")),
    /** Packed. */
    BZIP2("a bzip2 archive", begins("BZh")),
    /** Packed. */
    XZ("an xz archive", begins("\u00fd7zXZ")),
    /** Packed. */
    ZSTD("a Zstandard archive", begins("\u0028\u00b5\u002f\u00fd")),
    /** Image. */
    PNG("a PNG image", begins("\u0089PNG")),
    /** Image. */
    JPEG("a JPEG image", begins("\u00ff\u00d8\u00ff")),
    /** Image. */
    GIF("a GIF image", begins("GIF8")),
    /** Document. */
    PDF("a PDF document", begins("%PDF")),
    /** An array. */
    NPY("a NumPy array", begins("\u0093NUMPY")),
    /** Also Keras' .h5. */
    HDF5("an HDF5 file", begins("\u0089HDF\r\n")),
    /** Columns. */
    PARQUET("a Parquet file", begins("PAR1")),
    /** The first field is a version, the next the producer's name or the graph. */
    ONNX("an ONNX model", bytes -> bytes.length > 3 && bytes[0] == 8 && bytes[1] > 0 && bytes[1] < 32
            && (bytes[2] == 0x12 || bytes[2] == 0x3a || bytes[2] == 0x42)),
    /** Objects of Python. */
    PICKLE("a Python pickle", bytes -> bytes.length > 1 && bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5),
    /** A length of eight bytes, then JSON. */
    SAFETENSORS("a safetensors file", bytes -> bytes.length > 9 && bytes[6] == 0 && bytes[7] == 0 && bytes[8] == '{' && bytes[9] == '"'),
    /** Two zeros, a type, a number of dimensions. */
    IDX("an IDX file of images or labels", bytes -> bytes.length >= 4 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] >= 8
            && bytes[2] <= 14 && bytes[3] >= 1 && bytes[3] <= 8),
    /** What stands in a repository for a file that was not fetched. */
    GIT_LFS("a Git LFS pointer instead of the file itself", begins("version https://git-lfs")),
    /** Text in units of two bytes. */
    UTF_16("a text in UTF-16", begins("\u00ff\u00fe").or(begins("\u00fe\u00ff"))),
    /** Text. */
    JSON("a JSON text", FileKind::isJson),
    /** Text. */
    TEXT("a text", FileKind::isText),
    /** None of these. */
    UNKNOWN("an unknown kind of file", bytes -> true);

    /** First bytes that are enough to tell. */
    public static final int BYTES = 512;
    /** A byte order mark at the begin of UTF-8 text, as one letter. */
    public static final char BYTE_ORDER_MARK = '\ufeff';

    private static final Pattern JSON_BEGIN = Pattern.compile("\\{\\s*[\"}]|\\{\\s*\\z|\\[\\s*([\"\\[{\\]0-9-]|true|false|null|\\z)");

    private final String description;
    private final Predicate<byte[]> test;

    FileKind(String description, Predicate<byte[]> test) {
        this.description = description;
        this.test = test;
    }

    /**
     * Tells a kind from the others.
     *
     * @param first the first bytes of a file, all of them where it is short; {@link #BYTES} are enough
     * @return the kind
     */
    public static FileKind of(byte[] first) {
        return Arrays.stream(values()).filter(kind -> kind.test.test(first)).findFirst().orElseThrow();
    }

    /**
     * What it is, for a sentence.
     *
     * @return such as "an HTML page"
     */
    public String description() {
        return description;
    }

    /** A letter is a byte. */
    private static Predicate<byte[]> begins(String letters) {
        byte[] expected = letters.getBytes(StandardCharsets.ISO_8859_1);
        return bytes -> bytes.length >= expected.length && Arrays.equals(expected, 0, expected.length, bytes, 0, expected.length);
    }

    /** Text that begins so, behind a byte order mark and blanks, in small letters or capitals. */
    private static Predicate<byte[]> text(String... begins) {
        return bytes -> {
            String text = withoutMark(new String(bytes, StandardCharsets.UTF_8)).stripLeading().toLowerCase(Locale.ROOT);
            return isText(bytes) && Arrays.stream(begins).anyMatch(text::startsWith);
        };
    }

    /**
     * Text without the byte order mark that some editors write first.
     *
     * @param text any text
     * @return the text behind the mark, or all of it
     */
    public static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /**
     * An object or an array, whose bracket does not end in the first line with more behind it, as the name of a column may.
     */
    private static boolean isJson(byte[] bytes) {
        String text = withoutMark(new String(bytes, StandardCharsets.UTF_8)).stripLeading();
        if (!JSON_BEGIN.matcher(text).lookingAt() || !isText(bytes)) {
            return false;
        }
        String line = text.lines().findFirst().orElseThrow();
        int end = endOfBracket(line);
        return end == line.length() || line.substring(end).isBlank();
    }

    /** Behind the bracket that closes the first one; the end where none does. */
    private static int endOfBracket(String line) {
        boolean isQuoted = false;
        for (int i = 0, depth = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            isQuoted ^= letter == '"' && (!isQuoted || line.charAt(i - 1) != '\\');
            depth += isQuoted ? 0 : "[{".indexOf(letter) >= 0 ? 1 : "]}".indexOf(letter) >= 0 ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return line.length();
    }

    private static boolean isText(byte[] bytes) {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        // a letter may be cut at the end of the first bytes
        return new String(bytes, StandardCharsets.UTF_8).chars().filter(letter -> letter == '\ufffd').count() <= 1;
    }
}
