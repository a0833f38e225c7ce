package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.fuzz.Container;
import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file says, it is read or refused in a sentence, soon and with little memory. */
@Tag("hostile")
class CsvFuzzTest {

    private static final List<byte[]> TABLES = List.of(
            "town;price;note\nUlm;1.234,5;\"a \"\"b\"\"\"\r\nK\u00f6ln;?;\"two\nlines\"\n".getBytes(StandardCharsets.UTF_8),
            "\ufeffa,b\n1,2\n3,4e5\n\"1,234.5\",7%\n".getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "GZIPPED"})
    void refusesDamagedTablesInOneSentence(Container form) throws IOException {
        FuzzRunner.at(ReaderUnderTest.ofFile("csv-" + form, List.of("Csv.read"), form, TABLES, (file, bytes) -> {
            Table table = Csv.read(file);
            for (Column column : table.columns()) {
                KindInference.of(column);
            }
        }), folder);
    }

    @Test
    void refusesDamagedModelsInOneSentence() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream(), several = new ByteArrayOutputStream();
        ModelFile.save(ModelFile.Content.of(TableModelFileTest.network(4), ModelMetadata.NONE, Optional.of(TableModelFileTest.GOOD)), one);
        ModelFile.save(TableModelFileTest.several(), several);
        FuzzRunner.at(ReaderUnderTest.ofFile("table-model", List.of("TableModel.load"), Container.SECTIONS, List.of(one.toByteArray(),
                several.toByteArray()), (file, _) -> TableModel.load(file)), folder);
    }

    private static void assertRefused(String sentence, String columns) {
        ModelFile.Content content = ModelFile.Content.of(TableModelFileTest.network(4), ModelMetadata.NONE, Optional.of(columns));
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> TableModel.of(content)).getMessage());
    }

    /** A short value takes much more memory than its two bytes in the file. */
    @Test
    void refusesColumnsWithMoreValuesThanMemoryIsFor() {
        String good = TableModelFileTest.GOOD, many = "\tx".repeat(FieldWriter.MOST_VALUES + 1);
        assertRefused("columns, line 8: expected at most 4194304 values of all columns, got more",
                good.replace("\tBonn\tUlm%09%25", many));
        assertRefused("columns, line 9: expected at most 4194304 values of all columns, got more", good + "typical" + many);
        assertRefused("columns, line 6: expected at most 4097 numbers, got 4194305", good.replace("bins", "bins" + many));
        assertRefused("columns, line 5: expected at most 65536 numbers, got 65537",
                good.replace("robust\t3.0\t0.5", "normal" + "\t1".repeat(65_537)));
        assertRefused("columns, line 1: expected the end of the line, got ''", "table\t1" + "\t".repeat(10_000_000));
        assertRefused("columns, line 2: expected classification or regression, got ''", "table\t1" + "\n".repeat(10_000_000));
    }
}
