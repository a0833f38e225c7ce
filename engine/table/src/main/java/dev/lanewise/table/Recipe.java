package dev.lanewise.table;

import java.util.List;

/**
 * What a quality is: networks whose answers are averaged, one by each learner for each fold.
 *
 * @param learners at least one
 * @param folds    1 for one split
 */
record Recipe(List<Learner> learners, int folds) {

    private static final int FOLDS = 5, FOLDS_OF_SMALL = 10;
    /**
     * With fewer rows that are not for the test, one split leaves the choice of the epoch to chance; small networks know as much there as
     * larger ones, and many of them take seconds.
     */
    private static final int SMALL = 4_000;

    /** By the choices of a trainer, for so many rows that are not for the test. */
    static Recipe of(TableTrainer choices, int rows) {
        boolean isBest = choices.quality == Quality.BEST, isSmall = choices.quality != Quality.FAST && rows < SMALL;
        boolean isManySmall = isSmall && !isBest && choices.folds.isEmpty() && choices.validationShare.isEmpty();
        Quality size = isManySmall ? Quality.FAST : choices.quality;
        List<Learner> usual = isBest ? List.of(TabMLearner.of(size), RealMlpLearner.SHORT) : List.of(TabMLearner.of(size));
        return new Recipe(choices.network.map(network -> List.of(network.learner(size))).orElse(usual),
                isSmall ? FOLDS_OF_SMALL : isBest ? FOLDS : 1);
    }
}
