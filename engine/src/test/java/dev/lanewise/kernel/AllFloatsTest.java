package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All 4,294,967,296 floats; the normal build meets one in a thousand in {@link ElementaryTest}. */
@Tag("long")
class AllFloatsTest {

    @ParameterizedTest
    @EnumSource
    void areWithinTheBoundAndTheSameInBothTwins(Approximation f, TestReporter reporter) {
        FloatSweep worst = FloatSweep.over(f, 1);
        reporter.publishEntry(f.toString(), worst.toString());
        assertTrue(worst.error() <= f.bound, worst.toString());
    }
}
