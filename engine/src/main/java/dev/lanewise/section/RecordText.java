package dev.lanewise.section;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Optimizers and schedules as the first checkpoints have them: as Java prints their records, {@code Momentum[lr=0.05, mu=0.9]}.
 *
 * <p>The names here are those of these files. They stay as they are, whatever the records are called.
 */
public final class RecordText {

    private static final Pattern RECORD = Pattern.compile("(\\w+)\\[(.*)]");

    /** The names of a record's numbers, in its order. */
    private static final Map<String, String> NUMBERS = Map.of("Sgd", "lr=", "Momentum", "lr=, mu=", "Adam", "lr=, beta1=, beta2=, eps=",
            "AdamW", "lr=, beta1=, beta2=, eps=, decay=", "Constant", "", "Linear", "steps=", "Cosine", "steps=");

    private RecordText() {
    }

    /** The text of today for that of a record, {@code momentum(0.05,0.9)}; every other text as it is. */
    public static String current(String text) {
        Matcher record = RECORD.matcher(text);
        if (!record.matches()) {
            return text;
        }
        String numbers = record.group(2);
        if (!numbers.replaceAll("=[^,=]+", "=").equals(NUMBERS.get(record.group(1)))) {
            return text;
        }
        return record.group(1) + (numbers.isEmpty() ? "" : "(" + numbers.replaceAll("\\w+=", "").replace(", ", ",") + ")");
    }
}
