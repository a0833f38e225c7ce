package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.ClassWeights;
import dev.lanewise.data.Dataset;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Permitted;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Losses and their gradients are those of PyTorch, balanced classes those of scikit-learn. */
@Tag("once")
class LossFixtureTest {

    /** Of the largest number, for some twenty roundings in float against none that count in double. */
    private static final double BOUND = 2e-6;
    private static final Fixture FIXTURE = Fixture.load("losses");

    /**
     * A loss as PyTorch has it.
     *
     * @param line    what its numbers are called
     * @param outputs what the line of the outputs or logits is called
     * @param targets what that of the targets is called
     */
    private record Case(String line, Loss loss, String outputs, String targets) {
    }

    static final List<Case> CASES = List.of(new Case("squared_error", Loss.squaredError(), "h", "y"),
            new Case("huber", Loss.huber(0.75f), "h", "y"), new Case("absolute_error", Loss.absoluteError(), "h", "y"),
            new Case("poisson", Loss.poisson(), "h", "counts"), new Case("softmax.labels", Loss.softmaxCrossEntropy(), "h", "labels"),
            new Case("softmax.distributions", Loss.softmaxCrossEntropy(), "h", "distributions"),
            new Case("smoothed.0.125.labels", Loss.softmaxCrossEntropy(0.125f), "h", "labels"),
            new Case("smoothed.0.125.distributions", Loss.softmaxCrossEntropy(0.125f), "h", "distributions"),
            new Case("smoothed.0.5.labels", Loss.softmaxCrossEntropy(0.5f), "h", "labels"),
            new Case("smoothed.0.5.distributions", Loss.softmaxCrossEntropy(0.5f), "h", "distributions"),
            new Case("sigmoid", Loss.sigmoidCrossEntropy(), "h", "shares"),
            new Case("focal.2.0.0.25", Loss.focal(), "h", "binary"), new Case("focal.0.0.-1.0", Loss.focal(0, -1), "h", "binary"),
            new Case("focal.0.5.0.75", Loss.focal(0.5f, 0.75f), "h", "binary"),
            new Case("quantile", Loss.quantile(0.1f, 0.5f, 0.9f), "quantiles", "y"),
            new Case("weighted.squared_error", Loss.squaredError(), "h", "y"),
            new Case("weighted.softmax", Loss.softmaxCrossEntropy(), "h", "labels"));

    @Test
    void meetsEveryLossThereIs() {
        Permitted.requireExamples(Loss.class, CASES.stream().map(Case::loss).toList());
        CASES.forEach(c -> assertTrue(FIXTURE.has(c.line + ".gradient"), c.line));
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void hasTheValueAndGradientOfPyTorch(Case c) {
        float[][] outputs = FIXTURE.rows(c.outputs);
        int width = outputs[0].length;
        Dataset samples = samples(outputs, c.loss.targetsFor(width), c.targets);
        if (c.line.startsWith("weighted")) {
            samples = samples.withWeights(FIXTURE.floats("weights"));
        }
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());

        Gradients gradients = Gradients.of(identity(width, c.loss.outputActivation().orElse(Activation.identity())), c.loss, batch);

        double loss = FIXTURE.value(c.line + ".loss");
        assertEquals(loss, gradients.meanLoss(), BOUND * loss);
        double[] expected = FIXTURE.values(c.line + ".gradient");
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], gradients.input(i / width, i % width), BOUND, "derivative " + i);
        }
    }

    private static Dataset samples(float[][] outputs, int width, String targets) {
        if (targets.equals("labels")) {
            return Dataset.labelled(outputs, FIXTURE.ints(targets), width);
        }
        float[][] rows = FIXTURE.rows(targets), first = new float[rows.length][width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, first[i], 0, width);
        }
        return Dataset.withTargets(outputs, first);
    }

    /** Its sums are its inputs, so that derivatives by the inputs are those by the sums. */
    private static Network identity(int width, Activation output) {
        float[] ones = new float[width * width];
        for (int i = 0; i < width; i++) {
            ones[i * width + i] = 1;
        }
        NetworkSpec spec = NetworkSpec.inputs(width).dense(width, output).build();
        return Network.of(spec, tensor -> tensor.name().endsWith("weight") ? ones : new float[width]);
    }

    /** PyTorch has no pinball loss, so its numbers come from a formula in the script. */
    @Test
    void hasTheValueOfScikitLearnForQuantiles() {
        assertEquals(FIXTURE.value("quantile.pinball"), FIXTURE.value("quantile.loss"), 1e-12);
    }

    @Test
    void balancesClassesAsScikitLearnDoes() {
        int[] labels = FIXTURE.ints("balanced.labels");
        ClassWeights weights = ClassWeights.balanced(Dataset.labelled(new float[labels.length], 1, labels, 4));
        double[] expected = FIXTURE.values("balanced.weights");
        assertEquals(ClassWeights.of((float) expected[0], (float) expected[1], 1, (float) expected[2]), weights);
    }
}
