package dev.lanewise.train.checkpoint;

import dev.lanewise.text.Phrases;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something is done, such as {@code 2 epochs}, {@code 500 steps} or {@code 10 minutes}.
 *
 * @param count at least 1
 * @param unit  of what
 */
public record CheckpointInterval(long count, Unit unit) {

    private static final Pattern TEXT = Pattern.compile("([^\\sa-zA-Z]\\S*?|\\S+?(?=\\s))\\s*([a-zA-Z]+)");

    /** What is counted. */
    public enum Unit {
        /** Passes over the data. */
        EPOCHS,
        /** Updates. */
        STEPS,
        /** Minutes on the clock. */
        MINUTES
    }

    /**
     * Checks the count.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public CheckpointInterval {
        if (count < 1) {
            throw new IllegalArgumentException("expected a whole number of at least 1 " + name(unit) + ", got " + count);
        }
    }

    /**
     * Reads a count and a unit.
     *
     * @param text such as {@code 500 steps} or {@code 500steps}; the units are epochs, steps and minutes, where the singular and capitals
     *             will do
     * @return how often
     * @throws IllegalArgumentException if it is something else
     */
    public static CheckpointInterval parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected a number of epochs, steps or minutes, got " + Phrases.shown(text));
        }
        Unit unit = unit(matcher.group(2));
        return new CheckpointInterval(KeyValueReader.whole("the number of " + name(unit), matcher.group(1)), unit);
    }

    private static Unit unit(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return switch (name.endsWith("S") ? name : name + "S") {
            case "EPOCHS" -> Unit.EPOCHS;
            case "STEPS" -> Unit.STEPS;
            case "MINUTES" -> Unit.MINUTES;
            default -> throw new IllegalArgumentException("expected epochs, steps or minutes, got " + Phrases.shown(text));
        };
    }

    private static String name(Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return count + " " + name(unit);
    }
}
