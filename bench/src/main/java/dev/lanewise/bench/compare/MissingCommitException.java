package dev.lanewise.bench.compare;

/** The clone lacks the commit that there is to compare with, as a shallow one does. */
public final class MissingCommitException extends BaselineException {

    private static final long serialVersionUID = 1;

    MissingCommitException(String message) {
        super(message);
    }
}
