package dev.lanewise.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.chain.ParameterSet;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.TensorSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers beside those of PyTorch, which works out the same steps in double. */
class OptimizerFixtureTest {

    private static final Fixture FIXTURE = Fixture.load("optimizers");
    /** Ten steps of a few roundings of 2^-24 each. */
    private static final double BOUND = 1e-6;

    static List<Optimizer> optimizers() {
        return OptimizerExamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void makesWhatPyTorchMakesOfGradients(Optimizer optimizer) {
        float[] start = FIXTURE.floats("start");
        float[][] gradients = FIXTURE.rows("gradients");
        double[] expected = FIXTURE.values(optimizer.toText());
        TensorSpec tensor = new TensorSpec("w", List.of(start.length), TensorSpec.Role.BIAS, TensorSpec.Start.ZERO);
        UpdateRule rule = UpdateRule.of(optimizer);
        ParameterSet parameters = new ParameterSet(List.of(tensor), rule.slots(), "a test");
        parameters.set(0, start);
        Panels gradient = Panels.allocate(1, start.length);
        Tile tile = new VectorTile(gradient, new Tile.Part(Panels.allocate(1, start.length), parameters.values(0),
                parameters.slots().stream().map(slot -> slot.values(0)).toArray(Panels[]::new)));
        KernelCalls updates = KernelCalls.of(KernelChoice.kernels(), null);

        for (int step = 0; step < gradients.length; step++) {
            for (int i = 0; i < start.length; i++) {
                gradient.set(0, i, gradients[step][i]);
            }
            rule.beginStep(step + 1, 1, 1);
            updates.update(tile, rule);

            for (int i = 0; i < start.length; i++) {
                double exact = expected[step * start.length + i];
                assertNear(exact, parameters.at(0, i), "number " + i + " after step " + (step + 1));
                if (optimizer instanceof Optimizer.Averaged) {
                    double average = FIXTURE.values(optimizer.toText() + ".average")[step * start.length + i];
                    assertNear(average, parameters.slots().getLast().at(0, i), "average " + i + " after step " + (step + 1));
                }
            }
        }
    }

    private static void assertNear(double exact, float actual, String where) {
        assertEquals(exact, actual, BOUND * Math.max(1, Math.abs(exact)), where);
    }
}
