package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All 4,294,967,296 floats; the normal build meets one in a thousand in {@link ElementaryTest} and
 * {@link ActivationFunctionTest}. */
@Tag("long")
class AllFloatsTest {

    @ParameterizedTest
    @EnumSource
    void areWithinTheBoundAndTheSameInBothTwins(Approximation f) {
        holds(f);
    }

    @ParameterizedTest
    @EnumSource
    void areWithinTheBoundsOfActivations(ExactActivation exact) {
        holds(exact.asValue());
        holds(exact.asSlope());
    }

    private static void holds(Approximated f) {
        FloatSweep worst = FloatSweep.over(f, 1);
        System.out.println(f + ": at most " + worst);
        assertTrue(worst.error() <= f.bound(), worst.toString());
    }
}
