package dev.lanewise.spec;

import dev.lanewise.text.Phrases;
import java.util.Locale;
import java.util.Objects;

/**
 * How the learning rate, the rate of dropout and the decay of an optimizer change with the steps of a training. Immutable, and shared by
 * any number of threads.
 *
 * @param rate    of the optimizer's learning rate
 * @param dropout of the rates of all dropout layers
 * @param decay   of the optimizer's decay, where it has one
 */
public record Schedules(Schedule rate, Schedule dropout, Schedule decay) {

    /** All stay. */
    public static final Schedules CONSTANT = ofRate(Schedule.constant());

    /**
     * Checks the schedules.
     *
     * @throws IllegalArgumentException if dropout or decay would depend on validation losses
     */
    public Schedules {
        Objects.requireNonNull(rate, "rate");
        requireStepsAlone("dropout", dropout);
        requireStepsAlone("decay", decay);
    }

    private static void requireStepsAlone(String what, Schedule schedule) {
        if (Objects.requireNonNull(schedule, what).plateau().isPresent()) {
            throw new IllegalArgumentException("the schedule of " + what + " expects one that depends on the step alone, got "
                    + schedule.toText());
        }
    }

    /**
     * A schedule of the learning rate alone.
     *
     * @param rate the schedule
     * @return the schedules
     */
    public static Schedules ofRate(Schedule rate) {
        return new Schedules(rate, Schedule.constant(), Schedule.constant());
    }

    /**
     * The same with another schedule of the learning rate.
     *
     * @param schedule the schedule
     * @return new schedules
     */
    public Schedules withRate(Schedule schedule) {
        return new Schedules(schedule, dropout, decay);
    }

    /**
     * The same with another schedule of dropout.
     *
     * @param schedule the schedule
     * @return new schedules
     * @throws IllegalArgumentException if it depends on validation losses
     */
    public Schedules withDropout(Schedule schedule) {
        return new Schedules(rate, schedule, decay);
    }

    /**
     * The same with another schedule of the decay.
     *
     * @param schedule the schedule
     * @return new schedules
     * @throws IllegalArgumentException if it depends on validation losses
     */
    public Schedules withDecay(Schedule schedule) {
        return new Schedules(rate, dropout, schedule);
    }

    /**
     * The schedules as checkpoints and messages have them.
     *
     * @return that of the learning rate, and a line such as {@code dropout flat_cosine(1000,0.5)} for each other one that is not constant
     */
    public String toText() {
        return rate.toText() + line("dropout", dropout) + line("decay", decay);
    }

    private static String line(String name, Schedule schedule) {
        return schedule.equals(Schedule.constant()) ? "" : "\n" + name + " " + schedule.toText();
    }

    /**
     * The schedules of a text.
     *
     * @param text what {@link #toText()} writes; capitals make no difference
     * @return the schedules
     * @throws IllegalArgumentException if it is not of that form
     */
    public static Schedules parse(String text) {
        String[] lines = text.split("\n", 4);
        Schedules schedules = ofRate(Schedule.parse(lines[0]));
        for (int i = 1; i < lines.length; i++) {
            int blank = Math.max(0, lines[i].indexOf(' '));
            String schedule = lines[i].substring(blank).strip();
            schedules = switch (lines[i].substring(0, blank).toLowerCase(Locale.ROOT)) {
                case "dropout" -> schedules.withDropout(Schedule.parse(schedule));
                case "decay" -> schedules.withDecay(Schedule.parse(schedule));
                default -> throw new IllegalArgumentException("expected a schedule of dropout or decay, got " + Phrases.shown(lines[i]));
            };
        }
        if (lines.length != schedules.toText().lines().count()) {
            throw new IllegalArgumentException("expected a line for each schedule that is not constant, got " + Phrases.shown(text));
        }
        return schedules;
    }
}
