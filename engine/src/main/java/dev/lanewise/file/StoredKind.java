package dev.lanewise.file;

import java.util.Arrays;
import java.util.Optional;

/** What a file of sections holds; from version 2 its first section says so. */
public enum StoredKind {

    /** A network to predict with. */
    MODEL("model", "a model"),
    /** A run to go on with. */
    CHECKPOINT("checkpoint", "a checkpoint of a training run");

    private final String text;
    private final String description;

    StoredKind(String text, String description) {
        this.text = text;
        this.description = description;
    }

    /** As the section has it. */
    String text() {
        return text;
    }

    static Optional<StoredKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findAny();
    }

    /**
     * What it is, for a sentence.
     *
     * @return such as "a model"
     */
    public String description() {
        return description;
    }
}
