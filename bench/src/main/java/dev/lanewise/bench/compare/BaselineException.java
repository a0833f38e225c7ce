package dev.lanewise.bench.compare;

/** There is nothing to compare with; the message says why. */
public sealed class BaselineException extends Exception permits MissingCommitException {

    private static final long serialVersionUID = 1;

    BaselineException(String message) {
        super(message);
    }

    BaselineException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
