package dev.lanewise.train;

import dev.lanewise.text.Phrases;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What tells one run from another, in its checkpoints: chosen at random when a trainer first takes a checkpoint, and kept by whoever
 * goes on from it. No bit of what is learned depends on it.
 *
 * @param text 32 hexadecimal digits
 */
public record RunId(String text) {

    private static final Pattern TEXT = Pattern.compile("[0-9a-f]{32}");

    /**
     * Checks the digits.
     *
     * @throws IllegalArgumentException if they are something else
     */
    public RunId {
        if (!TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("the id of a run expects 32 hexadecimal digits, got " + Phrases.shown(text));
        }
    }

    /** An id that no other run has. */
    static RunId random() {
        return new RunId(UUID.randomUUID().toString().replace("-", ""));
    }

    @Override
    public String toString() {
        return text;
    }
}
