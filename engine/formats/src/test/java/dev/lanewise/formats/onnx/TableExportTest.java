package dev.lanewise.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OrtException;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.table.Answer;
import dev.lanewise.table.ColumnEncoding;
import dev.lanewise.table.ColumnKind;
import dev.lanewise.table.Quality;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import dev.lanewise.table.TableNetwork;
import dev.lanewise.table.TableTrainer;
import dev.lanewise.table.TargetEncoding;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models for tables run in ONNX Runtime with their encoders, from the values of columns on. */
class TableExportTest {

    private static final ColumnEncoding.Mapping CLIP = new ColumnEncoding.Mapping(ColumnEncoding.Shape.SMOOTH_CLIP, 1200, 0.004);
    private static final ColumnEncoding.Mapping OF_FLAG = new ColumnEncoding.Mapping(ColumnEncoding.Shape.SMOOTH_CLIP, 0.2, 1.5);
    private static final ColumnEncoding.Mapping LINEAR = new ColumnEncoding.Mapping(ColumnEncoding.Shape.LINEAR, -3, 0.25);
    private static final ColumnEncoding.Categories TOWNS = new ColumnEncoding.Categories(List.of("Ulm", "K\u00f6ln", "Bonn"), List.of());
    private static final List<ColumnEncoding> COLUMNS = List.of(
            new ColumnEncoding.Number("living area", 1100, CLIP, Optional.of(OF_FLAG)),
            new ColumnEncoding.Number("age", 3, LINEAR, Optional.empty()),
            new ColumnEncoding.Flag("garden", new ColumnEncoding.Categories(List.of("no", "yes"), List.of()), OF_FLAG),
            new ColumnEncoding.Flag("floor", new ColumnEncoding.Categories(List.of(), List.of(0.5, 2.0)), ColumnEncoding.Mapping.SAME),
            new ColumnEncoding.OneHot("town", TOWNS, List.of(OF_FLAG, CLIP, OF_FLAG)),
            new ColumnEncoding.OneHot("rooms", new ColumnEncoding.Categories(List.of(), List.of(1.0, 2.0, 3.5)), List.of()),
            new ColumnEncoding.Code("agent", new ColumnEncoding.Categories(List.of("a", "b", "c d"), List.of())));
    private static final int INPUTS = 12;

    @TempDir
    private Path folder;

