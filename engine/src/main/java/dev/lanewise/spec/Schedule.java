package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;

/** How the learning rate changes with the steps: a factor on the optimizer's rate, worked out in double from the step alone. */
public sealed interface Schedule {

    /** The rate stays. */
    record Constant() implements Schedule {
    }

    /**
     * The rate falls in a straight line: {@code 1 - (step - 1) / steps}.
     *
     * @param steps updates of the whole run, at least 1; beyond them the factor is 0
     */
    record Linear(long steps) implements Schedule {
        /**
         * Checks the steps.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Linear {
            requireSteps(steps);
        }
    }

    /**
     * The rate falls along half a cosine: {@code (1 + cos(pi * (step - 1) / steps)) / 2}.
     *
     * @param steps updates of the whole run, at least 1; beyond them the factor is 0
     * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR, ICLR 2017</a>
     */
    record Cosine(long steps) implements Schedule {
        /**
         * Checks the steps.
         *
         * @throws IllegalArgumentException if there are none
         */
        public Cosine {
            requireSteps(steps);
        }
    }

    /**
     * A rate that stays.
     *
     * @return the schedule
     */
    static Schedule constant() {
        return new Constant();
    }

    /**
     * A rate that falls in a straight line.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule linear(long steps) {
        return new Linear(steps);
    }

    /**
     * A rate that falls along half a cosine.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule cosine(long steps) {
        return new Cosine(steps);
    }

    /**
     * The factor of a step.
     *
     * @param step updates done including this one, from 1
     * @return from 0 to 1
     */
    default double factor(long step) {
        return switch (this) {
            case Constant c -> 1;
            case Linear(long steps) -> 1 - done(step, steps);
            case Cosine(long steps) -> (1 + StrictMath.cos(StrictMath.PI * done(step, steps))) / 2;
        };
    }

    /**
     * The last step with a learning rate above 0.
     *
     * @return {@code Long.MAX_VALUE} where there is no end
     */
    default long lastStep() {
        return switch (this) {
            case Constant c -> Long.MAX_VALUE;
            case Linear(long steps) -> steps;
            case Cosine(long steps) -> steps;
        };
    }

    /**
     * The name and the steps as checkpoints and messages have them.
     *
     * @return {@code constant}, {@code linear(steps)} or {@code cosine(steps)}
     */
    default String toText() {
        return switch (this) {
            case Constant c -> "constant";
            case Linear(long steps) -> "linear(" + steps + ")";
            case Cosine(long steps) -> "cosine(" + steps + ")";
        };
    }

    /**
     * The schedule of a text.
     *
     * @param text what {@link #toText()} writes; capitals, hyphens and underscores make no difference
     * @return the schedule
     * @throws IllegalArgumentException if the name is unknown, or the steps are missing, no whole number or fewer than 1
     */
    static Schedule parse(String text) {
        CallSyntax words = CallSyntax.of(text, "schedule");
        return switch (words.name()) {
            case "constant" -> words.with(0, new Constant());
            case "linear" -> new Linear(words.with(1, words).whole(0));
            case "cosine" -> new Cosine(words.with(1, words).whole(0));
            default -> throw words.unknown("constant, linear(steps), cosine(steps)");
        };
    }

    private static double done(long step, long steps) {
        return Math.min(1, (step - 1) / (double) steps);
    }

    private static void requireSteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a schedule needs at least 1 step, got " + steps);
        }
    }
}
