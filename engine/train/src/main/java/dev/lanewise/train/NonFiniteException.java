package dev.lanewise.train;

/** Training has gone wrong: the loss, or a parameter, is infinite or not a number. */
public final class NonFiniteException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NonFiniteException(String message) {
        super(message);
    }
}
