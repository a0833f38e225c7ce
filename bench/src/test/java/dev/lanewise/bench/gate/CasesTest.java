package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CasesTest {

    @Test
    void hasFloorsForEveryRowOfEveryWidth() throws IOException {
        for (int widest : new int[] {512, 256, 128}) {
            for (Case which : Stream.concat(Cases.full(widest).stream(), Cases.slow().stream()).toList()) {
                int bits = switch (which.twin()) {
                    case WIDEST -> widest;
                    case BITS_256 -> 256;
                    case BITS_128 -> 128;
                    case SCALAR -> 0;
                };
                for (Row row : new Judge(Pace.FULL, widest).rows(which, List.of(measured(1, bits, 0)))) {
                    assertTrue(row.floor() > 0 && row.floor() < 2, row.title() + ": " + row.floor());
                }
            }
            assertTrue(Floors.of(widest, widest).of(Start.TITLE, Pace.FULL) > 0);
        }
    }

    @Test
    void hasTheQuickCasesAmongTheFullOnesWithLowerFloors() throws IOException {
        List<String> full = Cases.full(512).stream().map(Case::title).toList();
        for (Case which : Cases.quick()) {
            assertTrue(full.contains(which.title()), which.title());
            for (int bits : new int[] {512, 256, 128}) {
                Floors floors = Floors.of(bits, bits);
                assertTrue(floors.of(which.name(), Pace.QUICK) < floors.of(which.name(), Pace.FULL), which.name() + ", " + bits);
            }
        }
    }

    @Test
    void namesEveryCaseOnce() {
        List<String> titles = Cases.full(512).stream().map(Case::title).toList();
        assertEquals(List.copyOf(titles.stream().distinct().toList()), titles);
        assertTrue(titles.containsAll(List.of("W1 step", "W1 step 2 threads", "W1 product forward 1", "W1 product update 1",
                "W2 predict 1", "W3 product backward 2 256 bits", "W3 product backward 2 scalar")), titles.toString());
        assertFalse(Cases.full(256).stream().anyMatch(which -> which.twin() == Twin.BITS_256));
    }

    @Test
    void refusesToJudgeOneTwinByTheFloorsOfAnother() {
        Twin.WIDEST.requireBits(256);
        Twin.SCALAR.requireBits(0);
        String said = assertThrows(IllegalStateException.class, () -> Twin.WIDEST.requireBits(0)).getMessage();
        assertEquals("the JVM with --add-modules=jdk.incubator.vector ran the scalar twin: it cannot be judged by other floors", said);
        assertThrows(IllegalStateException.class, () -> Twin.BITS_256.requireBits(512));
        assertThrows(IllegalStateException.class, () -> Floors.of(512, 512).of("W9 step", Pace.FULL));
        assertThrows(IOException.class, () -> Floors.of(1024, 1024));
    }

    static Measured measured(double share, int vectorBits, double bytesPerOp) {
        return new Measured(100 * share, 100, 1, 1, vectorBits, bytesPerOp, share);
    }
}
