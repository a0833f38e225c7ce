package dev.lanewise.samples.terminal;

import static org.junit.jupiter.api.Assertions.*;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WideTableTest {

    private final WideTable table = new WideTable("no", "size", "share", "of all");

    WideTableTest() {
        table.add("1", "784-12", "0.5 %", "-");
        table.add("2", "12-10", "12.5 %", "3");
    }

    @ParameterizedTest
    @ValueSource(ints = {26, 80})
    void standsInOnePartWhereItFits(int width) {
        String whole = """
                no    size   share  of all
                 1  784-12   0.5 %       -
                 2   12-10  12.5 %       3
                """;
        assertEquals(whole, table.fitting(OptionalInt.of(width)));
        assertEquals(whole, table.fitting(OptionalInt.empty()));
    }

    @Test
    void standsInPartsThatBeginWithTheFirstColumn() {
        assertEquals("""
                no    size   share
                 1  784-12   0.5 %
                 2   12-10  12.5 %

                no  of all
                 1       -
                 2       3
                """, table.fitting(OptionalInt.of(25)));
    }

    @Test
    void hasAColumnInEachPartHoweverNarrow() {
        assertEquals(3, table.fitting(OptionalInt.of(5)).split("\n\n").length);
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertEquals("expected 4 cells, got 1", assertThrows(IllegalArgumentException.class, () -> table.add("3")).getMessage());
    }
}
