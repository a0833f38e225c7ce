package dev.lanewise.runtime;

/** A system property asks for what is not a choice, or is none on this machine; the message says what is. */
public final class ImpossibleOverrideException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param sentence the property, what was expected, what came
     */
    public ImpossibleOverrideException(String sentence) {
        super(sentence);
    }
}
