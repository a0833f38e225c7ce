package dev.lanewise.table;

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
}
