package dev.lanewise.samples;

import dev.lanewise.spec.GradientOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that penalize weights, and limit gradients, weights and the memory of a step. */
final class UpdateLimits {

    @Option(names = "--l1", paramLabel = "FACTOR",
            description = "Adds this factor times the sum of |w| over all weights to what training makes small. Default: 0")
    private Float l1;

    @Option(names = "--l2", paramLabel = "FACTOR",
            description = "Adds half of this factor times the sum of w^2 over all weights, as PyTorch's weight_decay. Default: 0")
    private Float l2;

    @Option(names = "--clip-value", paramLabel = "LIMIT",
            description = "Takes each number of the gradients to at most this size. Default: no limit")
    private Float clipValue;

    @Option(names = "--clip-norm", paramLabel = "LIMIT",
            description = "Multiplies the gradients of a step by one factor where their norm, of all tensors together, is above this "
                    + "limit. Default: no limit")
    private Float clipNorm;

    @Option(names = "--max-norm", paramLabel = "LIMIT",
            description = "Scales the weights of each output of a layer down to this norm after each step. Default: no limit")
    private Float maxNorm;

    @Option(names = "--micro-batch", paramLabel = "N",
            description = "Takes so many samples of a batch through the network at a time: less memory, the same result. Default: all of "
                    + "them")
    private Integer microBatch;

    /** Refuses what is out of range. */
    void requireUsable(CommandSpec command) {
        requirePenalty(command, "--l1", l1);
        requirePenalty(command, "--l2", l2);
        requireLimit(command, "--clip-value", clipValue);
        requireLimit(command, "--clip-norm", clipNorm);
        requireLimit(command, "--max-norm", maxNorm);
        Usage.require(command, microBatch == null || microBatch >= 1, "--micro-batch expects a whole number of at least 1, got "
                + microBatch);
    }

    private static void requirePenalty(CommandSpec command, String option, Float factor) {
        Usage.require(command, factor == null || factor >= 0 && Float.isFinite(factor), option + " expects a number of at least 0, got "
                + factor);
    }

    private static void requireLimit(CommandSpec command, String option, Float limit) {
        Usage.require(command, limit == null || limit > 0, option + " expects a number above 0, got " + limit);
    }

    /** What a step does beside the optimizer. */
    GradientOptions gradient() {
        return new GradientOptions(l1 == null ? 0f : l1, l2 == null ? 0f : l2, limit(clipValue), limit(clipNorm), limit(maxNorm));
    }

    private static float limit(Float typed) {
        return typed == null ? Float.POSITIVE_INFINITY : typed;
    }

    /** Samples that a step takes at a time. */
    int microBatch(int batch) {
        return microBatch == null ? batch : Math.min(microBatch, batch);
    }
}
