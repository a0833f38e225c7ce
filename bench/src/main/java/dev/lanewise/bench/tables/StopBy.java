package dev.lanewise.bench.tables;

/** What of the validation rows chooses the epoch or the number of trees, for every learner. */
enum StopBy {

    /** The log loss of classes, the RMSE of numbers: what each library takes where nobody says otherwise. */
    LOSS,
    /** The accuracy of classes, the RMSE of numbers. */
    SCORE
}
