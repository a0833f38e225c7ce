package dev.lanewise.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FloorsTest {

    @Test
    void knowsEveryCaseOfTheGate() throws IOException {
        Floors floors = new Floors(512);
        List<String> cases = new ArrayList<>();
        for (Net net : Net.values()) {
            cases.add(net + " step");
            cases.add(net + " step 2 threads");
        }
        for (String net : new String[] {"W1", "W2", "W3"}) {
            cases.add(net + " predict 1");
            cases.add(net + " predict 256");
        }
        for (String product : new String[] {"forward", "backward", "weightGradient"}) {
            for (String layer : new String[] {"W1 1", "W2 1", "W2 2", "W3 1", "W3 2"}) {
                cases.add(layer.replace(" ", " product " + product + " "));
            }
        }
        for (String name : cases) {
            double floor = floors.of(name);
            assertTrue(floor > 0 && floor < 2, name + ": " + floor);
        }
        assertThrows(IllegalStateException.class, () -> floors.of("W9 step"));
    }

    @Test
    void refusesToJudgeTheScalarTwin() {
        String said = assertThrows(IOException.class, () -> new Floors(0)).getMessage();
        assertEquals("there are no floors for the scalar twin: the gate judges 512 bits", said);
    }

    @Test
    void countsTheOperationsOfAStepAndAPrediction() {
        assertEquals(64 * (4.0 * 784 * 128 + 6.0 * 128 * 10), Net.W1.stepFlops());
        assertEquals(2.0 * (784 * 128 + 128 * 10), Net.W1.predictFlops(1));
        assertEquals(2.0 * 512 * 256 * 128, Net.W2.productFlops(2));
    }
}
