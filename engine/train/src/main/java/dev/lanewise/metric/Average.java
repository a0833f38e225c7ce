package dev.lanewise.metric;

import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the scores of classes become one number, with the names and the meaning that scikit-learn gives them. */
public enum Average {
    /** Of class 1 alone, where there are two classes. */
    BINARY,
    /** The mean over classes: each counts the same, however few samples it has. Classes without samples and answers are left out. */
    MACRO,
    /** Of all samples as if they were of one class: where every sample has one class and one answer, this is the accuracy. */
    MICRO,
    /** The mean over classes, each with the weight of its samples. */
    WEIGHTED;

    /**
     * The word in a metric's text.
     *
     * @return for example {@code macro}
     */
    public String toText() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Average parse(String text) {
        return Arrays.stream(values()).filter(average -> average.toText().equalsIgnoreCase(text.strip())).findFirst().orElseThrow(
                () -> new IllegalArgumentException("unknown average " + Phrases.shown(text) + ", expected one of "
                        + Arrays.stream(values()).map(Average::toText).collect(Collectors.joining(", "))));
    }
}
