package dev.lanewise.samples;

import dev.lanewise.file.FileErrors;
import java.io.IOException;
import java.util.Locale;

/** Standard output could not be written. */
final class OutputLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a shell reports for a program that writes to a closed pipe: 128 and the number of SIGPIPE. */
    private static final int CLOSED_PIPE = 141;

    /**
     * Lost output.
     *
     * @param cause the failed write, or null where it is not known
     */
    OutputLostException(IOException cause) {
        super("cannot write standard output" + (cause == null ? "" : ": " + FileErrors.reason(cause)), cause);
    }

    /** Whether the reader has gone, as {@code head} does when it has seen enough. */
    boolean isClosedPipe() {
        return getCause() != null && String.valueOf(getCause().getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }

    /** 141 for a closed pipe, 1 for anything else. */
    int exitCode() {
        return isClosedPipe() ? CLOSED_PIPE : 1;
    }
}
