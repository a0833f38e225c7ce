package dev.lanewise.bench.compare;

/** The builds do not compute the same. */
final class OtherBitsException extends Exception {

    private static final long serialVersionUID = 1;

    OtherBitsException(String message) {
        super(message);
    }
}
