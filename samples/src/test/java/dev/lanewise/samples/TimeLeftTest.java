package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.table.TablePlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void oneNetworkEndsWhenItsPatienceDoes() {
        TimeLeft time = new TimeLeft(2, Optional.empty());
        time.plan(List.of(new TablePlan.Network("", 1000, 16)), 0);
        time.begin("", 100 * SECOND);

        assertEquals(32, time.after("", 1, true, 102 * SECOND), 1e-9);
        assertEquals(30, time.after("", 2, false, 104 * SECOND), 1e-9);
        assertEquals(0, time.after("", 17, false, 134 * SECOND), 1e-9);
    }

    @Test
    void trainingEndsWhenItMust() {
        TimeLeft time = new TimeLeft(2, Optional.of(Duration.ofSeconds(20)));
        time.plan(List.of(new TablePlan.Network("", 1000, 16)), 100 * SECOND);
        time.begin("", 100 * SECOND);

        assertEquals(18, time.after("", 1, true, 102 * SECOND), 1e-9);
        assertEquals(0, time.after("", 2, true, 121 * SECOND), 1e-9);
    }

    @Test
    void networksThatHaveNotBegunTakeAsLongAsTheOthersOnAllThreads() {
        TimeLeft time = new TimeLeft(2, Optional.empty());
        time.plan(List.of(new TablePlan.Network("a", 10, Integer.MAX_VALUE), new TablePlan.Network("b", 10, Integer.MAX_VALUE),
                new TablePlan.Network("c", 10, Integer.MAX_VALUE)), 0);
        time.begin("a", 0);
        time.begin("b", 0);

        assertEquals((9 + 10 + 10) / 2.0, time.after("a", 1, true, SECOND), 1e-9);
        assertEquals((9 + 18 + 15) / 2.0, time.after("b", 1, true, 2 * SECOND), 1e-9);
    }

    @Test
    void timesHaveTheUnitThatPeopleWouldTake() {
        assertEquals("0 s", TimeLeft.text(0));
        assertEquals("99 s", TimeLeft.text(99.4));
        assertEquals("2 min", TimeLeft.text(99.6));
        assertEquals("1.7 h", TimeLeft.text(6_000));
    }
}
