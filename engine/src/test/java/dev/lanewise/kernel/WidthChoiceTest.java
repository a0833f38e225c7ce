package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.runtime.ImpossibleOverrideException;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class WidthChoiceTest {

    private static final OptionalInt NOTHING = OptionalInt.empty();
    /** Without the module nobody may touch a vector class. */
    private static final IntSupplier UNKNOWN = () -> {
        throw new NoClassDefFoundError();
    };

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void takesTheWidestThatTheJvmPrefers(int bits) {
        assertEquals(new WidthChoice(bits, "the widest this JVM prefers on this CPU"), WidthChoice.of(NOTHING, true, () -> bits, true));
    }

    @Test
    void takesNoMoreThanARowOfAPanel() {
        assertEquals(512, WidthChoice.of(NOTHING, true, () -> 2048, true).bits());
    }

    @Test
    void saysWhyItFallsBack() {
        assertFallsBack("module jdk.incubator.vector is absent", WidthChoice.of(NOTHING, false, UNKNOWN, true));
        assertFallsBack("without its optimizing compiler", WidthChoice.of(NOTHING, true, () -> 512, false));
        assertFallsBack("the widest vectors of this JVM have 64 bits, 128 are needed", WidthChoice.of(NOTHING, true, () -> 64, true));
        assertFallsBack("-Dlanewise.vectorBits=0 asks for it", WidthChoice.of(OptionalInt.of(0), true, () -> 512, true));
        assertFallsBack("-Dlanewise.vectorBits=0 asks for it", WidthChoice.of(OptionalInt.of(0), false, UNKNOWN, true));
    }

    private static void assertFallsBack(String reason, WidthChoice choice) {
        assertEquals(0, choice.bits());
        assertTrue(choice.reason().contains(reason), choice.reason());
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 256, 512})
    void doesWhatItIsAskedForEvenWhereThatIsSlow(int bits) {
        assertEquals(new WidthChoice(bits, "-Dlanewise.vectorBits=" + bits + " asks for it"),
                WidthChoice.of(OptionalInt.of(bits), true, () -> 512, false));
    }

    @Test
    void refusesWhatThisJvmCannotDo() {
        assertRefuses("-Dlanewise.vectorBits=512 expects vectors of 512 bits, but the widest of this JVM on this CPU have 256",
                512, true, () -> 256);
        assertRefuses("-Dlanewise.vectorBits=128 expects the module jdk.incubator.vector: start java with --add-modules"
                + " jdk.incubator.vector", 128, false, UNKNOWN);
    }

    private static void assertRefuses(String sentence, int asked, boolean modulePresent, IntSupplier limit) {
        assertEquals(sentence, assertThrows(ImpossibleOverrideException.class,
                () -> WidthChoice.of(OptionalInt.of(asked), modulePresent, limit, true)).getMessage());
    }
}
