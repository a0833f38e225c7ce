package dev.lanewise.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.lanewise.data.DataFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Reads tables from files as people have them: UTF-8 with or without a byte order mark, gzipped or not, lines that end in LF, CRLF or CR,
 * blanks behind separators, quotes, line breaks in quotes. Empty fields, {@code ?}, {@code -}, {@code NA}, {@code N/A}, {@code NaN},
 * {@code null} and {@code None} are missing values. Immutable.
 *
 * {@snippet lang=java :
 * Table houses = Csv.read(Path.of("houses.csv"));
 * Table prices = Csv.reader().withSeparator(';').withDecimal(',').readTable(Path.of("preise.csv"));
 * }
 *
 * @param separator between fields; nothing where the first lines tell: comma, semicolon, tab or bar
 * @param decimal   the decimal mark of numbers, a dot or a comma; the other one may stand between groups of three digits
 * @param hasHeader whether the first line has the names of columns; else they are called c1, c2 and so on
 * @param texts     names of columns whose values keep the text that the file has, such as 007, also where they are numbers
 */
public record Csv(Optional<Character> separator, char decimal, boolean hasHeader, Set<String> texts) {

    /** Longer fields are refused: it is a quote that was left open, mostly. */
    private static final int LONGEST_FIELD = 1 << 20;
    private static final int SAMPLE = 1 << 14;
    private static final String BEHIND_QUOTE = "Unexpected character after closing quote";

    /**
     * Checks the choices.
     *
     * @throws IllegalArgumentException if the decimal mark is neither dot nor comma, or the separator is a letter, a digit, a quote, the
     *                                  decimal mark or ends a line
     */
    public Csv {
        texts = Set.copyOf(texts);
        if (decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("the decimal mark is expected to be '.' or ',', got " + Names.shown("" + decimal));
        }
        if (separator.isPresent()) {
            char c = separator.get();
            if (Character.isLetterOrDigit(c) || c == '"' || c == '\n' || c == '\r' || c == decimal && c == '.') {
                throw new IllegalArgumentException("a separator such as ',', ';', '|' or a tab was expected, got " + Names.shown("" + c));
            }
        }
    }

    /**
     * A reader that finds the separator itself, with a dot as decimal mark and a header.
     *
     * @return the reader
     */
    public static Csv reader() {
        return new Csv(Optional.empty(), '.', true, Set.of());
    }

    /**
     * Reads a table by {@link #reader()}.
     *
     * @param file the file
     * @return the table
     * @throws IOException as {@link #readTable}
     */
    public static Table read(Path file) throws IOException {
        return reader().readTable(file);
    }

    /**
     * The same, with a separator.
     *
     * @param separator between fields
     * @return a reader
     * @throws IllegalArgumentException as the constructor
     */
    public Csv withSeparator(char separator) {
        return new Csv(Optional.of(separator), decimal, hasHeader, texts);
    }

    /**
     * The same, with another decimal mark.
     *
     * @param decimal a dot or a comma
     * @return a reader
     * @throws IllegalArgumentException as the constructor
     */
    public Csv withDecimal(char decimal) {
        return new Csv(separator, decimal, hasHeader, texts);
    }

    /**
     * The same, for files without a line of names.
     *
     * @return a reader
     */
    public Csv withoutHeader() {
        return new Csv(separator, decimal, false, texts);
    }

    /**
     * The same, which keeps the values of some columns as the file writes them: a number is written in its shortest form otherwise.
     *
     * @param columns their names; one that a file does not have is none
     * @return a reader
     */
    public Csv withTexts(Collection<String> columns) {
        return new Csv(separator, decimal, hasHeader, Set.copyOf(columns));
    }

    /**
     * Reads a table.
     *
     * @param file a regular file
     * @return its columns
     * @throws IOException if it cannot be read or is no table: names that are empty or occur twice, rows of other lengths, a quote left
     *                     open, fields of more than a million characters, more than 16,384 columns, bytes that are no UTF-8; the message
     *                     has file, line and column, what was expected and what was found
     */
    public Table readTable(Path file) throws IOException {
        return read(file, separator.isPresent() ? separator.get() : separatorOf(file), false);
    }

    /** Most files have no blanks around quotes, and are read in half the time if none are looked for. */
    private Table read(Path file, char between, boolean hasBlanksAroundQuotes) throws IOException {
        CsvColumns columns = new CsvColumns(decimal, hasHeader, texts);
        try (DataFile data = new DataFile(file)) {
            readAll(new Utf8Reader(data, file), between, hasBlanksAroundQuotes, columns);
            if (hasBlanksAroundQuotes || !columns.hasBlanksBeforeQuotes()) {
                return columns.table();
            }
        } catch (CsvRefusal | CsvParseException | UncheckedIOException e) {
            if (hasBlanksAroundQuotes || !columns.hasBlanksBeforeQuotes() && !isBehindQuote(e)) {
                throw said(e, String.valueOf(file.getFileName()), columns);
            }
        }
        return read(file, between, true);
    }

    private static void readAll(Reader text, char separator, boolean hasBlanksAroundQuotes, CsvColumns columns) throws IOException {
        // widths are held against the header with a sentence of our own
        try (CsvReader<CsvColumns> rows = CsvReader.builder().fieldSeparator(separator).allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(hasBlanksAroundQuotes).missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE).maxBufferSize(LONGEST_FIELD).build(columns, text)) {
            rows.forEach(_ -> { });
        }
    }

    private char separatorOf(Path file) throws IOException {
        char[] sample = new char[SAMPLE];
        int length = 0;
        try (DataFile data = new DataFile(file)) {
            Utf8Reader text = new Utf8Reader(data, file);
            for (int got = 0; got >= 0 && length < SAMPLE; length += Math.max(0, got)) {
                got = text.read(sample, length, SAMPLE - length);
            }
        } catch (CsvRefusal refusal) {
            throw refusal.in(String.valueOf(file.getFileName()));
        }
        return SeparatorDetection.of(sample, length, length < SAMPLE, decimal);
    }

    private static boolean isBehindQuote(RuntimeException e) {
        return String.valueOf(e.getMessage()).startsWith(BEHIND_QUOTE);
    }

    /** What the library found, in a sentence with the place. */
    private static IOException said(RuntimeException e, String file, CsvColumns columns) {
        CsvRefusal refusal = CsvRefusal.causeOf(e);
        if (refusal != null) {
            return refusal.in(file);
        }
        if (e.getCause() instanceof IOException cause) {
            return cause;
        }
        String message = String.valueOf(e.getMessage());
        String expected = message.startsWith("Unclosed quoted field") ? "expected a quote that closes the field, got the end of the file"
                : message.startsWith("The maximum buffer size") ? "expected a field of at most " + LONGEST_FIELD
                        + " characters, got more; is a quote left open?"
                : message.startsWith(BEHIND_QUOTE) ? "expected a separator behind a closing quote, got"
                        + message.replaceFirst("^[^:]*:", "").replaceFirst(" *\\(record starting.*", "") : message;
        return new IOException(file + ", " + columns.where() + ": " + expected, e);
    }
}
