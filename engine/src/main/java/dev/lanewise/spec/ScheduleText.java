package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;

/** Schedules as files and command lines have them. */
final class ScheduleText {

    private ScheduleText() {
    }

    static String of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _ -> "constant";
            case Schedule.Linear(long steps) -> call("linear", steps);
            case Schedule.Cosine(long steps) -> call("cosine", steps);
            case Schedule.Step(long every, double gamma) -> call("step", every, gamma);
            case Schedule.Exponential(double gamma) -> call("exponential", gamma);
            case Schedule.Polynomial(long steps, double power) -> call("polynomial", steps, power);
            case Schedule.CosineRestarts(long steps, int growth) -> call("cosine_restarts", steps, growth);
            case Schedule.WarmUp(long steps, double start, Schedule then) -> call("warm_up", steps, start, then.toText());
            case Schedule.OneCycle(long steps, double rise, double first, double last) -> call("one_cycle", steps, rise, first, last);
            case Schedule.FlatCosine(long steps, double flat) -> call("flat_cosine", steps, flat);
            case Schedule.CosLog(long steps, int cycles) -> call("coslog", steps, cycles);
            case Schedule.ReduceOnPlateau(double gamma, int patience, double threshold, int cooldown, double least) ->
                call("reduce_on_plateau", gamma, patience, threshold, cooldown, least);
        };
    }

    private static String call(String name, Object... numbers) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? '(' : ',').append(numbers[i]);
        }
        return text.append(')').toString();
    }

    static Schedule parse(String text) {
        CallSyntax words = CallSyntax.of(text, "schedule");
        return switch (words.name()) {
            case "constant" -> words.with(0, new Schedule.Constant());
            case "linear" -> new Schedule.Linear(words.with(1, words).whole(0));
            case "cosine" -> new Schedule.Cosine(words.with(1, words).whole(0));
            case "step" -> new Schedule.Step(words.with(2, words).whole(0), words.real(1));
            case "exponential" -> new Schedule.Exponential(words.with(1, words).real(0));
            case "polynomial" -> new Schedule.Polynomial(words.with(2, words).whole(0), words.real(1));
            case "cosinerestarts" -> new Schedule.CosineRestarts(words.with(2, words).whole(0), small(words, 1));
            case "warmup" -> warmUp(words);
            case "onecycle" -> words.count() == 1 ? Schedule.oneCycle(words.whole(0))
                    : new Schedule.OneCycle(counted(words, 4, "1 or 4 numbers").whole(0), words.real(1), words.real(2), words.real(3));
            case "flatcosine" -> words.count() == 1 ? Schedule.flatCosine(words.whole(0))
                    : new Schedule.FlatCosine(counted(words, 2, "1 or 2 numbers").whole(0), words.real(1));
            case "coslog4" -> Schedule.cosLog4(words.with(1, words).whole(0));
            case "coslog" -> new Schedule.CosLog(words.with(2, words).whole(0), small(words, 1));
            case "reduceonplateau" -> words.count() == 1 ? Schedule.reduceOnPlateau(small(words, 0))
                    : new Schedule.ReduceOnPlateau(counted(words, 5, "1 or 5 numbers").real(0), small(words, 1), words.real(2),
                            small(words, 3), words.real(4));
            default -> throw words.unknown("constant, linear(steps), cosine(steps), step(every,gamma), exponential(gamma),"
                    + " polynomial(steps,power), cosine_restarts(steps,growth), warm_up(steps,schedule), one_cycle(steps),"
                    + " flat_cosine(steps), coslog4(steps), reduce_on_plateau(patience)");
        };
    }

    private static CallSyntax counted(CallSyntax words, int expected, String description) {
        if (words.count() != expected) {
            throw words.otherCount(description);
        }
        return words;
    }

    private static int small(CallSyntax words, int i) {
        return Math.clamp(words.whole(i), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** With a start or without; what follows has commas of its own. */
    private static Schedule warmUp(CallSyntax words) {
        if (words.count() < 2) {
            throw words.otherCount("a number of steps and a schedule");
        }
        boolean hasStart = words.count() > 2 && words.numbers().get(1).strip().matches("[-+.0-9].*");
        String then = String.join(",", words.numbers().subList(hasStart ? 2 : 1, words.count())).strip();
        if (CallSyntax.key(then).startsWith("warmup")) {
            // refused before it is parsed, since a hostile text may nest without an end
            throw new IllegalArgumentException("a warm-up expects a schedule that is none itself, got another one behind "
                    + words.whole(0) + " steps");
        }
        return new Schedule.WarmUp(words.whole(0), hasStart ? words.real(1) : 0, parse(then));
    }
}
