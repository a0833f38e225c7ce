package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementTest {

    private static final List<Path> THIS_BUILD = Build.ownClassPath();

    @ParameterizedTest
    @ValueSource(strings = {"W5 step", "W6 step", "W1 predict 1", "W1 product forward 1", "W1 product backward 1",
        "W1 product weightGradient 1", "W1 product update 1"})
    void callsABuildInTurnsWithItself(String name) throws Exception {
        try (Build one = new Build(THIS_BUILD); Build other = new Build(THIS_BUILD)) {
            Measurement measured = Measurement.of(new Case(name, 0.98, 1), one, other, 1, 2, 1);
            assertEquals(1, measured.slices().size());
            assertEquals(2, measured.ratios().turns());
            assertTrue(measured.ratios().means() > 0 && measured.ratios().percentiles() > 0, measured.toString());
        }
    }

    @Test
    void hasTheQuickCasesAmongTheFullOnes() {
        List<Case> full = Case.full();
        assertTrue(full.containsAll(Case.quick()));
        assertEquals(full.size(), new HashSet<>(full).size());
        assertEquals(6 + 6 + 20, full.size());
        assertTrue(full.containsAll(List.of(new Case("W5 step", 0.95, 4), new Case("W3 step", 0.98, 1), new Case("W3 predict 256", 0.98, 1),
                new Case("W2 product weightGradient 2", 0.97, 1))));
        assertFalse(Case.quick().contains(new Case("W3 step", 0.98, 1)));
    }
}
