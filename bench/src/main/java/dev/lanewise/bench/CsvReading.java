package dev.lanewise.bench;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import dev.lanewise.table.Csv;
import dev.lanewise.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Reading a CSV file of {@value #ROWS} rows into a table, and its fields alone by the library that finds them, in files per second. */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CsvReading {

    private static final int ROWS = 50_000, COLUMNS = 10, WORDS = 12, YEARS = 80, LARGE = 1_000_000;

    /** What the columns are: numbers that all differ, few whole numbers and words by turns, or all of these by turns. */
    @Param({"numbers", "words", "mixed"})
    public String columns;

    private Path file;

    /**
     * Writes the file.
     *
     * @throws IOException if that fails
     */
    @Setup
    public void setUp() throws IOException {
        file = Files.createTempFile("lanewise", ".csv");
        var random = new SplittableRandom(42);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int row = 0; row <= ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    out.append(column == 0 ? "" : ",").append(row == 0 ? "column" + column : value(random, column));
                }
                out.append('\n');
            }
        }
    }

    private String value(SplittableRandom random, int column) {
        boolean isNumber = columns.equals("numbers") || columns.equals("mixed") && column % 2 == 0;
        return isNumber ? String.format(Locale.ROOT, "%.6f", random.nextGaussian())
                : column % 4 < 2 ? "word-" + random.nextInt(WORDS)
                        : column % 4 == 2 ? "" + random.nextInt(YEARS) : "" + random.nextInt(LARGE);
    }

    /**
     * The whole table.
     *
     * @return the table
     * @throws IOException if the file cannot be read
     */
    @Benchmark
    public Table table() throws IOException {
        return Csv.read(file);
    }

    /**
     * All fields, of which nothing is made.
     *
     * @return records
     * @throws IOException if the file cannot be read
     */
    @Benchmark
    public long fields() throws IOException {
        try (CsvReader<Nothing> rows = CsvReader.builder().build(new Nothing(), file, StandardCharsets.UTF_8)) {
            return rows.stream().count();
        }
    }

    /**
     * Removes the file.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void close() throws IOException {
        Files.delete(file);
    }

    /** Takes fields and drops them. */
    private static final class Nothing extends AbstractBaseCsvCallbackHandler<Nothing> {

        @Override
        protected void handleField(int index, char[] text, int from, int length, boolean isQuoted) {
        }

        @Override
        protected Nothing buildRecord() {
            return this;
        }
    }
}
