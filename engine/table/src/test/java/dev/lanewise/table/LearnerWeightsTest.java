package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LearnerWeightsTest {

    private static final Voter VOTER = new Voter(Network.create(NetworkSpec.inputs(1).dense(1, Activation.identity()).build(), 1),
            new TableEncoder(List.of(new BooleanEncoder("x", Vocabulary.ofTexts(List.of("no", "yes"))))));

    private static TrainedVoter voter(String learner, int[] rows, float... outputs) {
        return new TrainedVoter(VOTER, new TableReport.Training(learner, 1, List.of(), 1, 1, 1), rows, outputs, 0, 5);
    }

    private static final List<TrainedVoter> FOUR = List.of(voter("a", new int[] {1, 4}, 1, 4), voter("b", new int[] {1, 4}, 3, 5),
            voter("a", new int[] {0, 2}, 0, 2), voter("b", new int[] {0, 2}, 2, 1));

    @Test
    void averagesWhatIsSaidOfARowByThoseThatHaveNotLearnedFromIt() {
        HeldOut heldOut = HeldOut.of(FOUR);
        assertArrayEquals(new int[] {0, 1, 2, 4}, heldOut.rows());
        assertArrayEquals(new float[] {1, 2, 1.5f, 4.5f}, heldOut.outputs());
    }

    /** What the rows that a voter has not learned from had is not known to it. */
    @Test
    void keepsAnswersWithinWhatTheRowsToLearnFromHad() {
        List<TrainedVoter> voters = List.of(voter("a", new int[] {1, 4}, -1, 7), new TrainedVoter(VOTER, FOUR.getFirst().training(),
                new int[] {0, 2}, new float[] {-1, 7}, -2, 3));
        assertArrayEquals(new float[] {-1, 0, 3, 5}, HeldOut.of(voters).within(voters).outputs());
    }

    /** The truth of a row is its number. */
    private static double error(HeldOut heldOut) {
        double sum = 0;
        for (int i = 0; i < heldOut.rows().length; i++) {
            sum += Math.abs(heldOut.outputs()[i] - heldOut.rows()[i]);
        }
        return sum;
    }

    private static List<Integer> weights(List<TrainedVoter> voters, ToDoubleFunction<HeldOut> error) {
        List<TrainedVoter> weighted = LearnerWeights.of(voters, error);
        weighted.stream().filter(voter -> voter.training().weight() > 0)
                .forEach(voter -> assertEquals(voter.training().weight(), voter.voter().weight()));
        return weighted.stream().map(voter -> voter.training().weight()).toList();
    }

    @Test
    void leavesALearnerOutThatMakesAnswersWorse() {
        assertEquals(List.of(1, 0, 1, 0), weights(FOUR, LearnerWeightsTest::error));
        assertEquals(List.of(0, 1, 0, 1), weights(FOUR, heldOut -> -error(heldOut)));
    }

    /** Of row 1 the learners say 1 and 3. */
    @Test
    void weighsWhatTogetherAnswersBest() {
        assertEquals(List.of(3, 1, 3, 1), weights(FOUR, heldOut -> Math.abs(heldOut.outputs()[1] - 1.5)));
        assertEquals(List.of(2, 3, 2, 3), weights(FOUR, heldOut -> Math.abs(heldOut.outputs()[1] - 2.2)));
        assertArrayEquals(new float[] {0.5f, 1.5f, 1.75f, 4.25f}, HeldOut.of(LearnerWeights.of(FOUR,
                heldOut -> Math.abs(heldOut.outputs()[1] - 1.5))).outputs());
    }

    @Test
    void weighsAllAlikeWhereNoMeanIsBetter() {
        assertEquals(List.of(1, 1, 1, 1), weights(FOUR, heldOut -> Math.abs(heldOut.outputs()[0] - 1)));
        assertEquals(List.of(1, 1, 1, 1), weights(FOUR, _ -> 0));
    }

    @Test
    void weighsAllAlikeWhereALearnerHasNotAnsweredAllRows() {
        assertEquals(List.of(1, 1, 1), weights(FOUR.subList(0, 3), LearnerWeightsTest::error));
        assertEquals(List.of(1, 1), weights(List.of(FOUR.get(0), FOUR.get(2)), LearnerWeightsTest::error));
    }
}
