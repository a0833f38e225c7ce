package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CoresTest {

    @Test
    void leavesOutIdlingAndWaiting() {
        assertEquals(1.11 + 0.22 + 0.04, Cores.busySeconds("cpu  100 1 10 5000 7000 2 20 4 0 0"), 1e-9);
    }
}
