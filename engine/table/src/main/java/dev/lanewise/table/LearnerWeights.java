package dev.lanewise.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How much each learner counts in the mean, by the rows from which networks have not learned: one learner after the other is taken into
 * the mean, each time the one with which it answers them best, which may be one that is in it. The best of these means is kept.
 *
 * @see <a href="https://doi.org/10.1145/1015330.1015432">Caruana, Niculescu-Mizil, Crew and Ksikes, Ensemble selection from libraries of
 *      models, ICML 2004</a>
 */
final class LearnerWeights {

    private static final int ROUNDS = 10;

    private LearnerWeights() {
    }

    /**
     * The voters with their weights, 0 for those of a learner that is left out; all count once where the learners have not answered the
     * same rows, or no mean is better.
     *
     * @param error smaller where answers are better
     */
    static List<TrainedVoter> of(List<TrainedVoter> voters, ToDoubleFunction<HeldOut> error) {
        Map<String, HeldOut> heldOut = new LinkedHashMap<>();
        voters.stream().map(TrainedVoter::learner).distinct().forEach(learner -> heldOut.put(learner,
                HeldOut.of(voters.stream().filter(voter -> voter.learner().equals(learner)).toList())));
        HeldOut together = HeldOut.of(voters);
        if (heldOut.size() == 1 || heldOut.values().stream().anyMatch(some -> some.rows().length < together.rows().length)) {
            return voters;
        }
        List<String> best = List.copyOf(heldOut.keySet()), mean = List.of();
        double least = error.applyAsDouble(together);
        for (int round = 0; round < ROUNDS; round++) {
            mean = withOneMore(mean, heldOut, error);
            double here = error.applyAsDouble(mean(mean, heldOut));
            if (here < least) {
                least = here;
                best = mean;
            }
        }
        List<String> chosen = best;
        return voters.stream().map(voter -> voter.weighted((int) chosen.stream().filter(voter.learner()::equals).count())).toList();
    }

    /** The first where several are equally good. */
    private static List<String> withOneMore(List<String> mean, Map<String, HeldOut> heldOut, ToDoubleFunction<HeldOut> error) {
        List<String> best = List.of();
        double least = Double.POSITIVE_INFINITY;
        for (String learner : heldOut.keySet()) {
            List<String> longer = new ArrayList<>(mean);
            longer.add(learner);
            double here = error.applyAsDouble(mean(longer, heldOut));
            if (best.isEmpty() || here < least) {
                least = here;
                best = longer;
            }
        }
        return best;
    }

    private static HeldOut mean(List<String> learners, Map<String, HeldOut> heldOut) {
        return HeldOut.mean(learners.stream().map(heldOut::get).toList());
    }
}
