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
        Quality quality = choices.quality;
        boolean isSmall = quality == Quality.GOOD && rows < SMALL;
        boolean isManySmall = isSmall && choices.folds.isEmpty() && choices.validationShare.isEmpty();
        List<TableNetwork> networks = choices.network.map(List::of).orElse(quality == Quality.BEST
                ? List.of(TableNetwork.TABM, TableNetwork.REALMLP) : List.of(TableNetwork.TABM));
        return new Recipe(networks.stream().map(network -> network.learner(isManySmall ? Quality.FAST : quality)).toList(),
                quality == Quality.BEST ? FOLDS : isSmall ? FOLDS_OF_SMALL : 1);
    }
}
