package dev.lanewise.table;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Which learners vote: all, or the one that does better alone, by the rows from which networks have not learned. */
final class LearnerChoice {

    private LearnerChoice() {
    }

    /** All, where none is better alone or has not answered the same rows; the error is smaller where answers are better. */
    static List<TrainedVoter> best(List<TrainedVoter> all, ToDoubleFunction<HeldOut> error) {
        List<String> learners = all.stream().map(voter -> voter.training().learner()).distinct().toList();
        if (learners.size() == 1) {
            return all;
        }
        HeldOut together = HeldOut.of(all);
        List<TrainedVoter> best = all;
        double least = error.applyAsDouble(together);
        for (String learner : learners) {
            List<TrainedVoter> some = all.stream().filter(voter -> voter.training().learner().equals(learner)).toList();
            HeldOut alone = HeldOut.of(some);
            double here = error.applyAsDouble(alone);
            if (here < least && alone.rows().length == together.rows().length) {
                least = here;
                best = some;
            }
        }
        return best;
    }
}
