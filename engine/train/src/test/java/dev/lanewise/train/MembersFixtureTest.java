package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ensemble within one network has the loss, the gradients and the prediction that PyTorch works out for it. */
class MembersFixtureTest {

    /** Of the largest number, for some fifty roundings in float against none that count in double. */
    private static final double BOUND = 1e-5;
    private static final Fixture FIXTURE = Fixture.load("members");

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void hasTheGradientsOfPyTorchForClasses(int members) {
        float[][] inputs = FIXTURE.rows("inputs");
        assertAgrees("classes." + members, network(members, "classes." + members, Activation.softmax()), Loss.softmaxCrossEntropy(),
                Dataset.labelled(inputs, FIXTURE.ints("labels"), 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 8})
    void hasTheGradientsOfPyTorchForNumbers(int members) {
        assertAgrees("numbers." + members, network(members, "numbers." + members, Activation.identity()), Loss.squaredError(),
                Dataset.withTargets(FIXTURE.rows("inputs"), FIXTURE.rows("targets")));
    }

    private static Network network(int members, String name, Activation output) {
        NetworkSpec spec = NetworkSpec.inputs(4).layer(Layer.members(members)).dense(5, Activation.relu()).dense(9, Activation.relu())
                .layer(Layer.heads(members, 3, output)).build();
        return Network.of(spec, tensor -> FIXTURE.floats(name + "." + tensor.name()));
    }

    private static void assertAgrees(String name, Network network, Loss loss, Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        Gradients gradients = Gradients.of(network, loss, batch);
        assertEquals(FIXTURE.value(name + ".loss"), gradients.meanLoss(), BOUND * FIXTURE.value(name + ".loss"));
        for (TensorSpec tensor : network.tensors()) {
            assertClose(FIXTURE.values(name + ".d." + tensor.name()), gradients.tensor(tensor.name()), tensor.name());
        }
        float[] ofInputs = new float[samples.size() * 4];
        for (int i = 0; i < ofInputs.length; i++) {
            ofInputs[i] = gradients.input(i / 4, i % 4);
        }
        assertClose(FIXTURE.values(name + ".d.inputs"), ofInputs, "inputs");
        float[] predicted = new float[samples.size() * 3];
        network.predictor(samples.size()).predict(flat(FIXTURE.rows("inputs")), samples.size(), predicted);
        assertClose(FIXTURE.values(name + ".prediction"), predicted, "prediction");
        Evaluation evaluation = Evaluation.of(network, loss, samples);
        assertEquals(FIXTURE.value(name + ".loss"), evaluation.meanLoss(), BOUND * FIXTURE.value(name + ".loss"));
    }

    private static float[] flat(float[][] rows) {
        float[] flat = new float[rows.length * rows[0].length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = rows[i / rows[0].length][i % rows[0].length];
        }
        return flat;
    }

    private static void assertClose(double[] expected, float[] got, String what) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        double[] doubles = new double[got.length];
        for (int i = 0; i < got.length; i++) {
            doubles[i] = got[i];
        }
        assertArrayEquals(expected, doubles, BOUND * largest, what);
    }
}
