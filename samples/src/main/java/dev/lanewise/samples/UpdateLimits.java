package dev.lanewise.samples;

import dev.lanewise.spec.GradientOptions;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options that limit gradients, weights, and the memory of a step. */
final class UpdateLimits {

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
        requireLimit(command, "--clip-norm", clipNorm);
        requireLimit(command, "--max-norm", maxNorm);
        Usage.require(command, microBatch == null || microBatch >= 1, "--micro-batch expects a whole number of at least 1, got "
                + microBatch);
    }

    private static void requireLimit(CommandSpec command, String option, Float limit) {
        Usage.require(command, limit == null || limit > 0, option + " expects a number above 0, got " + limit);
    }

    /** What a step does beside the optimizer. */
    GradientOptions gradient() {
        GradientOptions clipped = clipNorm == null ? GradientOptions.NONE : GradientOptions.NONE.withClipNorm(clipNorm);
        return maxNorm == null ? clipped : clipped.withMaxNorm(maxNorm);
    }

    /** Samples that a step takes at a time. */
    int microBatch(int batch) {
        return microBatch == null ? batch : Math.min(microBatch, batch);
    }
}
