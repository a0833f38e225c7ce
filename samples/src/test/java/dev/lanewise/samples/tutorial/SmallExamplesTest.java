package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SmallExamplesTest {

    @Test
    void feedsForwardToTheTutorialsOutput() {
        assertEquals(0.835456, FeedForwardExample.output(), 5e-7);
    }

    @Test
    void descendsToTheTutorialsMinimumInSeventySteps() {
        GradientDescentExample.Descent descent = GradientDescentExample.descend();
        assertEquals(70, descent.steps());
        assertEquals(2.24996, descent.x(), 1e-5);
    }
}
