package dev.lanewise.formats.onnx;

import dev.lanewise.fuzz.Container;
import dev.lanewise.fuzz.FuzzRunner;
import dev.lanewise.fuzz.ReaderUnderTest;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.table.ColumnEncoding;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.TargetEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file says, it is read or refused in a sentence, soon and with little memory. */
@Tag("hostile")
class OnnxFuzzTest {

    private static final ColumnEncoding.Categories TOWNS = new ColumnEncoding.Categories(List.of("Ulm", "Bonn"), List.of());

    @TempDir
    private Path folder;

    @Test
    void refusesDamagedFilesInOneSentence() throws IOException {
        Path seed = folder.resolve("seed.onnx");
        Onnx.write(NetworkExportTest.network("3\n4 gelu he_uniform zero\nlayer_norm(1.0E-5)\nresidual(4 relu he_uniform zero)\n"
                + "2 softmax glorot_uniform zero\n", 1), seed);
        byte[] network = Files.readAllBytes(seed);
        TableModel table = TableModel.of(NetworkExportTest.network("4\n1 identity glorot_uniform zero\n", 2), List.of(
                new ColumnEncoding.Number("x", 1, ColumnEncoding.Mapping.SAME, Optional.of(ColumnEncoding.Mapping.SAME)),
                new ColumnEncoding.OneHot("town", TOWNS, List.of())), TargetEncoding.number("y"), ModelMetadata.NONE);
        Onnx.write(table, seed);
        byte[] encoders = Files.readAllBytes(seed), scikit = Files.readAllBytes(FormsOfOthersTest.transformer(true).write(seed));
        byte[] keras = Files.readAllBytes(FormsOfOthersTest.keras().write(seed));
        FuzzRunner.at(ReaderUnderTest.ofFile("onnx", List.of("Onnx.read"), Container.PLAIN, List.of(network, encoders, scikit, keras),
                (file, _) -> Onnx.read(file)), folder, 10_000);
    }
}
