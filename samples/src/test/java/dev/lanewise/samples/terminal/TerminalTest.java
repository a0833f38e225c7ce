package dev.lanewise.samples.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void takesTheTypedWidth() {
        assertEquals(OptionalInt.of(60), Terminal.typedWidth(Map.of("COLUMNS", "60")));
        assertEquals(OptionalInt.of(20), Terminal.typedWidth(Map.of("COLUMNS", "3")));
        for (String wrong : List.of("", "0", "-5", "wide", "1e3")) {
            assertEquals(OptionalInt.empty(), Terminal.typedWidth(Map.of("COLUMNS", wrong)), wrong);
        }
        assertEquals(OptionalInt.empty(), Terminal.typedWidth(Map.of()));
    }

    @Test
    void knowsATerminalThatCannotDraw() {
        assertTrue(Terminal.isDumb(Map.of("TERM", "dumb")));
        assertFalse(Terminal.isDumb(Map.of("TERM", "xterm-256color")));
    }
}
