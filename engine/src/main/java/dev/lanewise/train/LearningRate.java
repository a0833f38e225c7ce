package dev.lanewise.train;

/** The learning rate of a run, as messages name it. */
final class LearningRate {

    private LearningRate() {
    }

    /** For example {@code the default learning rate of 0.1}, where nobody has chosen one, or {@code a learning rate of 0.5}. */
    static String text(Optimizer optimizer, boolean isDefault) {
        return (isDefault ? "the default learning rate of " : "a learning rate of ") + of(optimizer);
    }

    private static float of(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Sgd sgd -> sgd.lr();
            case Optimizer.Momentum momentum -> momentum.lr();
            case Optimizer.Adam adam -> adam.lr();
            case Optimizer.AdamW adamW -> adamW.lr();
        };
    }
}
