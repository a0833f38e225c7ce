package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LearnerChoiceTest {

    private static final Voter VOTER = new Voter(Network.create(NetworkSpec.inputs(1).dense(1, Activation.identity()).build(), 1),
            new TableEncoder(List.of(new BooleanEncoder("x", Vocabulary.ofTexts(List.of("no", "yes"))))));

    private static TrainedVoter voter(String learner, int[] rows, float... outputs) {
        return new TrainedVoter(VOTER, new TableReport.Training(learner, 1, List.of(), 1, true), rows, outputs);
    }

    private static final List<TrainedVoter> FOUR = List.of(voter("a", new int[] {1, 4}, 1, 4), voter("b", new int[] {1, 4}, 3, 5),
            voter("a", new int[] {0, 2}, 0, 2), voter("b", new int[] {0, 2}, 2, 1));

    @Test
    void averagesWhatIsSaidOfARowByThoseThatHaveNotLearnedFromIt() {
        HeldOut heldOut = HeldOut.of(FOUR);
        assertArrayEquals(new int[] {0, 1, 2, 4}, heldOut.rows());
        assertArrayEquals(new float[] {1, 2, 1.5f, 4.5f}, heldOut.outputs());
    }

    /** The truth of a row is its number. */
    private static double error(HeldOut heldOut) {
        double sum = 0;
        for (int i = 0; i < heldOut.rows().length; i++) {
            sum += Math.abs(heldOut.outputs()[i] - heldOut.rows()[i]);
        }
        return sum;
    }

    @Test
    void leavesALearnerOutThatMakesAnswersWorse() {
        assertEquals(List.of(FOUR.get(0), FOUR.get(2)), LearnerChoice.best(FOUR, LearnerChoiceTest::error));
        assertEquals(List.of(FOUR.get(1), FOUR.get(3)), LearnerChoice.best(FOUR, heldOut -> -error(heldOut)));
    }

    @Test
    void keepsAllWhereTogetherTheyAreBetterOrAsGood() {
        assertEquals(FOUR, LearnerChoice.best(FOUR, heldOut -> Math.abs(heldOut.outputs()[0] - 1)));
        assertEquals(FOUR, LearnerChoice.best(FOUR, _ -> 0));
    }

    @Test
    void keepsAllWhereALearnerHasNotAnsweredAllRows() {
        List<TrainedVoter> three = FOUR.subList(0, 3);
        assertEquals(List.of(three.get(0), three.get(2)), LearnerChoice.best(three, LearnerChoiceTest::error));
        assertEquals(three, LearnerChoice.best(three, heldOut -> -error(heldOut)));
    }
}
