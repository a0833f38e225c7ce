package dev.lanewise.samples.tutorial;

import dev.lanewise.data.DataFile;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.file.FileKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads digits of 8 x 8 pixels as scikit-learn ships them: a line a digit, 64 pixels from 0 to 16, row by row, then the digit;
 * whole numbers between commas, no quotes, no header, gzipped or not (told apart by the first two bytes).
 *
 * @see <a href="https://archive.ics.uci.edu/dataset/80/optical+recognition+of+handwritten+digits">Alpaydin and Kaynak, Optical
 *      recognition of handwritten digits, the data set</a>
 */
final class DigitsCsv {

    static final int PIXELS = 64;
    static final int CLASSES = Mnist.CLASSES;

    private static final int DARKEST = 16;
    /** A bound on what a small file can unpack to: some 57,000 digits, thirty times the real file. */
    private static final int MOST_BYTES = 1 << 23;

    private DigitsCsv() {
    }

    /**
     * Reads a whole file.
     *
     * @param file the file
     * @return [lines x 64] pixels from 0 to 16, labelled with the digits
     * @throws IOException if it cannot be read or a line is not of that form; the message says which and what was expected
     */
    static Dataset read(Path file) throws IOException {
        String name = file.getFileName().toString();
        DigitRows rows = new DigitRows();
        int number = 0;
        for (String line : text(file).lines().toList()) {
            number++;
            if (!line.isEmpty()) {
                add(name + ", line " + number, line.split(",", -1), rows);
            }
        }
        if (rows.size() == 0) {
            throw new IOException(name + ": expected lines of " + PIXELS + " pixels and a digit, got an empty file");
        }
        return rows.dataset();
    }

    private static String text(Path file) throws IOException {
        try (DataFile in = new DataFile(file)) {
            byte[] bytes = in.next(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException(in.name() + ": expected at most " + MOST_BYTES + " bytes of text, but there are more");
            }
            return textOf(in.name(), bytes);
        }
    }

    /** Text that some editors begin with a byte order mark; what is clearly no such file is named. */
    private static String textOf(String name, byte[] bytes) throws IOException {
        FileKind kind = FileKind.of(Arrays.copyOf(bytes, Math.min(bytes.length, FileKind.BYTES)));
        if (kind != FileKind.TEXT && kind != FileKind.EMPTY && kind != FileKind.UNKNOWN) {
            throw new IOException(name + ": expected lines of " + PIXELS + " pixels and a digit, got " + kind.description());
        }
        return FileKind.withoutMark(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void add(String where, String[] line, DigitRows rows) throws IOException {
        if (line.length != PIXELS + 1) {
            throw new IOException(where + ": expected " + PIXELS + " pixels and the digit, so " + (PIXELS + 1) + " numbers, got "
                    + line.length);
        }
        for (int i = 0; i < PIXELS; i++) {
            rows.pixel(number(where + ", pixel " + (i + 1), line[i].strip(), DARKEST));
        }
        rows.digit(number(where + ", the digit", line[PIXELS].strip(), CLASSES - 1));
    }

    private static int number(String where, String text, int most) throws IOException {
        int value = text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
        if (value < 0 || value > most) {
            throw new IOException(where + ": expected a whole number from 0 to " + most + ", got '" + shown(text) + "'");
        }
        return value;
    }

    /** Some of a text that may be anything, fit for a terminal. */
    private static String shown(String text) {
        String begin = text.length() <= 20 ? text : text.substring(0, 20) + "...";
        return begin.replaceAll("\\P{Print}", "?");
    }
}
