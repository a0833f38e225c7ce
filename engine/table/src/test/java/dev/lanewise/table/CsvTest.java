package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("houses.csv"), bytes);
    }

    private Path file(String text) throws IOException {
        return file(text.getBytes(StandardCharsets.UTF_8));
    }

    private Table read(String text) throws IOException {
        return Csv.read(file(text));
    }

    private String refusal(byte[] bytes) {
        return assertThrows(IOException.class, () -> Csv.read(file(bytes))).getMessage();
    }

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(Table table, String column) {
        Column values = table.column(column);
        return IntStream.range(0, table.rows()).mapToObj(values::text).toList();
    }

    private static List<Double> numbers(Table table, String column) {
        Column values = table.column(column);
        return IntStream.range(0, table.rows()).mapToObj(values::number).toList();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertEquals(List.of("town", "price"), read("\ufefftown,price\nUlm,7\n").names());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void takesEachKindOfLineEnd(String end) throws IOException {
        Table table = read("town,price" + end + "Ulm,7" + end + end + "Bonn,8");
        assertEquals(List.of("Ulm", "Bonn"), texts(table, "town"));
        assertEquals(List.of(7.0, 8.0), numbers(table, "price"));
    }

    @Test
    void unpacksGzip() throws IOException {
        assertEquals(List.of(7.0), numbers(Csv.read(file(gzip("a,b\n7,8\n".getBytes(StandardCharsets.UTF_8)))), "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheSeparator(String separator) throws IOException {
        Table table = read("town" + separator + "price\n\"Ulm, ; | Donau\"" + separator + "7\nBonn" + separator + "8\n");
        assertEquals(List.of("town", "price"), table.names());
        assertEquals(List.of("Ulm, ; | Donau", "Bonn"), texts(table, "town"));
    }

    @Test
    void prefersTheSeparatorThatEveryLineHasEquallyOften() throws IOException {
        assertEquals(List.of("a", "b"), read("a;b\n1,5;2,25\n7;8\n1,5;9\n").names());
    }

    @Test
    void takesNoDecimalMarkForTheSeparator() throws IOException {
        Csv german = Csv.reader().withDecimal(',');
        assertEquals(List.of(1.5, 7.25), numbers(german.withoutHeader().readTable(file("1,5;2,5;3\n7,25;8,5;4\n")), "c1"));
        assertEquals(List.of("a, in m", "b"), german.readTable(file("a, in m;b\n1,5;2,25\n")).names());
        assertEquals(List.of(1.5), numbers(german.readTable(file("a,b\n\"1,5\",\"2,25\"\n")), "a"));
    }

    @Test
    void takesTheSeparatorThatItIsTold() throws IOException {
        assertEquals(List.of("a:b", "c"), Csv.reader().withSeparator(',').readTable(file("a:b,c\n1,2\n")).names());
        assertEquals(List.of("a", "b,c"), Csv.reader().withSeparator(':').readTable(file("a:b,c\n1:2\n")).names());
    }

    @Test
    void dropsBlanksAroundFields() throws IOException {
        Table table = read("town , price\n Ulm ,  7 \n \"New York\" , 8\n");
        assertEquals(List.of("Ulm", "New York"), texts(table, "town"));
        assertEquals(List.of(7.0, 8.0), numbers(table, "price"));
    }

    @Test
    void readsQuotesWithSeparatorsLineBreaksAndQuotes() throws IOException {
        Table table = read("town,note\nUlm,\"a, b\"\nBonn,\"two\nlines\"\nJena,\"she said \"\"no\"\"\"\n");
        assertEquals(List.of("a, b", "two\nlines", "she said \"no\""), texts(table, "note"));
    }

    /** Only where there are blanks around quotes the file is read by a parser that looks for them. */
    @ParameterizedTest
    @ValueSource(strings = {" \"Ulm, Old Town\",7", "\"Ulm, Old Town\" ,7", "\t \"Ulm, Old Town\"\t, 7 "})
    void readsQuotesWithBlanksAroundThemBehindManyLinesWithout(String line) throws IOException {
        Table table = read("town,price\n" + "\"Bonn\",5\n".repeat(9) + line + "\nKiel,8\n");

        assertEquals(11, table.rows());
        assertEquals("Ulm, Old Town", table.column("town").text(9));
        assertEquals(7, table.column("price").number(9));
    }

    @Test
    void countsMissingValues() throws IOException {
        Table table = read("a,b\n1,x\n,x\n?,?\nNA,NA\nNaN,NaN\nnull,null\nNone,None\n-,-\n-5,x\n");
        Column numbers = table.column("a"), texts = table.column("b");
        for (int row = 1; row < 8; row++) {
            assertTrue(numbers.isMissing(row) && Double.isNaN(numbers.number(row)), "row " + row);
            assertEquals("", numbers.text(row));
        }
        assertEquals(-5, numbers.number(8));
        assertEquals(List.of("x", "x", "", "", "", "", "", "", "x"), texts(table, "b"));
        assertTrue(texts.isMissing(2));
    }

    @Test
    void readsNumbersAsPeopleWriteThem() throws IOException {
        assertEquals(List.of(1234.5, 0.001, 0.0007, 0.125, -1234567.0),
                numbers(read("a,b\n\"1,234.5\",1\n1e-3,1\n7.00E-04,1\n12.5 %,1\n\"-1,234,567\",1\n"), "a"));
        assertEquals(List.of(1234.5, 0.5), numbers(read("a;b\n1,234.5;1\n.5;2\n"), "a"));
        assertEquals(List.of(1234.5, 0.25, 12.5),
                numbers(Csv.reader().withDecimal(',').readTable(file("a;b\n1.234,5;1\n0,25;2\n12,5;3\n")), "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,23.5", "0x10", "1d", "1e999", "1e", "e5", "+", ".", "--1", "1.2.3", "12,34", "Infinity", "1 2", "%"})
    void leavesWhatIsNoNumberAText(String text) throws IOException {
        Table table = read("a,b\n\"" + text + "\",1\n5,2\n");
        assertTrue(Double.isNaN(table.column("a").number(0)));
        assertEquals(text, table.column("a").text(0));
        assertEquals(5, table.column("a").number(1));
    }

    @Test
    void keepsManyNumbersAndTurnsThemIntoTextsWhenATextComes() throws IOException {
        String rows = IntStream.range(0, 3000).mapToObj(i -> i + 0.5 + ",1\n").collect(Collectors.joining());
        Table numbers = read("a,b\n" + rows), texts = read("a,b\n" + rows + "often,1\n");
        assertEquals(2999.5, numbers.column("a").number(2999));
        assertEquals("2999.5", texts.column("a").text(2999));
        assertEquals(17.5, texts.column("a").number(17));
        assertEquals("often", texts.column("a").text(3000));
    }

    @Test
    void namesColumnsWhereThereIsNoHeader() throws IOException {
        Table table = Csv.reader().withoutHeader().readTable(file("39, State-gov\n50, Private\n"));
        assertEquals(List.of("c1", "c2"), table.names());
        assertEquals(List.of("State-gov", "Private"), texts(table, "c2"));
        assertEquals(List.of(39.0, 50.0), numbers(table, "c1"));
    }

    @Test
    void refusesNamesThatAreEmptyOrThereTwice() {
        assertEquals("houses.csv, line 1, column 2: expected a name, got none", refusal("a,,c\n1,2,3\n"));
        assertEquals("houses.csv, line 1, column 3: expected a name of its own, got 'a', which column 1 has; where the first line is no"
                + " header, say so", refusal("a,b,a\n1,2,3\n"));
    }

    @Test
    void refusesRowsOfAnotherLength() {
        assertEquals("houses.csv, line 3: expected 2 fields, as the header has, got 1; column 2, 'b', is missing",
                refusal("a,b\n1,2\n3\n"));
        assertEquals("houses.csv, line 5: expected 2 fields, as the header has, got 3", refusal("a,b\n1,\"2\n\n\"\n1,2,3\n"));
    }

    @Test
    void refusesAQuoteThatIsLeftOpen() {
        assertEquals("houses.csv, line 3, column 2 'b': expected a quote that closes the field, got the end of the file",
                refusal("a,b\n1,2\n3,\"x\n4,5\n"));
        assertEquals("houses.csv, line 2, column 1 'a': expected a separator behind a closing quote, got 'y' (0x79)",
                refusal("a,b\n\"x\"y,2\n"));
    }

    /** The sample of the first lines may end in the middle of a letter that takes two characters. */
    @Test
    void readsLettersOfTwoCharactersAtTheEndOfTheSample() throws IOException {
        for (int before = (1 << 14) - 6; before < (1 << 14) + 2; before++) {
            String text = "a,b\n" + "x".repeat(before - 4) + "\ud83d\ude80".repeat(3) + ",1\n";
            assertEquals("x".repeat(before - 4) + "\ud83d\ude80".repeat(3), read(text).column("a").text(0));
        }
    }

    @Test
    void keepsTheTextsOfColumnsThatAreToldToIt() throws IOException {
        Path file = file("id,n,007\n007,007,1\n12%,12%,2\n123456789012345678,3,4\n");
        Table table = Csv.reader().withTexts(List.of("id", "nowhere")).readTable(file);
        assertEquals(List.of("007", "12%", "123456789012345678"), texts(table, "id"));
        assertEquals(List.of(7.0, 0.12, 123456789012345678.0), numbers(table, "id"));
        assertEquals(List.of("7", "0.12", "3"), texts(table, "n"));
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = "town,price\nUlm,7\nK\u00f6ln,8\n".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("houses.csv, line 3, character 2: expected text in UTF-8, got byte 0xf6; save the file as UTF-8", refusal(latin));
        byte[] late = ("town,price\n" + "Ulm,7\n".repeat(30_000) + "K\u00f6ln,8\n").getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("houses.csv, line 30002, character 2: expected text in UTF-8, got byte 0xf6; save the file as UTF-8", refusal(late));
        byte[] marked = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'a', (byte) 0xc3, (byte) 0xb6, (byte) 0xf6};
        assertEquals("houses.csv, line 1, character 3: expected text in UTF-8, got byte 0xf6; save the file as UTF-8", refusal(marked));
        byte[] cut = {'a', ',', 'b', '\n', '1', ',', (byte) 0xc3};
        assertEquals("houses.csv, line 2, character 3: expected text in UTF-8, got byte 0xc3; save the file as UTF-8", refusal(cut));
    }

    @Test
    void readsLettersOfEveryLength() throws IOException {
        String text = "a\u00f6\u20ac\ud83d\ude00";
        Table table = read("town,price\n" + (text + ",7\n").repeat(20_000));
        assertEquals(1, texts(table, "town").stream().distinct().count());
        assertEquals(text, table.column("town").text(19_999));
    }

    @Test
    void refusesAFieldOfTenMegabytes() {
        assertEquals("houses.csv, line 2, column 2 'b': expected a field of at most 1048576 characters, got more; is a quote left open?",
                refusal("a,b\n1," + "x".repeat(10_000_000) + "\n"));
    }

    @Test
    void refusesAHundredThousandColumns() {
        String names = IntStream.range(0, 100_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertEquals("houses.csv, line 1: expected at most 16384 columns, got more", refusal(names + "\n"));
    }

    @Test
    void refusesFilesWithoutATable() {
        assertEquals("houses.csv: expected a table with a line of column names, got an empty file", refusal(""));
        assertEquals("houses.csv, line 2: expected rows of values behind the names of columns, got none", refusal("a,b\n"));
        assertEquals("houses.csv: expected a table as CSV, got a zip archive", refusal("PK\3\4 and so on"));
        assertEquals("houses.csv: expected a table as CSV, got an HTML page", refusal("<!doctype html><p>not found"));
    }

    @Test
    void refusesChoicesThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> Csv.reader().withSeparator('a'));
        assertThrows(IllegalArgumentException.class, () -> Csv.reader().withSeparator('"'));
        assertThrows(IllegalArgumentException.class, () -> Csv.reader().withDecimal(';'));
    }
}
