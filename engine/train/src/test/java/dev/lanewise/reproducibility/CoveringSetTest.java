package dev.lanewise.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Dense;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The nets that {@link ReproducibilityTest} trains in every JVM: few, and every kind in at least two of them. */
@Tag("once")
class CoveringSetTest {

    private static final int MOST_NETS = 27;
    private static final int MOST_JVMS = 45;

    @Test
    void hasEveryKindAtLeastTwice() {
        assertEquals(Set.of(), Kinds.rare(TrainingCases.all()));
    }

    @Test
    void missesEveryKindInASingleNet() {
        assertEquals(Kinds.all(), Kinds.rare(TrainingCases.all().subList(0, 1)));
        assertTrue(Kinds.all().size() > 20, Kinds.all()::toString);
    }

    @Test
    void hasDenseLayersWithoutBiasesInTwoNetsOfEachSize() {
        for (boolean tiny : new boolean[] {true, false}) {
            long without = TrainingCases.all(tiny).stream().filter(net -> net.spec().layers().stream()
                    .anyMatch(layer -> layer instanceof Dense dense && dense.biases().isEmpty())).count();
            assertTrue(without >= 2, without + " nets");
        }
    }

    @Test
    void staysSmall() {
        List<TrainingCase> nets = TrainingCases.all();
        assertTrue(nets.size() <= MOST_NETS, nets.size() + " nets");
    }

    @Test
    void hasFewAndManySamplesAtLeastTwice() {
        long few = TrainingCases.all().stream().filter(net -> net.batch() < Panels.LANES).count();
        assertTrue(few >= 2 && few <= TrainingCases.all().size() - 2, few + " nets with few samples");
    }

    @Test
    void runsOnEveryNumberOfThreadsAtLeastTwice() {
        Map<String, Long> jvms = ReproducibilityTest.cells().stream().flatMap(cell -> cell.settings().stream())
                .map(JvmConfiguration.Setting::name)
                .filter(name -> name.endsWith(" threads")).collect(Collectors.groupingBy(name -> name, Collectors.counting()));
        assertEquals(Set.of("1 threads", "2 threads", "3 threads", "7 threads", "16 threads"), jvms.keySet());
        assertTrue(jvms.values().stream().allMatch(count -> count >= 2), jvms::toString);
    }

    /** They come from settings of the JVM, so a new kind of layer or optimizer adds none. */
    @Test
    void runsInAsManyJvmsWhateverKindsThereAre() {
        assertTrue(ReproducibilityTest.cells().size() + 1 <= MOST_JVMS, ReproducibilityTest.cells()::toString);
    }
}
