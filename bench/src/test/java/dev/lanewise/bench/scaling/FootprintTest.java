package dev.lanewise.bench.scaling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.bench.Workload;
import org.junit.jupiter.api.Test;

class FootprintTest {

    @Test
    void countsPaddedFloats() {
        Footprint floats = Footprint.of(Workload.parse("784-128-10 x 64"), 2);
        assertEquals(128 * 785 + 16 * 129, floats.parameters());
        assertEquals((784 + 128 + 128 + 16) * 64, floats.batch());
        assertEquals((138 + 10 + 16 + 256) * 64 + 257 * 32, floats.block());
    }

    @Test
    void letsBlocksGrowAndShrinkWithTheNetwork() {
        assertEquals((784 + 3 * 1024 + 10 + 10 + 16 + 2048) * 256 + 257 * 32,
                Footprint.of(Workload.parse("784-1024-1024-1024-10 x 256"), 2).block());
        assertEquals((1500 + 160 + 10 + 10 + 16 + 320) * 32 + 257 * 32, Footprint.of(Workload.parse("1500-160-10 x 256"), 2).block());
        assertEquals((160 + 10 + 10 + 16 + 320) * 64 + 257 * 32, Footprint.of(Workload.parse("1500-160-10 x 256"), 1).block());
    }
}
