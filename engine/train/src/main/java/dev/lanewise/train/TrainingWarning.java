package dev.lanewise.train;

import java.util.Objects;

/**
 * Something about a run that is allowed, but hardly meant. A trainer tells each kind once: to the {@link StepListener} of the epoch, and to
 * the {@link System.Logger} {@code dev.lanewise.train}.
 *
 * @param kind    what it is about
 * @param message a sentence with the numbers it comes from, and what to do
 */
public record TrainingWarning(Kind kind, String message) {

    /** What a warning is about. */
    public enum Kind {
        /** Inputs that are large, or of very different scale. */
        UNSCALED_INPUTS,
        /** Targets that are large. */
        UNSCALED_TARGETS,
        /** Targets that the activation of the output cannot give. */
        UNREACHABLE_TARGETS,
        /** Samples that all have the same label or targets. */
        EQUAL_TARGETS,
        /** Outputs that hardly depend on the inputs. */
        CONSTANT_OUTPUTS,
        /** A loss that is several times that of the beginning, and of a network that gives the same for all samples. */
        EXPLODING_LOSS,
        /** Steps beyond the end of the schedule, with a learning rate of 0. */
        ENDED_SCHEDULE
    }

    /** Checks that nothing is missing. */
    public TrainingWarning {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }
}
