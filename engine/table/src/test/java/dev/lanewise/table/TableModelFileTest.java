package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableModelFileTest {

    static final String GOOD = "table\t1\nregression\tprice\tEUR\t5.0\t2.0\t1.0\t9.0\t-1.0\t1.0\ncolumns\t2\n"
            + "number\trooms\t1.0\t3.0\t8.0\tindicator\nrobust\t3.0\t0.5\nbins\ncategory\ttown\tone-hot\ntexts\tBonn\tUlm%09%25\n";

    private static final String SCALED = GOOD.replace("number\trooms", "scaled\t1\nrobust\t0.0\t2.0\nnumber\trooms");
    private static final String HEAD = "table\t2\nregression\tprice\tEUR\t5.0\t2.0\t1.0\t9.0\t-1.0\t1.0\nvoters\t2\n";
    private static final String OF_FOUR = GOOD.substring(GOOD.indexOf("columns"));
    private static final String OF_ONE = "columns\t1\nnumber\tyear\t1900.0\t2000.0\t1950.0\tplain\nrobust\t1950.0\t0.02\nbins\n";

    @TempDir
    private Path folder;

    static Network network(int inputs) {
        return Network.create(NetworkSpec.inputs(inputs).dense(1, Activation.identity()).build(), inputs);
    }

    /** A model that averages two networks, of which one reads other columns. */
    static ModelFile.Content several() {
        return ModelFile.Content.of(List.of(network(4), network(1)), ModelMetadata.NONE, Optional.of(HEAD + OF_FOUR + OF_ONE));
    }

    private Path file(String columns, Network... networks) throws IOException {
        Path file = folder.resolve("houses.lanewise");
        ModelFile.save(ModelFile.Content.of(List.of(networks), ModelMetadata.NONE, Optional.ofNullable(columns)), file);
        return file;
    }

    private Path file(String columns) throws IOException {
        return file(columns, network(4));
    }

    private String refusal(String columns, Network... networks) {
        return assertThrows(IOException.class, () -> TableModel.load(file(columns, networks))).getMessage();
    }

    private String refusal(String columns) {
        return refusal(columns, network(4));
    }

    @Test
    void readsWhatTheFormatSays() throws IOException {
        TableModel model = TableModel.load(file(GOOD));
        assertEquals("TableModel regression of 'price' by 2 columns, network 4-1", model.toString());
        assertEquals(GOOD, model.content().columns().orElseThrow());
        assertEquals(64, model.sha256().length());
    }

    @Test
    void readsScaledInputs() throws IOException {
        assertEquals(SCALED, TableModel.load(file(SCALED)).content().columns().orElseThrow());
        assertEquals("houses.lanewise: column 'rooms' expects 1 to 2 scales of its inputs, got 3",
                refusal(SCALED.replace("scaled\t1\n", "scaled\t3\nrobust\t0.0\t2.0\nrobust\t0.0\t2.0\n")));
        assertTrue(refusal(SCALED.replace("number\trooms", "scaled\t1\nrobust\t0.0\t2.0\nnumber\trooms"))
                .startsWith("houses.lanewise: columns, line 6: expected"));
    }

    @Test
    void readsSeveralNetworksThatReadOtherColumns() throws IOException {
        TableModel model = TableModel.load(file(HEAD + OF_FOUR + OF_ONE, network(4), network(1)));
        assertEquals("TableModel regression of 'price' by 3 columns, the average of 2 networks, the first 4-1", model.toString());
        assertEquals(List.of("rooms", "town", "year"), model.columns());
        assertEquals(2, model.networks().size());
        assertEquals(several().columns(), model.content().columns());
        Answer answer = model.predict(Map.of("rooms", 4, "town", "Bonn", "year", 1960));
        float first = network(4).predict(new float[] {(float) Math.sqrt(1 / (1 + 1 / 36.0)) * 0.5f, 0, 1, 0})[0];
        float second = network(1).predict(new float[] {(float) (0.2 / Math.sqrt(1 + 0.04 / 9))})[0];
        assertEquals(Math.clamp(5 + 2 * (first + second) / 2, 1, 9), answer.value(), 1e-5);
    }

    @Test
    void readsHowMuchNetworksCount() throws IOException {
        String weighted = HEAD.replace("voters\t2", "voters\t2\nweights\t3\t1") + OF_FOUR + OF_ONE;
        TableModel model = TableModel.load(file(weighted, network(4), network(1)));
        assertEquals("TableModel regression of 'price' by 3 columns, the weighted average of 2 networks, the first 4-1", model.toString());
        assertEquals(List.of(3, 1), model.weights());
        assertEquals(weighted, model.content().columns().orElseThrow());
        TableModel first = TableModel.load(file(GOOD, network(4)));
        TableModel all = TableModel.load(file(HEAD + OF_FOUR + OF_ONE, network(4), network(1)));
        assertEquals(List.of(1, 1), all.weights());
        Map<String, ?> row = Map.of("rooms", 4, "town", "Bonn", "year", 1960);
        assertEquals((first.predict(row).value() + all.predict(row).value()) / 2, model.predict(row).value(), 1e-5);
        for (String wrong : List.of("3", "3\t0", "3\t1.5", "3\t1\t1", "-1\t2", "3\t1000001")) {
            assertTrue(refusal(weighted.replace("3\t1", wrong), network(4), network(1)).startsWith("houses.lanewise: columns, line 4: "
                    + "expected"), wrong);
        }
    }

    @Test
    void saysHowManyNetworksItsColumnsAreFor() {
        assertEquals("houses.lanewise: columns, line 1: expected format 2 for 2 networks, got '1'",
                refusal(GOOD, network(4), network(4)));
        assertEquals("houses.lanewise: columns, line 1: expected format 1 for 1 network, got '2'", refusal(HEAD + OF_FOUR + OF_ONE));
        assertEquals("houses.lanewise: columns, line 3: expected a whole number from 2 to 2, got 3.0",
                refusal(HEAD.replace("voters\t2", "voters\t3") + OF_FOUR + OF_ONE, network(4), network(1)));
        assertEquals("houses.lanewise: the columns make 4 inputs, but the network has 1",
                refusal(HEAD + OF_FOUR + OF_ONE, network(1), network(4)));
        assertEquals("houses.lanewise: columns, line 10: expected columns, got ''", refusal(HEAD + OF_FOUR, network(4), network(1)));
    }

    @Test
    void countsOnlyWhatNoVoterKnows() throws IOException {
        TableModel model = TableModel.load(file(HEAD + OF_FOUR + OF_FOUR.replace("Bonn", "Jena").replace("8.0", "20.0"), network(4),
                network(4)));
        record Row(double rooms, String town) {
        }
        Table table = Table.ofRecords(List.of(new Row(9, "Jena"), new Row(30, "Bonn"), new Row(2, "Rome"), new Row(2, null)), Row.class);
        assertEquals("[rooms: 1 outside the range of training, town: 1 missing, 1 unknown]", model.counts(table).toString());
    }

    /** Networks of folds mostly know the same categories. */
    @Test
    void keepsEqualVocabulariesOnce() throws IOException {
        TableModel model = TableModel.load(file(HEAD + OF_FOUR + OF_FOUR, network(4), network(4)));
        List<Vocabulary> towns = model.voters().all().stream().flatMap(voter -> voter.encoder().first("town").stream())
                .map(encoder -> ((CategoryEncoder) encoder).values()).toList();
        assertEquals(2, towns.size());
        assertSame(towns.get(0), towns.get(1));
    }

    @Test
    void saysThatAFileHoldsANetworkAlone() {
        assertEquals("houses.lanewise: expected a model for tables, got the network 4-1 without columns", refusal(null));
    }

    @Test
    void saysWhichLineIsWrong() {
        assertEquals("houses.lanewise: columns, line 1: expected format 1 for 1 network, got '2'",
                refusal(GOOD.replace("table\t1", "table\t2")));
        assertEquals("houses.lanewise: columns, line 2: expected a number, got 'x'", refusal(GOOD.replace("5.0", "x")));
        assertEquals("houses.lanewise: columns, line 2: expected a finite number, got 'NaN'", refusal(GOOD.replace("5.0", "NaN")));
        assertEquals("houses.lanewise: the columns make 3 inputs, but the network has 4",
                refusal(GOOD.replace("indicator", "plain")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsOrRefusesWhateverAFileSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(i % 3 == 0 ? GOOD : i % 3 == 1 ? SCALED : HEAD + OF_FOUR + OF_ONE);
            for (int change = 0; change <= random.nextInt(3); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "\t\n0-9e%aN".charAt(random.nextInt(9)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            readOrRefuse(text.toString(), i % 3 < 2 ? List.of(network(4)) : several().networks());
        }
    }

    private static void readOrRefuse(String columns, List<Network> networks) {
        try {
            TableModel model = TableModel.of(ModelFile.Content.of(networks, ModelMetadata.NONE, Optional.of(columns))).orElseThrow();
            TablePredictor predictor = model.predictor();
            predictor.run();
            assertTrue(Double.isFinite(predictor.value()), columns);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith("co") || e.getMessage().startsWith("the columns") || e.getMessage().startsWith("expected"),
                    e.getMessage());
        }
    }
}
