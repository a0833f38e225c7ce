package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members whose answers are numbers of their own, whatever the row. */
@Tag("once")
class MemberPruningTest {

    private static final TableEncoder ENCODER = new TableEncoder(List.of(
            new BooleanEncoder("x", Vocabulary.ofTexts(List.of("no", "yes")))));
    private static final Table ROWS = Table.of(new float[][] {{1}, {2}}, "x");

    private static Voter voter(float... answers) {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(Layer.members(answers.length))
                .layer(Layer.heads(answers.length, 1, Activation.identity())).build();
        return new Voter(Network.of(spec, tensor -> tensor.name().endsWith("biases") ? answers : new float[answers.length]), ENCODER);
    }

    private static float[] kept(float truth, float... answers) {
        Voter pruned = MemberPruning.pruned(voter(answers), ROWS, outputs -> Math.abs(outputs[0] - truth));
        return pruned.network().tensor("layer2.head_biases");
    }

    /** All together answer 10, 3 and 7.5. */
    @Test
    void takesTheMembersWhoseMeanIsBestUntilItIsAsGoodAsThatOfAll() {
        assertArrayEquals(new float[] {2}, kept(2, 0, 8, 2, 30));
        assertArrayEquals(new float[] {3}, kept(3, 3, 3, 3));
        assertArrayEquals(new float[] {0, 15}, kept(7.5f, 0, 15, 15, 0));
    }

    @Test
    void takesTheFirstOfEquallyGoodOnes() {
        Voter first = MemberPruning.pruned(voter(7, 8, 9), ROWS, _ -> 0);
        assertArrayEquals(new float[] {7}, first.network().tensor("layer2.head_biases"));
    }

    @Test
    void keepsAllWhereAllAreNeededAndANetworkThatIsNoEnsemble() {
        Voter all = voter(4.5f, 6);
        Voter one = new Voter(Network.create(NetworkSpec.inputs(1).dense(1, Activation.identity()).build(), 1), ENCODER);
        assertSame(all, MemberPruning.pruned(all, ROWS, outputs -> Math.abs(outputs[0] - 5.25)));
        assertSame(one, MemberPruning.pruned(one, ROWS, _ -> 0));
    }
}
