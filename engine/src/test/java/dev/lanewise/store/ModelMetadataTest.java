package dev.lanewise.store;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.DataFingerprint;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class ModelMetadataTest {

    private static String refusal(String key, String text) {
        return assertThrows(IllegalArgumentException.class, () -> ModelMetadata.NONE.with(key, text)).getMessage();
    }

    @Test
    void givesBackWhatItWasGiven() {
        ModelMetadata metadata = ModelMetadata.NONE.with("b", 2).with("a", "one, \u00e4 \ud83d\ude00").with("b", 3);
        assertEquals("a one, \u00e4 \ud83d\ude00\nb 3\n", metadata.toText());
        assertEquals(metadata, ModelMetadata.read(metadata.toText()));
        assertEquals(Optional.of("3"), metadata.get("b"));
        assertEquals(Optional.empty(), metadata.get("c"));
    }

    @Test
    void knowsSeedDataMetricsAndNote() {
        DataFingerprint data = new DataFingerprint(100, 3, 2, 0x80000000, 7);
        ModelMetadata metadata = ModelMetadata.NONE.withSeed(Long.MIN_VALUE).withData(data).withMetric("loss", 0.1)
                .withMetric("test-accuracy", Double.NaN).withNote("any text, \u00e4");
        assertEquals(Optional.of(Long.MIN_VALUE), metadata.seed());
        assertEquals(Optional.of(data), metadata.data());
        assertEquals(Map.of("loss", 0.1, "test-accuracy", Double.NaN), metadata.metrics());
        assertEquals(Optional.of("any text, \u00e4"), metadata.note());
        assertEquals(metadata, ModelMetadata.read(metadata.toText()));
        assertEquals(Optional.empty(), ModelMetadata.NONE.seed());
        assertEquals(Optional.empty(), ModelMetadata.NONE.data());
        assertEquals(Map.of(), ModelMetadata.NONE.metrics());
        assertEquals(Optional.empty(), ModelMetadata.NONE.note());
    }

    @Test
    void refusesKnownKeysWithTextsOfAnotherForm() {
        assertEquals("metadata seed expects a number, got '1.5'", refusal("seed", "1.5"));
        assertEquals("metadata metric.loss expects a number, got 'low'", refusal("metric.loss", "low"));
        assertEquals("metadata data expects a fingerprint, got '60000 images'", refusal("data", "60000 images"));
    }

    @Test
    void doesNotChangeWithTheMapItWasMadeOf() {
        Map<String, String> entries = new HashMap<>(Map.of("key", "text"));
        ModelMetadata metadata = new ModelMetadata(entries);
        entries.clear();
        assertEquals(Map.of("key", "text"), metadata.entries());
        assertThrows(UnsupportedOperationException.class, () -> metadata.entries().clear());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Key", "a b", "a\n", "\u00e4", "a/b"})
    void refusesKeysOfOtherLetters(String key) {
        assertEquals("a key of metadata has 1 to 64 of the letters a-z, 0-9, '.', '_' and '-', got '" + key.replaceAll("[^ -~]", "?") + "'",
                refusal(key, "text"));
        assertTrue(refusal("k".repeat(65), "text").contains("got 'kkk"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "\r", "\0", "\ud83d", "tab\t"})
    void refusesWhatIsNoLineOfText(String text) {
        assertTrue(refusal("key", text).startsWith("metadata key expects a line of text, got '"), refusal("key", text));
    }

    @Test
    void isBounded() {
        assertEquals("metadata key expects at most 200000 letters, got 200001", refusal("key", "x".repeat(200_001)));
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 1001; i++) {
            entries.put("key" + i, "");
        }
        assertEquals("a model file has at most 1000 entries of metadata, got 1001",
                assertThrows(IllegalArgumentException.class, () -> new ModelMetadata(entries)).getMessage());
        entries.remove("key0");
        assertEquals(1000, new ModelMetadata(entries).entries().size());
        entries.replaceAll((key, text) -> "x".repeat(1050));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new ModelMetadata(entries)).getMessage()
                .startsWith("metadata take at most 1048576 bytes, got "));
    }

    @Test
    void refusesLinesThatAreNoEntries() {
        assertEquals("metadata expects lines of a key and a text, got 'word'",
                assertThrows(IllegalArgumentException.class, () -> ModelMetadata.read("key text\nword\n")).getMessage());
        assertEquals("metadata has 'key' twice",
                assertThrows(IllegalArgumentException.class, () -> ModelMetadata.read("key a\nkey b\n")).getMessage());
    }
}
