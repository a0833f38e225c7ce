package dev.lanewise.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends the reading of a table, from inside a library that lets no checked exception through. */
final class CsvRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** A sentence without the file's name, which begins with the line. */
    CsvRefusal(String message) {
        super(message);
    }

    /** The refusal that caused an exception, or null. */
    static @Nullable CsvRefusal causeOf(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof CsvRefusal refusal) {
                return refusal;
            }
        }
        return null;
    }

    IOException in(String file) {
        return new IOException(file + ", " + getMessage(), this);
    }
}
