package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNetworkTest {

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void learnsTheIdentityAndSoonerWithMomentum(long seed) {
        IdentityNetwork.Course without = IdentityNetwork.train(0f, seed), with = IdentityNetwork.train(IdentityNetwork.MOMENTUM, seed);
        assertTrue(without.rightAfter() > 300 && without.rightAfter() < 2500, "without momentum: " + without.rightAfter());
        assertTrue(with.rightAfter() > 30 && with.rightAfter() < 250, "with momentum: " + with.rightAfter());
        for (IdentityNetwork.Course course : List.of(without, with)) {
            assertEquals(List.of(0, 100, 1000, 5000), course.codes().stream().map(IdentityNetwork.Code::epoch).toList());
            assertTrue(spread(course.codes().getFirst().code()) < 0.15, "all inputs have nearly the same code at first");
            assertTrue(spread(course.codes().getLast().code()) > 0.3, "each input has a code of its own at last");
        }
    }

    /** The smallest distance of two codes, by their most different node. */
    private static double spread(float[][] code) {
        double least = 1;
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < a; b++) {
                double most = 0;
                for (int node = 0; node < 3; node++) {
                    most = Math.max(most, Math.abs(code[a][node] - code[b][node]));
                }
                least = Math.min(least, most);
            }
        }
        return least;
    }
}
