package dev.lanewise.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections of a file that a reader need not know: those that it does are kept as texts, others passed over. */
final class OptionalSections {

    private static final int MOST_BYTES = 1 << 20;

    private final Set<String> known;
    private final Map<String, String> texts = new HashMap<>();

    /** Keeps sections of these names. */
    OptionalSections(String... known) {
        this.known = Set.of(known);
    }

    /** Whether a section of a name is optional. */
    static boolean isOne(String name) {
        return name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }

    /** The text of a section; nothing where none of that name has been read. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Reads a section to its end, of which name and length have been read. */
    void read(String name, long length, SectionBytes bytes) throws IOException {
        if (!known.contains(name)) {
            bytes.skip(length);
            return;
        }
        if (length > MOST_BYTES) {
            throw bytes.problem("has " + length + " bytes, expected at most " + MOST_BYTES);
        }
        if (texts.put(name, bytes.text(length)) != null) {
            throw bytes.problem("is there twice");
        }
    }
}
