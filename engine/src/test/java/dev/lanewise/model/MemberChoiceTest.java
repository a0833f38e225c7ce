package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemberChoiceTest {

    private static final int INPUTS = 5, OUTPUTS = 3;

    private static Network ensemble(int members, Activation output) {
        return Network.create(NetworkSpec.inputs(INPUTS).dense(7, Activation.tanh()).layer(Layer.members(members))
                .dense(20, Activation.relu()).layer(Layer.heads(members, OUTPUTS, output)).build(), 7);
    }

    private static float[] samples(int count) {
        var random = new SplittableRandom(count);
        float[] samples = new float[count * INPUTS];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat() - 0.5f;
        }
        return samples;
    }

    private static float[] predicted(Network network, int samples) {
        float[] outputs = new float[samples * OUTPUTS];
        network.predictor(samples).predict(samples(samples), samples, outputs);
        return outputs;
    }

    /** A member's own network has a head that is a dense layer; the mean of all of them is the prediction. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 16, 32})
    void splitsAnEnsembleWhosePredictionIsTheMeanOfItsMembers(int members) {
        for (Activation output : new Activation[] {Activation.softmax(), Activation.sigmoid(), Activation.identity(), Activation.gelu()}) {
            Network all = ensemble(members, output);
            for (int samples : new int[] {1, 2, 5, 15, 16, 17, 150}) {
                float[] mean = new float[samples * OUTPUTS];
                for (int m = 0; m < members; m++) {
                    float[] one = predicted(MemberChoice.keep(all, m), samples);
                    assertArrayEquals(predicted(asDense(all, m, output), samples), one, samples + " samples");
                    IntStream.range(0, mean.length).forEach(i -> mean[i] += one[i]);
                }
                IntStream.range(0, mean.length).forEach(i -> mean[i] /= members);
                assertArrayEquals(mean, predicted(all, samples), samples + " samples");
            }
        }
    }

    /** Without layers of members: a scale and a dense layer in their places. */
    private static Network asDense(Network all, int member, Activation output) {
        NetworkSpec spec = NetworkSpec.inputs(INPUTS).dense(7, Activation.tanh()).layer(Layer.scale()).dense(20, Activation.relu())
                .dense(OUTPUTS, output).build();
        return Network.of(spec, tensor -> switch (tensor.name()) {
            case "layer2.scale" -> part(all.tensor("layer2.members"), member, 7);
            case "layer4.weight" -> part(all.tensor("layer4.heads"), member, OUTPUTS * 20);
            case "layer4.bias" -> part(all.tensor("layer4.head_biases"), member, OUTPUTS);
            default -> all.tensor(tensor.name());
        });
    }

    private static float[] part(float[] values, int member, int each) {
        return Arrays.copyOfRange(values, member * each, (member + 1) * each);
    }

    @Test
    void keepsMembersInTheOrderInWhichTheyAreNamed() {
        Network all = ensemble(8, Activation.softmax()), some = MemberChoice.keep(all, 6, 0, 3);
        assertEquals("members(3) normal(0.0,1.0)", some.spec().layers().get(1).toText());
        assertEquals("heads(3) 3 softmax", some.spec().layers().getLast().toText());
        assertArrayEquals(part(all.tensor("layer4.heads"), 6, OUTPUTS * 20), part(some.tensor("layer4.heads"), 0, OUTPUTS * 20));
        assertArrayEquals(part(all.tensor("layer2.members"), 3, 7), part(some.tensor("layer2.members"), 2, 7));
        assertArrayEquals(predicted(all, 40), predicted(MemberChoice.keep(all, 0, 1, 2, 3, 4, 5, 6, 7), 40));
    }

    @Test
    void saysWhichMembersThereAre() {
        Network all = ensemble(4, Activation.softmax());
        String expected = "expected some of the members 0 to 3, each once, got ";
        assertEquals(expected + "[4]", refusal(all, 4));
        assertEquals(expected + "[]", refusal(all));
        assertEquals(expected + "[-1]", refusal(all, -1));
        assertEquals(expected + "[1, 1]", refusal(all, 1, 1));
        assertEquals("expected a network that ends with heads, got 2-3, which ends with 3 softmax glorot_uniform zero",
                refusal(Network.create(NetworkSpec.inputs(2).dense(3, Activation.softmax()).build(), 1), 0));
    }

    private static String refusal(Network network, int... members) {
        return assertThrows(IllegalArgumentException.class, () -> MemberChoice.keep(network, members)).getMessage();
    }
}
