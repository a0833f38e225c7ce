package dev.lanewise.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.runtime.ImpossibleOverrideException;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class OverridesTest {

    /** Asks while a property is set, and leaves no trace of it. */
    private static <T> T with(String property, String value, Supplier<T> question) {
        System.setProperty(property, value);
        try {
            return question.get();
        } finally {
            System.clearProperty(property);
        }
    }

    @Test
    void leavesTheChoiceToTheEngineWhereNothingIsSet() {
        assertEquals(OptionalInt.empty(), Overrides.vectorBits());
        assertEquals(3, Overrides.threads(3));
        assertEquals(64, Overrides.size("tileRows", 64, 16));
    }

    @Test
    void overridesTheChoiceOfTheEngine() {
        assertEquals(OptionalInt.of(128), with("lanewise.vectorBits", "128", Overrides::vectorBits));
        assertEquals(OptionalInt.of(0), with("lanewise.vectorBits", "0", Overrides::vectorBits));
        assertEquals(7, with("lanewise.threads", "7", () -> Overrides.threads(3)));
        assertEquals(48, with("lanewise.tileRows", "48", () -> Overrides.size("tileRows", 64, 16)));
    }

    @ParameterizedTest(name = "-Dlanewise.{0}={1}")
    @CsvSource(delimiter = '|', value = {
        "vectorBits | 64     | -Dlanewise.vectorBits expects 512, 256, 128 or 0, got 64",
        "vectorBits | wide   | -Dlanewise.vectorBits expects 512, 256, 128 or 0, got wide",
        "threads    | 0      | -Dlanewise.threads expects a whole number from 1 to 1024, got 0",
        "threads    | -2     | -Dlanewise.threads expects a whole number from 1 to 1024, got -2",
        "threads    | 1e3    | -Dlanewise.threads expects a whole number from 1 to 1024, got 1e3",
        "threads    | 12345678901 | -Dlanewise.threads expects a whole number from 1 to 1024, got 12345678901",
        "threads    | 1025   | -Dlanewise.threads expects a whole number from 1 to 1024, got 1025",
        "tileRows   | 24     | -Dlanewise.tileRows expects a multiple of 16 from 16 to 9999999, got 24"})
    void refusesWhatIsNoChoiceWithASentence(String name, String value, String sentence) {
        Exception refusal = assertThrows(ImpossibleOverrideException.class, () -> with("lanewise." + name, value, () -> switch (name) {
            case "vectorBits" -> Overrides.vectorBits();
            case "threads" -> Overrides.threads(1);
            default -> Overrides.size(name, 64, 16);
        }));
        assertEquals(sentence, refusal.getMessage());
    }
}
