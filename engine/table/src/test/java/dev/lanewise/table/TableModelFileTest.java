package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
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

    @TempDir
    private Path folder;

    private Path file(String columns) throws IOException {
        Path file = folder.resolve("houses.lanewise");
        Network network = Network.create(NetworkSpec.inputs(4).dense(1, Activation.identity()).build(), 1);
        ModelFile.save(ModelFile.Content.of(network, ModelMetadata.NONE, Optional.ofNullable(columns)), file);
        return file;
    }

    private String refusal(String columns) {
        return assertThrows(IOException.class, () -> TableModel.load(file(columns))).getMessage();
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
    void saysThatAFileHoldsANetworkAlone() {
        assertEquals("houses.lanewise: expected a model for tables, got the network 4-1 without columns", refusal(null));
    }

    @Test
    void saysWhichLineIsWrong() {
        assertEquals("houses.lanewise: columns, line 1: expected format 1, got '2'; a later version of Lanewise reads it",
                refusal(GOOD.replace("table\t1", "table\t2")));
        assertEquals("houses.lanewise: columns, line 2: expected a number, got 'x'", refusal(GOOD.replace("5.0", "x")));
        assertEquals("houses.lanewise: columns, line 2: expected a finite number, got 'NaN'", refusal(GOOD.replace("5.0", "NaN")));
        assertEquals("houses.lanewise: the columns make 3 inputs and want 1 outputs, but the network has 4 and 1",
                refusal(GOOD.replace("indicator", "plain")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void readsOrRefusesWhateverAFileSays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(i % 2 == 0 ? GOOD : SCALED);
            for (int change = 0; change <= random.nextInt(3); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "\t\n0-9e%aN".charAt(random.nextInt(9)));
                    default -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(40))));
                }
            }
            readOrRefuse(text.toString());
        }
    }

    private static void readOrRefuse(String columns) {
        Network network = Network.create(NetworkSpec.inputs(4).dense(1, Activation.identity()).build(), 1);
        try {
            TableModel model = TableModel.of(ModelFile.Content.of(network, ModelMetadata.NONE, Optional.of(columns))).orElseThrow();
            TablePredictor predictor = model.predictor();
            predictor.run();
            assertTrue(Double.isFinite(predictor.value()), columns);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().startsWith("co") || e.getMessage().startsWith("the columns") || e.getMessage().startsWith("expected"),
                    e.getMessage());
        }
    }
}
