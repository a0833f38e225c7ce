package dev.lanewise.table;

/** Which network learns from a table. */
public enum TableNetwork {

    /** TabM-mini with piecewise-linear embeddings; its size is that of the quality. */
    TABM,
    /** RealMLP-TD: 256-256-256 with periodic embeddings, 256 epochs. */
    REALMLP,
    /** RealMLP-TD-S, the simple form: without embeddings, dropout and decay. */
    REALMLP_SIMPLE;

    Learner learner(Quality quality) {
        return switch (this) {
            case TABM -> TabMLearner.of(quality);
            case REALMLP -> RealMlpLearner.of(RealMlpLearner.Kind.TD);
            case REALMLP_SIMPLE -> RealMlpLearner.of(RealMlpLearner.Kind.TD_S);
        };
    }
}