    /** Rows with known, unknown and missing values. */
    private static List<Map<String, Object>> rows() {
        SplittableRandom random = new SplittableRandom(3);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, Object> row = new HashMap<>();
            row.put("living area", random.nextInt(5) == 0 ? Double.NaN : 900.25 + random.nextInt(600));
            row.put("age", random.nextInt(5) == 0 ? Double.NaN : random.nextInt(40) / 4.0);
            row.put("garden", List.of("no", "yes", "maybe", "").get(random.nextInt(4)));
            row.put("floor", List.of(0.5, 2.0, 7.0, Double.NaN).get(random.nextInt(4)));
            row.put("town", List.of("Ulm", "K\u00f6ln", "Bonn", "Jena", "").get(random.nextInt(5)));
            row.put("rooms", List.of(1.0, 2.0, 3.5, 4.0).get(random.nextInt(4)));
            row.put("agent", List.of("a", "b", "c d", "").get(random.nextInt(4)));
            rows.add(row);
        }
        return rows;
    }

    /** The same as inputs of a session. */
    private static Map<String, Object> inputs(List<String> columns, List<Map<String, Object>> rows) {
        Map<String, Object> inputs = new HashMap<>();
        for (String column : columns) {
            boolean areTexts = rows.stream().anyMatch(row -> row.get(column) instanceof String);
            inputs.put(column, areTexts ? rows.stream().map(row -> new String[] {String.valueOf(row.get(column))}).toArray(String[][]::new)
                    : rows.stream().map(row -> new float[] {((Number) row.get(column)).floatValue()}).toArray(float[][]::new));
        }
        return inputs;
    }

    private static float[][] probabilities(TableModel model, List<Map<String, Object>> rows) {
        float[][] all = new float[rows.size()][model.classes().size()];
        for (int row = 0; row < all.length; row++) {
            Answer answer = model.predict(rows.get(row));
            for (int c = 0; c < all[row].length; c++) {
                all[row][c] = answer.probabilities().get(model.classes().get(c)).floatValue();
            }
        }
        return all;
    }

    private static float[][] values(TableModel model, List<Map<String, Object>> rows) {
        return rows.stream().map(row -> new float[] {(float) model.predict(row).value()}).toArray(float[][]::new);
    }

    @Test
    void writesEveryEncoderAndReadsItBack() throws IOException, OrtException {
        Network network = NetworkExportTest.network(INPUTS + "\n9 tanh glorot_uniform zero\n3 softmax glorot_uniform zero\n", 8);
        TargetEncoding target = TargetEncoding.classes("class of price", List.of("low", "fair deal", "high"));
        TableModel model = TableModel.of(network, COLUMNS, target, ModelMetadata.NONE.withNote("houses"));
        Path file = folder.resolve("houses.onnx");
        List<Map<String, Object>> rows = rows();
        float[][] expected = probabilities(model, rows);

        Onnx.write(model, file);
        Map<String, Object> outputs = Judge.run(file, inputs(model.columns(), rows));
        Judge.assertAgree(expected, (float[][]) outputs.get("probabilities"), "ONNX Runtime");
        String[] labels = (String[]) outputs.get("label");
        for (int row = 0; row < labels.length; row++) {
            assertEquals(model.predict(rows.get(row)).label(), labels[row]);
        }

        TableModel back = TableModel.of(Onnx.read(file)).orElseThrow();
        assertEquals(model.classes(), back.classes());
        assertEquals("class of price", back.targetName());
        assertEquals(model.metadata(), back.metadata());
        Judge.assertAgree(expected, probabilities(back, rows), "read back");
    }

    @Test
    void writesANumberInItsUnitAndWithinItsRange() throws IOException, OrtException {
        Network network = NetworkExportTest.network(INPUTS + "\n9 relu he_uniform zero\n1 identity glorot_uniform zero\n", 9);
        TargetEncoding target = new TargetEncoding("price", List.of(), "EUR", 250_000, 90_000, 200_000, 300_000);
        TableModel model = TableModel.of(network, COLUMNS, target, ModelMetadata.NONE);
        Path file = folder.resolve("prices.onnx");
        List<Map<String, Object>> rows = rows();
        float[][] expected = values(model, rows);

        Onnx.write(model, file);
        float[][] got = (float[][]) Judge.run(file, inputs(model.columns(), rows)).get("price");
        Judge.assertAgree(expected, got, "ONNX Runtime");
        assertTrue(IntStream.range(0, got.length).anyMatch(row -> got[row][0] == 200_000 || got[row][0] == 300_000));
        Judge.assertAgree(expected, values(TableModel.of(Onnx.read(file)).orElseThrow(), rows), "read back");
    }

    /** A lower bound at 0, and bounds around it, are far beyond what the network says. */
    @ParameterizedTest
    @ValueSource(doubles = {0, -100})
    void readsBoundsOfItsOwnFiles(double least) throws IOException, OrtException {
        Network network = NetworkExportTest.network(INPUTS + "\n1 identity glorot_uniform zero\n", 9);
        TableModel model = TableModel.of(network, COLUMNS, new TargetEncoding("price", List.of(), "EUR", 250, 400, least, 500),
                ModelMetadata.NONE);
        Path file = folder.resolve("bounds.onnx");
        Onnx.write(model, file);
        float[][] expected = values(model, rows());
        assertTrue(IntStream.range(0, expected.length).anyMatch(row -> expected[row][0] == 500));
        Judge.assertAgree(expected, (float[][]) Judge.run(file, inputs(model.columns(), rows())).get("price"), "ONNX Runtime");
        Judge.assertAgree(expected, values(TableModel.of(Onnx.read(file)).orElseThrow(), rows()), "read back");
    }

    /** Columns may be called as values within the file would be. */
    @Test
    void givesEveryValueANameOfItsOwn() throws IOException, OrtException {
        List<String> names = List.of("doubles_2", "layer1.weight", "Cast_1_out", "Gather_3");
        TableModel model = TableModel.of(NetworkExportTest.network("4\n1 identity glorot_uniform zero\n", 4), names.stream().map(name ->
                (ColumnEncoding) new ColumnEncoding.Number(name, 0, LINEAR, Optional.empty())).toList(),
                TargetEncoding.number("Mul_5_out"), ModelMetadata.NONE);
        Path file = folder.resolve("names.onnx");
        Onnx.write(model, file);
        List<Map<String, Object>> rows = List.of(Map.of(names.get(0), 1.0, names.get(1), 2.0, names.get(2), 3.0, names.get(3), 4.0));
        Judge.assertAgree(values(model, rows), (float[][]) Judge.run(file, inputs(names, rows)).get("Mul_5_out"), "ONNX Runtime");
    }

    private record Flat(double area, String town, Double garden, String street, double price) {
    }

    private static Table flats() {
        SplittableRandom random = new SplittableRandom(2);
        return Table.ofRecords(IntStream.range(0, 120).mapToObj(i -> {
            double area = 20 + random.nextInt(100), garden = random.nextInt(50);
            return new Flat(area, List.of("Ulm", "Bonn", "Jena").get(i % 3), i % 4 == 0 ? null : garden, "street " + i % 11,
                    area * 10 + garden * 5 + 100 * (i % 3));
        }).toList(), Flat.class);
    }

    /** Each with encoders and inputs of its own. */
    @Test
    void writesTheMeanOfSeveralNetworks() throws IOException, OrtException {
        List<ColumnEncoding> few = List.of(COLUMNS.get(4), COLUMNS.get(1));
        List<Network> networks = List.of(NetworkExportTest.network(INPUTS + "\n9 relu he_uniform zero\n2 softmax glorot_uniform zero\n", 1),
                NetworkExportTest.network("4\n2 softmax glorot_uniform zero\n", 2));
        TableModel model = TableModel.of(networks, List.of(COLUMNS, few), TargetEncoding.classes("sold", List.of("no", "yes")),
                ModelMetadata.NONE);
        TableModel weighted = TableModel.of(ModelFile.Content.of(networks, ModelMetadata.NONE,
                model.content().columns().map(text -> text.replace("voters\t2\n", "voters\t2\nweights\t3\t1\n")))).orElseThrow();
        assertEquals(List.of(3, 1), weighted.weights());
        for (TableModel each : List.of(model, weighted)) {
            Path file = folder.resolve("several.onnx");
            Onnx.write(each, file);
            Judge.assertAgree(probabilities(each, rows()), (float[][]) Judge.run(file, inputs(each.columns(), rows()))
                    .get("probabilities"), "ONNX Runtime");
        }
    }

    /** Periodic embeddings, embeddings of codes, scales, learned activations: all that its network has. */
    @Test
    void writesTrainedModels() throws IOException, OrtException {
        Table flats = flats();
        TableModel model = TableTrainer.of(Quality.FAST).network(TableNetwork.REALMLP).target("price").threads(1)
                .maxTime(Duration.ofSeconds(1)).fit(flats);
        Path file = folder.resolve("flats.onnx");
        Onnx.write(model, file);
        List<Map<String, Object>> rows = IntStream.range(0, 30).mapToObj(i -> {
            Map<String, Object> row = new HashMap<>(Map.of("area", 15.5 + 4 * i, "town", List.of("Ulm", "Jena", "Rom").get(i % 3), "street",
                    "street " + i));
            row.put("garden", i % 5 == 0 ? Double.NaN : i);
            return row;
        }).toList();
        Judge.assertAgree(values(model, rows), (float[][]) Judge.run(file, inputs(model.columns(), rows)).get("price"), "ONNX Runtime");
    }

    @Test
    void refusesQuantileMaps() {
        TableModel model = TableTrainer.fast().target("price").kind("street", ColumnKind.IGNORE).threads(1).fit(flats());
        String message = assertThrows(IllegalArgumentException.class, () -> Onnx.write(model, folder.resolve("flats.onnx"))).getMessage();
        assertTrue(message.startsWith("column 'area' becomes a number that a quantile map scales, which ONNX has no"), message);
    }
}
