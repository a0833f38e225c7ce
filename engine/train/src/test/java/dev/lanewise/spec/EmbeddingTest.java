package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Rows of tables in the place of inputs that are categories. */
@Tag("once")
class EmbeddingTest {

    private static final Initializer START = new Initializer.Uniform(-1f, 1f);
    private static final Embedding LAYER = new Embedding(List.of(new Embedding.Table(2, 3, 2), new Embedding.Table(0, 7, 1)), START);

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void writesOtherInputsThenTheRowsOfItsTables() {
        Network network = Network.create(NetworkSpec.inputs(4).layer(LAYER).build(), 3);
        float[] first = network.tensor("layer1.table1"), second = network.tensor("layer1.table2");
        assertArrayEquals(new float[] {0.5f, -3, first[2], first[3], second[6]}, network.predict(new float[] {6, 0.5f, 1, -3}));
        assertEquals("4-5", network.spec().shape());
    }

    @Test
    void readsWhatItWrites() {
        assertEquals("embedding(2:3x2,0:7x1) uniform(-1.0,1.0)", LAYER.toText());
        assertEquals(LAYER, Layer.parse(LAYER.toText()));
        List<String> wrong = List.of("embedding(2:3x2", "embedding(2:3x2)", "embedding() zero", "embedding(2:3) zero");
        for (String text : wrong) {
            assertThrows(IllegalArgumentException.class, () -> Layer.parse(text), text);
        }
    }

    @Test
    void saysWhichTablesAreAllowed() {
        assertSays("an embedding needs at least 1 table, got none", () -> new Embedding(List.of(), START));
        assertSays("an embedding has one table for an input, got two for input 1",
                () -> new Embedding(List.of(new Embedding.Table(1, 3, 2), new Embedding.Table(1, 4, 2)), START));
        assertSays("an embedding expects an input from 0 and at least 1 category and 1 dim, got input 1, 0 categories and 2 dims",
                () -> new Embedding.Table(1, 0, 2));
        assertSays("an embedding of input 2 expects more inputs than that, got 2", () -> NetworkSpec.inputs(2).layer(LAYER).build());
        assertSays("layer 2 is an embedding, which only the first layer may be",
                () -> NetworkSpec.inputs(4).dense(4, Activation.relu()).layer(LAYER).build());
        assertSays("an embedding expects at most 16384 inputs, got 2000000000",
                () -> NetworkSpec.parse("2000000000\nembedding(2:3x2) zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("4\nembedding(0:1x2147483647,1:1x2147483647) zero\n"));
    }

    @Test
    void refusesInputsThatAreNoCategories() {
        Network network = Network.create(NetworkSpec.inputs(4).layer(LAYER).dense(2, Activation.softmax()).build(), 3);
        assertThrows(IllegalArgumentException.class, () -> network.predict(new float[] {0, 0, Float.NaN, 0}));
        for (float wrong : new float[] {-1, 3, 1.5f}) {
            String sentence = "sample 0 has " + wrong + " as input 2, which is a category: expected a whole number from 0 to 2";
            assertSays(sentence, () -> network.predict(new float[] {0, 0, wrong, 0}));
            float[] inputs = {0, 0, 1, 0, 0, 0, wrong, 0};
            Dataset samples = Dataset.labelled(inputs, 4, new int[] {0, 1}, 2);
            try (Trainer trainer = Trainer.builder(network).batch(2).build()) {
                String second = sentence.replace("sample 0", "sample 1");
                assertSays(second, () -> trainer.epoch(samples));
                assertSays(second, () -> trainer.evaluate(samples));
                assertEquals(0, trainer.steps());
            }
        }
    }

    @Test
    void learnsRowsOfCategoriesThatComeUp() {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(new Embedding(List.of(new Embedding.Table(0, 5, 3)), START))
                .dense(2, Activation.softmax()).build();
        float[] inputs = new float[200];
        int[] labels = new int[200];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % 4;
            labels[i] = i % 4 < 2 ? 0 : 1;
        }
        Dataset samples = Dataset.labelled(inputs, 1, labels, 2);
        try (Trainer trainer = Trainer.builder(spec).batch(20).seed(4).build()) {
            float[] before = trainer.network().tensor("layer1.table1");
            for (int epoch = 0; epoch < 60; epoch++) {
                trainer.epoch(samples);
            }
            assertEquals(1, trainer.evaluate(samples).accuracy());
            float[] after = trainer.network().tensor("layer1.table1");
            for (int j = 0; j < 3; j++) {
                assertEquals(before[4 * 3 + j], after[4 * 3 + j], "the row of a category that never comes up");
            }
        }
    }
}
