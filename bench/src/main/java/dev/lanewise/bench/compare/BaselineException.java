package dev.lanewise.bench.compare;

/** There is nothing to compare with; the message says why. */
public final class BaselineException extends Exception {

    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }

    BaselineException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
