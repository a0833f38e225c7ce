package dev.lanewise.train;

/**
 * The training thread was interrupted: the step before is whole, and training can go on or be saved. The thread's interrupt stays
 * set.
 */
public final class TrainingInterruptedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingInterruptedException(String message) {
        super(message);
    }
}
