package dev.lanewise.table;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Learners in a mean, some of them more than once, the voters with the weights that follow, and how far off they are. */
    private record Mean(List<String> learners, List<TrainedVoter> voters, double error) {

        static Mean of(List<String> learners, List<TrainedVoter> voters, ToDoubleFunction<HeldOut> error) {
            List<TrainedVoter> weighted = voters.stream()
                    .map(voter -> voter.weighted(Collections.frequency(learners, voter.learner()))).toList();
            return new Mean(learners, weighted, error.applyAsDouble(HeldOut.of(TrainedVoter.inModel(weighted))));
        }
    }

    /**
     * The voters with their weights, 0 for those of a learner that is left out; all count once where the learners have not answered the
     * same rows, or no mean is better.
     *
     * @param error smaller where answers are better
     */
    static List<TrainedVoter> of(List<TrainedVoter> voters, ToDoubleFunction<HeldOut> error) {
        List<String> learners = voters.stream().map(TrainedVoter::learner).distinct().toList();
        if (learners.size() == 1 || learners.stream().map(learner -> rows(voters, learner)).distinct().count() > 1) {
            return voters;
        }
        Mean best = Mean.of(learners, voters, error);
        List<String> taken = List.of();
        for (int round = 0; round < ROUNDS; round++) {
            List<String> before = taken;
            // the first where several are equally good
            Mean mean = learners.stream().map(learner -> Mean.of(withOneMore(before, learner), voters, error))
                    .min(Comparator.comparingDouble(Mean::error)).orElseThrow();
            taken = mean.learners;
            best = mean.error < best.error ? mean : best;
        }
        return best.voters;
    }

    private static Set<Integer> rows(List<TrainedVoter> voters, String learner) {
        return voters.stream().filter(voter -> voter.learner().equals(learner)).flatMapToInt(voter -> Arrays.stream(voter.rows())).boxed()
                .collect(Collectors.toSet());
    }

    private static List<String> withOneMore(List<String> taken, String learner) {
        return Stream.concat(taken.stream(), Stream.of(learner)).toList();
    }
}
