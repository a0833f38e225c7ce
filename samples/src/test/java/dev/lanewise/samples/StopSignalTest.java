package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StopSignalTest {

    @Test
    void interruptsOnlyWhileStepsAreDone() {
        try (StopSignal early = new StopSignal()) {
            early.raise();
            assertTrue(early.isRaised());
            assertFalse(Thread.currentThread().isInterrupted(), "nothing is done yet that an interrupt ends in good order");
            assertFalse(early.stopsSteps(), "no step is begun");
        }
        try (StopSignal signal = new StopSignal()) {
            assertTrue(signal.stopsSteps());
            signal.raise();
            assertTrue(Thread.currentThread().isInterrupted());
            signal.sparesFiles();
            assertFalse(Thread.currentThread().isInterrupted(), "files are written whole");
            signal.raise();
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }
}
