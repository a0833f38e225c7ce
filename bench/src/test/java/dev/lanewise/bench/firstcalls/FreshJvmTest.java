package dev.lanewise.bench.firstcalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.firstcalls.FullSpeed.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshJvmTest {

    @Test
    void notesWhatMoreAndMoreCallsCost() throws Exception {
        List<Double> millis = FreshJvm.cpuMillis(Work.README, Mode.SCALAR, new Cpus(1));
        assertEquals(FreshJvm.CALLS.size(), millis.size());
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        assertEquals(sorted, millis);
        assertTrue(millis.getFirst() > 0 && millis.getLast() > millis.getFirst(), millis.toString());
    }

    @Test
    void findsTheFirstWindowNearTheFinalSpeed() {
        double[] nanos = {900, 500, 120, 109, 130, 100, 101, 99};
        List<Window> windows = IntStream.range(0, nanos.length).mapToObj(i -> new Window(10 * (i + 1), nanos[i])).toList();
        assertEquals(100, FullSpeed.finalNanos(windows), 1);
        assertEquals(40, FullSpeed.reached(windows, 100));
        assertEquals(Double.POSITIVE_INFINITY, FullSpeed.reached(windows, 50));
    }

    @Test
    void bindsAJvmToTheFirstCpusThatItMayUse() {
        assertEquals("0", new Cpus(1).first("0-1"));
        assertEquals("2,3,8", new Cpus(3).first("2-3,8,10-12"));
    }

    @Test
    void makesEveryWork() {
        for (Work work : Work.values()) {
            work.make().run();
        }
    }
}
