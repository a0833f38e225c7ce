package dev.lanewise.samples.digits;

import java.io.IOException;
import java.net.URI;

/**
 * One mirror did not deliver; another one may.
 */
final class MirrorFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * A failure.
     *
     * @param mirror the address that was tried
     * @param verb   what it did, a predicate for it: "answered HTTP 404"
     * @param cause  what was thrown, or null
     */
    MirrorFailure(URI mirror, String verb, Throwable cause) {
        super(mirror + " " + verb, cause);
    }
}
