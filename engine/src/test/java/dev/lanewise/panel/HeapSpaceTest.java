package dev.lanewise.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class HeapSpaceTest {

    @Test
    void saysHowMuchWasAskedForInFullMegabytes() {
        OutOfMemoryError cause = new OutOfMemoryError("Java heap space");
        OutOfMemoryError told = HeapSpace.tooSmall("a network", (1 << 20) + 1, cause);
        assertEquals("a network needs 2 MB", told.getMessage());
        assertSame(cause, told.getCause());
        assertEquals("a network needs 4,096 MB", HeapSpace.tooSmall("a network", 1L << 32, cause).getMessage());
    }
}
