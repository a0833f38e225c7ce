package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.bench.gate.Floors.Floor;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ConclusionTest {

    private static final Row GOOD = row("good", MeasuredNumbers.of(0.9, 0.9, 0));
    private static final Row SLOW = row("slow", MeasuredNumbers.of(0.5, 0.5, 0));
    private static final Row BUSY = row("busy", MeasuredNumbers.onABusyCore(0.5, 0.5));

    @Test
    void passesWhereEveryCaseThatCouldBeJudgedDoes() {
        Conclusion conclusion = Conclusion.of(List.of(GOOD, BUSY, GOOD));
        assertEquals("judged 2 of 3: the gate is passed", conclusion.line());
        assertEquals(0, conclusion.exitCode());
    }

    @Test
    void isClosedByOneCase() {
        Conclusion conclusion = Conclusion.of(List.of(GOOD, BUSY, SLOW));
        assertEquals("judged 2 of 3: the gate is closed by slow", conclusion.line());
        assertEquals(1, conclusion.exitCode());
    }

    @Test
    void saysThatNothingCouldBeJudged() {
        Conclusion conclusion = Conclusion.of(List.of(BUSY, BUSY));
        assertEquals("judged 0 of 2: others had the core, so nothing can be said", conclusion.line());
        assertEquals(3, conclusion.exitCode());
    }

    @Test
    void endsWithTwoWhereNoCaseHasTheName() {
        assertEquals(2, new CommandLine(new Gate()).execute("--only", "W9"));
    }

    @Test
    void printsARowAsMarkdown() {
        assertEquals("| good | 80.00 | 0.9000 | 0.8000 | 0.900 | 0.800 / 0.850 | 1,000 | 0 | OK |", Table.MARKDOWN.line(GOOD));
        assertEquals(2, Table.MARKDOWN.heading().lines().count());
    }

    private static Row row(String title, Measured measured) {
        return Row.ofShare(title, 1, measured, new Floor(0.8, 0.85));
    }
}
