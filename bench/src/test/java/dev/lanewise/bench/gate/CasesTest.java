package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CasesTest {

    @ParameterizedTest
    @CsvSource({"512, 32", "256, 32", "256, 16", "128, 32", "128, 16"})
    void hasFloorsForEveryRowOfEveryWidthAndNumberOfRegisters(int widest, int registers) throws IOException {
        for (Case which : Stream.concat(Cases.full(widest).stream(), Cases.slow().stream()).toList()) {
            int bits = switch (which.twin()) {
                case WIDEST -> widest;
                case BITS_256 -> 256;
                case BITS_128 -> 128;
                case SCALAR -> 0;
            };
            for (Row row : Judge.rows(which, List.of(MeasuredNumbers.of(bits, registers)))) {
                assertTrue(row.floor().share() > 0 && row.floor().share() < 2, row.title() + ": " + row.floor());
                assertTrue(row.floor().ratio() > 0 && row.floor().ratio() < 2, row.title() + ": " + row.floor());
            }
        }
        assertTrue(Floors.of(widest, registers).of(TimeToAccuracy.TITLE).share() > 0);
    }

    @Test
    void hasTheQuickCasesAmongTheFullOnes() {
        List<String> full = Cases.full(512).stream().map(Case::title).toList();
        Cases.quick().forEach(which -> assertTrue(full.contains(which.title()), which.title()));
    }

    @Test
    void findsACaseByItsTitle() {
        assertEquals("W3 product backward 2 scalar", Cases.named("W3 product backward 2 scalar").title());
        assertEquals(JvmVariant.BITS_256, Cases.named("W1 product update 1 256 bits").twin());
        assertEquals(Case.Judged.FRESH_JVMS, Cases.named("W1 step fresh JVMs").judged());
        String said = assertThrows(IllegalArgumentException.class, () -> Cases.named("W9 step")).getMessage();
        assertEquals("the gate has no case 'W9 step'", said);
    }

    @Test
    void namesEveryCaseOnce() {
        List<String> titles = Cases.full(512).stream().map(Case::title).toList();
        assertEquals(List.copyOf(titles.stream().distinct().toList()), titles);
        assertTrue(titles.containsAll(List.of("W1 step", "W1 step 2 threads", "W1 product forward 1", "W1 product update 1",
                "W2 predict 1", "W3 product backward 2 256 bits", "W3 product backward 2 scalar")), titles.toString());
        assertFalse(Cases.full(256).stream().anyMatch(which -> which.twin() == JvmVariant.BITS_256));
    }

    @Test
    void refusesToJudgeOneTwinByTheFloorsOfAnother() {
        JvmVariant.WIDEST.requireBits(256);
        JvmVariant.SCALAR.requireBits(0);
        String said = assertThrows(IllegalStateException.class, () -> JvmVariant.WIDEST.requireBits(0)).getMessage();
        assertEquals("the JVM with --add-modules=jdk.incubator.vector ran the scalar twin: it cannot be judged by other floors", said);
        assertThrows(IllegalStateException.class, () -> JvmVariant.BITS_256.requireBits(512));
        assertThrows(IllegalStateException.class, () -> Floors.of(512, 32).of("W9 step"));
        assertThrows(IOException.class, () -> Floors.of(512, 16));
        assertThrows(IOException.class, () -> Floors.of(1024, 32));
    }
}
