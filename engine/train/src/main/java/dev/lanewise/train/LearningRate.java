package dev.lanewise.train;

import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorFactors;
import java.util.Locale;
import java.util.stream.Collectors;

/** The learning rate of a run, as messages name it. */
final class LearningRate {

    private LearningRate() {
    }

    /**
     * For example {@code the default learning rate of 0.1}, where nobody has chosen one, {@code a learning rate of 0.5}, or {@code a
     * learning rate of 0.5 and learning_rate(biases,2.0)} where groups of tensors have factors.
     */
    static String text(Optimizer optimizer, boolean isDefault, TensorFactors factors) {
        String rates = factors.factors().stream().filter(factor -> factor.target() == TensorFactors.Target.LEARNING_RATE)
                .map(factor -> " and " + factor.toText()).collect(Collectors.joining());
        return (isDefault ? "the default learning rate of " : "a learning rate of ") + optimizer.lr() + rates;
    }

    /** One to try where this one is too large: a usual one, at most a tenth. */
    static String smaller(Optimizer optimizer) {
        Optimizer base = optimizer instanceof Optimizer.Averaged averaged ? averaged.base() : optimizer;
        float usual = Optimizer.parse(base.name()).lr();
        return String.format(Locale.ROOT, "%.1g", Math.min(usual, optimizer.lr() / 10));
    }
}
