package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableExplainerTest {

    private static final Table HOUSES = houses();
    private static final TableModel PRICE = TableTrainer.fast().target("price").kind("sold", ColumnKind.IGNORE).fit(HOUSES);
    private static final TableModel SOLD = TableTrainer.fast().target("sold").kind("price", ColumnKind.IGNORE).fit(HOUSES);

    private static final TableModel REALMLP = TableTrainer.fast().network(TableNetwork.REALMLP).target("price")
            .kind("sold", ColumnKind.IGNORE).fit(HOUSES);

    private record House(Double rooms, String town, String street, boolean hasGarden, String built, double noise, double price,
            String sold) {
    }

    /** The noise says nothing, the street has an embedding, rooms and towns are missing at times. */
    private static Table houses() {
        SplittableRandom random = new SplittableRandom(5);
        List<House> houses = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int rooms = 1 + random.nextInt(8), town = random.nextInt(4), street = random.nextInt(12);
            boolean hasGarden = random.nextBoolean();
            double price = 100 * rooms + 70 * town + 20 * street + (hasGarden ? 50 : 0);
            houses.add(new House(i % 17 == 0 ? null : (double) rooms, town == 3 ? null : List.of("Ulm", "Bonn", "Jena").get(town),
                    "street " + street, hasGarden, "19" + (50 + i % 50) + "-0" + (1 + i % 9) + "-01", random.nextDouble(), price,
                    price > 700 ? "yes" : price > 500 ? "maybe" : "no"));
        }
        return Table.ofRecords(houses, House.class);
    }

    private static TableEncoder encoder(TableModel model) {
        return model.voters().all().getFirst().encoder();
    }

    private static Map<String, Double> byColumn(TableExplanation explanation) {
        return explanation.parts().stream()
                .collect(Collectors.toMap(TableExplanation.Part::column, TableExplanation.Part::contribution));
    }

    private static void assertComplete(TableExplanation explanation, Object what) {
        assertEquals(explanation.change(), explanation.sum(), 1e-3 * Math.abs(explanation.change()), what + ": " + explanation);
    }

    @Test
    void givesContributionsWhoseSumIsTheChangeOfANumber() {
        TableExplainer explainer = new TableExplainer(PRICE);
        float[] outputs = PRICE.outputs(HOUSES);
        Target.Number target = (Target.Number) PRICE.target();
        for (int row = 0; row < 8; row++) {
            TableExplanation explanation = explainer.explain(HOUSES, row);
            assertEquals(outputs[row] * target.deviation() + target.mean(), explanation.answer(), 1e-3);
            assertEquals("", explanation.label());
            assertEquals(PRICE.columns().size(), explanation.parts().size());
            assertComplete(explanation, row);
        }
    }

    @Test
    void explainsPeriodicEmbeddingsAndScaledInputs() {
        TableExplainer explainer = new TableExplainer(REALMLP);
        for (int row = 0; row < 4; row++) {
            assertComplete(explainer.explain(HOUSES, row), row);
        }
        assertEquals(triedRooms(PRICE), triedRooms(REALMLP));
    }

    /** Rooms are missing at times, so they have an input of their own that says so. */
    private static List<String> triedRooms(TableModel model) {
        return PartialDependence.of(model, HOUSES, "rooms", 5).points().stream().map(PartialDependence.Point::value).toList();
    }

    @Test
    void givesContributionsWhoseSumIsTheChangeOfAProbability() {
        TableExplainer explainer = new TableExplainer(SOLD);
        List<Answer> answers = SOLD.predict(HOUSES);
        for (int row = 0; row < 8; row++) {
            TableExplanation predicted = explainer.explain(HOUSES, row);
            assertEquals(answers.get(row).label(), predicted.label());
            assertEquals(answers.get(row).probability(predicted.label()), predicted.answer(), 1e-6);
            assertComplete(predicted, row);
            double sum = 0;
            for (String label : SOLD.classes()) {
                TableExplanation one = explainer.explain(HOUSES, row, label);
                sum += one.sum();
                assertEquals(label, one.label());
            }
            assertEquals(0, sum, 2e-3);
        }
    }

    @Test
    void beginsWithWhatTrainingHadMostly() {
        Map<String, String> typical = new TableExplainer(PRICE).explain(HOUSES, 0).parts().stream()
                .collect(Collectors.toMap(TableExplanation.Part::column, TableExplanation.Part::typical));
        Map<String, Object> row = new HashMap<>(typical);
        TableExplanation explanation = new TableExplainer(PRICE).explain(HOUSES, 0);
        assertEquals(PRICE.predict(row).value(), explanation.typical(), 1e-3);
        assertTrue(List.of("3", "4", "5", "6").contains(typical.get("rooms")), typical.toString());
        assertTrue(typical.get("built").startsWith("197"), typical.toString());
    }

    @Test
    void saysThatAColumnAsInTheTypicalRowContributesNothing() {
        TypicalRow typical = PRICE.typical();
        TableExplanation same = new TableExplainer(PRICE).explain(typical.table(PRICE.columns()), 0);
        assertEquals(0, same.change());
        assertEquals(0, same.sum());
        for (int row = 0; row < 8; row++) {
            for (TableExplanation.Part part : new TableExplainer(PRICE).explain(HOUSES, row).parts()) {
                assertTrue(!part.value().equals(part.typical()) || part.contribution() == 0, part.toString());
            }
        }
    }

    @Test
    void findsWhatThePriceIsMadeOf() {
        TypicalRow typical = PRICE.typical();
        int row = IntStream.range(0, HOUSES.rows()).filter(i -> HOUSES.column("rooms").number(i) == 8).findFirst().orElseThrow();
        TableExplanation explanation = new TableExplainer(PRICE).explain(HOUSES, row);
        double rooms = byColumn(explanation).get("rooms"), expected = 100 * (8 - Double.parseDouble(typical.values().get("rooms")));
        assertEquals(expected, rooms, 0.3 * expected, explanation.toString());
        assertEquals(0, byColumn(explanation).get("noise"), 40, explanation.toString());
    }

    /** Without a hidden layer the derivative is the same all along: weight times difference. */
    @Test
    void isExactForALinearNetwork() {
        NetworkSpec spec = NetworkSpec.inputs(4).dense(1, Activation.identity()).build();
        Network network = Network.of(spec, WeightOrder.OUT_IN, new float[][][] {{{0.5f, -2f, 1f, 3f}}}, new float[][] {{0.25f}});
        TableModel model = TableModel.of(ModelFile.Content.of(network, ModelMetadata.NONE, Optional.of(TableModelFileTest.GOOD)))
                .orElseThrow();
        Table rows = Table.ofRecords(List.of(new Flat(null, "Bonn"), new Flat(7.0, "Ulm\t%")), Flat.class);
        TableExplanation missing = new TableExplainer(model).explain(rows, 0), known = new TableExplainer(model).explain(rows, 1);
        // a missing number is the median, and -2 is the weight of what says so; the deviation of the target is 2
        assertEquals(Map.of("rooms", -4.0, "town", 2.0), byColumn(missing));
        double scaled = 2 / Math.sqrt(1 + 4.0 / 9);
        assertEquals(2 * 0.5 * scaled, byColumn(known).get("rooms"), 1e-6);
        assertEquals(6, byColumn(known).get("town"), 1e-6);
        assertEquals(List.of("town", "rooms"), known.parts().stream().map(TableExplanation.Part::column).toList());
        assertEquals(2 * 0.25 + 5, known.typical(), 1e-6);
    }

    private record Flat(Double rooms, String town) {
    }

    /** Integrals of the naive kind: many steps through the inputs of the network above the cut, by differences. */
    @Test
    void agreesWithCentralDifferences() {
        CutNetwork cut = CutNetwork.of(SOLD.networks().getFirst());
        float[][] ends = cut.features(encoder(SOLD).encode(HOUSES.at(new int[] {3, 4})));
        int width = ends[0].length;
        RowPath path = new RowPath(cut.above(), 1, ends[0], ends[1], IntStream.range(0, width).toArray());
        double[] found = path.derivatives(new double[] {0.37})[0];
        float[] middle = new float[width];
        for (int f = 0; f < width; f++) {
            middle[f] = (float) (ends[0][f] + 0.37 * ((double) ends[1][f] - ends[0][f]));
        }
        for (int f = 0; f < width; f++) {
            float[] above = middle.clone(), below = middle.clone();
            above[f] += 5e-3f;
            below[f] -= 5e-3f;
            double slope = ((double) cut.above().predict(above)[1] - cut.above().predict(below)[1]) / ((double) above[f] - below[f]);
            assertEquals(slope * ((double) ends[1][f] - ends[0][f]), found[f], 2e-5 + 0.03 * Math.abs(found[f]), "feature " + f);
        }
        double[] around = path.values(new double[] {0.36, 0.38});
        assertEquals((around[1] - around[0]) / 0.02, Arrays.stream(found).sum(), 0.03 * Math.abs(Arrays.stream(found).sum()));
    }

    /** From 1,000 a change of 0.1 is some 1,600 of the least steps that floats take. */
    @Test
    void takesNoMoreStepsThanFloatsCanUse() {
        RowPath small = curve(0.1f, 1000);
        double[] values = small.values(new double[] {0, 1});
        IntegratedGradients integral = IntegratedGradients.of(small, 2e-4 * Math.abs(values[1] - values[0]));
        assertEquals(64, integral.steps());
        assertEquals(values[1] - values[0], integral.sums()[0], 2e-6 * 1000);
        RowPath large = curve(100, 0);
        values = large.values(new double[] {0, 1});
        assertEquals(values[1] - values[0], IntegratedGradients.of(large, 2e-4 * Math.abs(values[1] - values[0])).sums()[0],
                2e-4 * Math.abs(values[1] - values[0]));
    }

    /** {@code height tanh(3 x) + bias} from -1 to 2. */
    private static RowPath curve(float height, float bias) {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.tanh()).dense(1, Activation.identity()).build();
        Network network = Network.of(spec, WeightOrder.OUT_IN, new float[][][] {{{3}}, {{height}}}, new float[][] {{0}, {bias}});
        return new RowPath(network, 0, new float[] {-1}, new float[] {2}, new int[] {0});
    }

    @Test
    void stopsWhereOutputsAreNoNumbers() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(2, Activation.identity()).dense(1, Activation.identity()).build();
        Network network = Network.of(spec, WeightOrder.OUT_IN, new float[][][] {{{3e38f}, {3e38f}}, {{3e38f, -3e38f}}},
                new float[][] {{0, 0}, {0}});
        RowPath path = new RowPath(network, 0, new float[] {-1}, new float[] {2}, new int[] {0});
        IntegratedGradients integral = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> IntegratedGradients.of(path, 1e-3));
        assertTrue(integral.steps() <= 4096 && Double.isNaN(integral.sums()[0]), integral.steps() + " steps");
    }

    @Test
    void givesTheMeanOfWhatSeveralNetworksSay() {
        TableModel other = TableTrainer.fast().target("price").kind("sold", ColumnKind.IGNORE).seed(2).fit(HOUSES);
        TableModel average = new TableModel(new Voters(List.of(PRICE.voters().all().getFirst(),
                other.voters().all().getFirst().weighted(3))), PRICE.target(), PRICE.typical(), PRICE.metadata());
        for (int row : List.of(3, 17)) {
            assertComplete(new TableExplainer(average).explain(HOUSES, row), row);
        }
    }

    @Test
    void cutsBehindEmbeddings() {
        CutNetwork cut = CutNetwork.of(PRICE.networks().getFirst());
        float[][] inputs = encoder(PRICE).encode(HOUSES);
        float[] whole = PRICE.outputs(HOUSES);
        float[][] parts = cut.above().predict(cut.features(inputs));
        for (int row = 0; row < parts.length; row++) {
            assertEquals(whole[row], parts[row][0], 1e-6f);
        }
        Features features = Features.of(encoder(PRICE).inputs(), 8);
        assertEquals(features.width(), cut.origins().size());
        List<EncodedInput> made = encoder(PRICE).inputs();
        for (int f = 0; f < features.width(); f++) {
            EncodedInput expected = made.get(features.origin(f));
            assertTrue(cut.origins().get(f) >= expected.at() && cut.origins().get(f) < expected.at() + expected.width(), "feature " + f);
        }
    }

    @Test
    void cutsBehindPeriodicEmbeddings() {
        NetworkSpec spec = NetworkSpec.inputs(3).layer(new Periodic(List.of(1), 4, 2, 0.1f)).layer(Layer.scale())
                .dense(2, Activation.softmax()).build();
        Network network = Network.create(spec, 3);
        CutNetwork cut = CutNetwork.of(network);
        assertEquals(List.of(0, 1, 2, 1, 1), cut.origins());
        float[][] inputs = {{0.5f, -1.25f, 2f}, {1f, 0f, -1f}};
        assertArrayEquals(network.predict(inputs)[0], cut.above().predict(cut.features(inputs))[0], 1e-6f);
    }

    @Test
    void keepsTheTypicalRowInTheFile(@TempDir Path folder) throws Exception {
        PRICE.save(folder.resolve("price.lanewise"));
        TableModel read = TableModel.load(folder.resolve("price.lanewise"));
        assertEquals(PRICE.typical(), read.typical());
        assertEquals(PRICE.sha256(), read.sha256());
        assertEquals(new TableExplainer(PRICE).explain(HOUSES, 3), new TableExplainer(read).explain(HOUSES, 3));
    }

    @Test
    void saysWhatIsWrong() {
        TableExplainer explainer = new TableExplainer(SOLD);
        assertEquals("expected one of the classes maybe, no, yes, got 'never'",
                assertThrows(IllegalArgumentException.class, () -> explainer.explain(HOUSES, 0, "never")).getMessage());
        assertEquals("the model predicts numbers of 'price', so there is no class 'yes'",
                assertThrows(IllegalArgumentException.class, () -> new TableExplainer(PRICE).explain(HOUSES, 0, "yes")).getMessage());
        Table poor = Table.ofRecords(List.of(new Flat(3.0, "Ulm")), Flat.class);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> explainer.explain(poor, 0)).getMessage()
                .startsWith("the table lacks street, hasGarden"), "columns");
    }
}
