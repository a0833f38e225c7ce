package dev.lanewise.file;

import java.io.IOException;

/** A whole file of this project, but of the other kind. */
public final class WrongKindException extends IOException {

    private static final long serialVersionUID = 1;

    WrongKindException(String file, StoredKind expected, StoredKind got) {
        super(file + ": expected " + expected.description() + ", got " + got.description());
    }
}
