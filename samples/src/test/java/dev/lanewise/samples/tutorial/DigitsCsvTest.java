package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsCsvTest {

    @TempDir
    Path folder;

    /** A line of 64 pixels, all {@code pixel}, and a digit. */
    private static String line(Object pixel, Object digit) {
        return (pixel + ",").repeat(64) + digit;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("digits.csv"), bytes);
    }

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(Path file) {
        return assertThrows(IOException.class, () -> DigitsCsv.read(file)).getMessage();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void readsALineBehindAByteOrderMark() throws IOException {
        assertEquals(7, DigitsCsv.read(file("\ufeff" + line(3, 7) + "\n")).label(0));
        assertEquals(7, DigitsCsv.read(file(gzip(("\ufeff" + line(3, 7)).getBytes(StandardCharsets.UTF_8)))).label(0));
    }

    @Test
    void saysWhatTheFileIsInstead() throws IOException {
        assertEquals("digits.csv: expected lines of 64 pixels and a digit, got an HTML page",
                refusal(file("<!DOCTYPE html><html><body>not found</body></html>")));
        assertEquals("digits.csv: expected lines of 64 pixels and a digit, got a zip archive", refusal(file("PK\3\4 and more")));
    }

    @Test
    void readsPixelsRowByRowThenTheDigit() throws IOException {
        String pixels = IntStream.range(0, 64).mapToObj(i -> Integer.toString(i % 17)).collect(Collectors.joining(","));
        Dataset digits = DigitsCsv.read(file(pixels + ",7\n" + line(16, 9) + "\n"));
        assertEquals("2 64 10", digits.size() + " " + digits.features() + " " + digits.outputs());
        for (int i = 0; i < 64; i++) {
            assertEquals(i % 17, digits.input(0)[i], "pixel " + i);
        }
        assertEquals(7, digits.label(0));
        assertEquals(9, digits.label(1));
    }

    @ParameterizedTest(name = "end {index}")
    @ValueSource(strings = {"\n", "\r\n", "\n\n", " \n"})
    void doesNotMindHowLinesEnd(String end) throws IOException {
        for (String last : new String[] {"", end}) {
            Dataset digits = DigitsCsv.read(file(line(3, 1) + end + line(" 4", 2) + last));
            assertArrayEquals(new int[] {2, 1, 2}, new int[] {digits.size(), digits.label(0), digits.label(1)});
            assertEquals(4, digits.input(1)[63]);
        }
    }

    @Test
    void readsTheSameGzippedOrNot() throws IOException {
        byte[] text = (line(3, 1) + "\n" + line(4, 2)).getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(DigitsCsv.read(file(text)).input(1), DigitsCsv.read(file(gzip(text))).input(1));
    }

    @ParameterizedTest(name = "pixel ''{0}'', digit ''{1}''")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            17      | 5    | , pixel 1: expected a whole number from 0 to 16, got '17'
            -1      | 5    | , pixel 1: expected a whole number from 0 to 16, got '-1'
            x       | 5    | , pixel 1: expected a whole number from 0 to 16, got 'x'
            1.5     | 5    | , pixel 1: expected a whole number from 0 to 16, got '1.5'
            ^^      | 5    | , pixel 1: expected a whole number from 0 to 16, got ''
            "3      | 5    | , pixel 1: expected a whole number from 0 to 16, got '"3'
            3       | 10   | , the digit: expected a whole number from 0 to 9, got '10'
            3       | five | , the digit: expected a whole number from 0 to 9, got 'five'
            3       | 5,5  | : expected 64 pixels and the digit, so 65 numbers, got 66
            99999999999999999999999 | 5 | , pixel 1: expected a whole number from 0 to 16, got '99999999999999999999...'
            """)
    void saysWhichLineIsWrongAndHow(String pixel, String digit, String complaint) throws IOException {
        String good = line(0, 0), bad = line(pixel, digit);
        assertEquals("digits.csv, line 1" + complaint, refusal(file(bad + "\n" + good)));
        assertEquals("digits.csv, line 2" + complaint, refusal(file(good + "\n" + bad + "\n" + good + "\n")));
        assertEquals("digits.csv, line 4" + complaint, refusal(file(good + "\n\n" + good + "\r\n" + bad)));
    }

    @Test
    void showsNoControlCharacters() throws IOException {
        assertTrue(refusal(file(line(3, "\u001b[2J\u00e9"))).endsWith("got '?[2J?'"));
    }

    @Test
    void refusesHeadersAndOtherFiles() throws IOException {
        assertEquals("digits.csv, line 1: expected 64 pixels and the digit, so 65 numbers, got 5",
                refusal(file("150,4,setosa,versicolor,virginica\n")));
        assertEquals("digits.csv: expected lines of 64 pixels and a digit, got an empty file", refusal(file("")));
        assertEquals("digits.csv: expected lines of 64 pixels and a digit, got an empty file", refusal(file(gzip(new byte[0]))));
    }

    @Test
    void refusesDamagedAndShortenedCompressedData() throws IOException {
        byte[] packed = gzip(line(3, 1).repeat(50).getBytes(StandardCharsets.UTF_8));
        assertEquals("digits.csv: the file ends inside its compressed data", refusal(file(Arrays.copyOf(packed, packed.length - 9))));
        packed[12] ^= 0x55;
        assertTrue(refusal(file(packed)).startsWith("digits.csv: the compressed data is damaged: "));
    }

    @Test
    void refusesWhatUnpacksToFarTooMuch() throws IOException {
        assertEquals("digits.csv: expected at most 8388608 bytes of text, but there are more", refusal(file(gzip(new byte[20_000_000]))));
    }

    @Test
    void leavesAMissingFileToTheCommandLine() {
        assertThrows(NoSuchFileException.class, () -> DigitsCsv.read(folder.resolve("nowhere.csv")));
    }

    @Test
    void readsTheRealOne() throws IOException {
        Dataset digits = DigitsCsv.read(RealDigits.file());
        int[] counts = new int[10];
        for (int i = 0; i < digits.size(); i++) {
            counts[digits.label(i)]++;
        }
        assertEquals("[178, 182, 177, 183, 181, 182, 181, 179, 174, 180]", Arrays.toString(counts));
        assertArrayEquals(new float[] {0, 0, 5, 13, 9, 1, 0, 0}, Arrays.copyOf(digits.input(0), 8));
    }
}
