package dev.lanewise.file;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sections of a file that a reader need not know: those that it does are kept as texts, others passed over. */
final class OptionalSections {

    private static final int MOST_BYTES = 1 << 20;
    /** Of {@link SectionName#COLUMNS}: columns may have many categories. */
    private static final int MOST_BYTES_OF_COLUMNS = 1 << 26;

    /** More than any file has, so that a hostile one fills no memory with names. */
    private static final int MOST_SECTIONS = 100;

    private final Set<String> known;
    private final Set<String> read = new HashSet<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Keeps sections of these names. */
    OptionalSections(String... known) {
        this.known = Set.of(known);
    }

    /** Whether a section of a name is optional. */
    static boolean isOne(String name) {
        return name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    }

    /** As many are read. */
    private static int mostBytes(String name) {
        return name.equals(SectionName.COLUMNS) ? MOST_BYTES_OF_COLUMNS : MOST_BYTES;
    }

    /** Refuses a section that is to be written if no reader would take it. */
    static void requireReadable(String name, long length) {
        if (isOne(name) && length > mostBytes(name)) {
            throw new IllegalArgumentException((name.equals(SectionName.COLUMNS) ? "the columns of the model, with all their values, take "
                    : "section " + name + " takes ") + length + " bytes, but a file can have at most " + mostBytes(name));
        }
    }

    /** The text of a section; nothing where none of that name has been read. */
    Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    /** Reads a section to its end, of which name and length have been read. */
    void read(String name, long length, SectionBytes bytes) throws IOException {
        if (!read.add(name)) {
            throw bytes.problem("is there twice");
        }
        if (read.size() > MOST_SECTIONS) {
            throw bytes.problem("is one more than the " + MOST_SECTIONS + " optional sections that a file may have");
        }
        if (!known.contains(name)) {
            bytes.skip(length);
            return;
        }
        int most = mostBytes(name);
        if (length > most) {
            throw bytes.problem("has " + length + " bytes, expected at most " + most);
        }
        texts.put(name, bytes.text(length));
    }
}
