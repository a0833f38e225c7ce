package dev.lanewise.samples;

import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say how the learning rate, dropout and decay change with the steps of a training. */
final class ScheduleOptions {

    /** They take the steps of the whole run where they are named alone. */
    private static final Set<String> OVER_ALL = Set.of("linear", "cosine", "onecycle", "flatcosine", "coslog4");

    @Option(names = "--schedule", defaultValue = "linear", paramLabel = "NAME",
            description = "How the learning rate changes: linear, cosine, one_cycle, flat_cosine or coslog4 over all epochs, constant (it "
                    + "stays), or any schedule with its numbers, in steps: step(every,gamma), exponential(gamma), polynomial(steps,power), "
                    + "cosine_restarts(steps,growth), warm_up(steps,schedule); with --validation also reduce_on_plateau(patience), in "
                    + "epochs. Default: ${DEFAULT-VALUE}")
    private String rate;

    @Option(names = "--dropout-schedule", defaultValue = "constant", paramLabel = "NAME",
            description = "How the rate of --dropout changes, as --schedule says. Default: ${DEFAULT-VALUE}")
    private String dropout;

    @Option(names = "--decay-schedule", defaultValue = "constant", paramLabel = "NAME",
            description = "How the decay of the optimizer changes, as --schedule says. Default: ${DEFAULT-VALUE}")
    private String decay;

    /**
     * The schedules of a run of so many steps.
     *
     * @throws IllegalArgumentException if an option is wrong
     */
    Schedules of(long steps) {
        return new Schedules(schedule(rate, steps), schedule(dropout, steps), schedule(decay, steps));
    }

    private static Schedule schedule(String typed, long steps) {
        String name = Usage.name(typed);
        return Schedule.parse(OVER_ALL.contains(name.replace("_", "").replace("-", "")) ? name + "(" + steps + ")" : name);
    }

    /** Whether somebody has to look at a validation set. */
    boolean needValidation() {
        return of(1).rate().plateau().isPresent();
    }

    /** That of the learning rate, as it was typed. */
    String rateName() {
        return rate.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a plan differs in the steps of the whole run alone, as it does for another number of epochs. */
    static boolean isOfOtherLength(Schedule before, Schedule now) {
        return !before.equals(now) && withoutLength(before).equals(withoutLength(now));
    }

    private static String withoutLength(Schedule schedule) {
        String text = schedule.toText();
        return switch (schedule) {
            case Schedule.Linear _, Schedule.Cosine _, Schedule.OneCycle _, Schedule.FlatCosine _, Schedule.CosLog _ ->
                text.replaceFirst("\\(\\d+", "(all");
            default -> text;
        };
    }
}
