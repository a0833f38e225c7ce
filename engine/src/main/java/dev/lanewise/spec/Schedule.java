package dev.lanewise.spec;

import java.util.Objects;
import java.util.Optional;

/**
 * How a number changes with the steps of a training: a factor from 0 to 1 on the learning rate of the optimizer, on the rate of dropout or
 * on the decay, worked out in double from the step alone. {@link ReduceOnPlateau} is the one that looks at validation losses, too.
 * Immutable, and shared by any number of threads.
 *
 * <p>Formulas are those of PyTorch where it has the schedule and is asked once per step; {@code n} is what has been done before a step,
 * from 0. Beyond the steps of a schedule its last factor stays.
 *
 * {@snippet lang=java :
 * Schedule schedule = Schedule.warmUp(100, Schedule.cosine(900));
 * double first = schedule.factor(1), highest = schedule.factor(101), last = schedule.factor(1000);
 * Schedule same = Schedule.parse(schedule.toText());
 * }
 */
public sealed interface Schedule {

    /** The number stays. */
    record Constant() implements Schedule {
    }

    /**
     * A straight line to 0: {@code 1 - n / steps}.
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
            ScheduleFormula.requireSteps(steps);
        }
    }

    /**
     * Half a cosine to 0: {@code (1 + cos(pi * n / steps)) / 2}.
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
            ScheduleFormula.requireSteps(steps);
        }
    }

    /**
     * Stairs: {@code gamma^floor(n / every)}, PyTorch's StepLR.
     *
     * @param every updates of one stair, at least 1
     * @param gamma from stair to stair, above 0 and at most 1
     */
    record Step(long every, double gamma) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Step {
            ScheduleFormula.requireSteps(every);
            ScheduleFormula.requirePositive("gamma", gamma, 1);
        }
    }

    /**
     * {@code gamma^n}, PyTorch's ExponentialLR.
     *
     * @param gamma from step to step, above 0 and at most 1
     */
    record Exponential(double gamma) implements Schedule {
        /**
         * Checks the number.
         *
         * @throws IllegalArgumentException if it is out of range
         */
        public Exponential {
            ScheduleFormula.requirePositive("gamma", gamma, 1);
        }
    }

    /**
     * A power of a straight line to 0: {@code (1 - n / steps)^power}, PyTorch's PolynomialLR.
     *
     * @param steps updates of the whole run, at least 1; beyond them the factor is 0
     * @param power above 0
     */
    record Polynomial(long steps, double power) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Polynomial {
            ScheduleFormula.requireSteps(steps);
            ScheduleFormula.requirePositive("power", power, Double.MAX_VALUE);
        }
    }

    /**
     * Half a cosine that begins again: {@code (1 + cos(pi * m / length)) / 2}, where m counts from the last restart, PyTorch's
     * CosineAnnealingWarmRestarts.
     *
     * @param steps  updates of the first cycle, at least 1
     * @param growth how many times as long each cycle is as that before, at least 1
     * @see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter, SGDR, ICLR 2017</a>
     */
    record CosineRestarts(long steps, int growth) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is below 1
         */
        public CosineRestarts {
            ScheduleFormula.requireSteps(steps);
            if (growth < 1) {
                throw new IllegalArgumentException("the growth of cycles expects a whole number of at least 1, got " + growth);
            }
        }
    }

    /**
     * A straight line up, and then another schedule: {@code start + (1 - start) n / steps}, PyTorch's LinearLR before another one in a
     * SequentialLR. The other schedule counts from its own first step.
     *
     * @param steps updates until the number is reached, at least 1
     * @param start the first factor, from 0 to 1
     * @param then  what comes afterwards, no warm-up itself
     * @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al., Accurate, large minibatch SGD, 2017</a>
     */
    record WarmUp(long steps, double start, Schedule then) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range, or a warm-up follows
         */
        public WarmUp {
            ScheduleFormula.requireSteps(steps);
            ScheduleFormula.requireShare("start of a warm-up", start);
            if (Objects.requireNonNull(then, "then") instanceof WarmUp) {
                throw new IllegalArgumentException("a warm-up expects a schedule that is none itself, got " + then.toText());
            }
        }
    }

    /**
     * Half a cosine up from a first factor to 1, and one down to a last factor, PyTorch's OneCycleLR; the rate of the optimizer is the
     * highest.
     *
     * @param steps updates of the whole run, at least 1
     * @param rise  share of them in which the factor rises, from 0 to 1
     * @param first the first factor, from 0 to 1; one over PyTorch's {@code div_factor}
     * @param last  the last one, from 0 to 1; the first over PyTorch's {@code final_div_factor}
     * @see <a href="https://arxiv.org/abs/1708.07120">Smith and Topin, Super-convergence, 2017</a>
     */
    record OneCycle(long steps, double rise, double first, double last) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public OneCycle {
            ScheduleFormula.requireSteps(steps);
            ScheduleFormula.requireShare("rise of a cycle", rise);
            ScheduleFormula.requireShare("first factor of a cycle", first);
            ScheduleFormula.requireShare("last factor of a cycle", last);
        }
    }

    /**
     * 1 for a share of the steps, then half a cosine to 0.
     *
     * @param steps updates of the whole run, at least 1; beyond them the factor is 0
     * @param flat  share of them with a factor of 1, from 0 to below 1
     * @see <a href="https://arxiv.org/abs/2407.04491">Holzmüller, Grinsztajn and Steinwart, Better by default, NeurIPS 2024</a>
     */
    record FlatCosine(long steps, double flat) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public FlatCosine {
            ScheduleFormula.requireSteps(steps);
            if (!(flat >= 0 && flat < 1)) {
                throw new IllegalArgumentException("the flat part expects a share from 0 to below 1, got " + flat);
            }
        }
    }

    /**
     * Cycles that double in length: {@code (1 - cos(2 pi log2(1 + (2^cycles - 1) n / steps))) / 2}; each begins and ends with 0.
     *
     * @param steps  updates of the whole run, at least 1; beyond them the factor is 0
     * @param cycles from 1 to 30
     * @see <a href="https://arxiv.org/abs/2407.04491">Holzmüller, Grinsztajn and Steinwart, Better by default, NeurIPS 2024</a>
     */
    record CosLog(long steps, int cycles) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public CosLog {
            ScheduleFormula.requireSteps(steps);
            if (cycles < 1 || cycles > 30) {
                throw new IllegalArgumentException("coslog expects 1 to 30 cycles, got " + cycles);
            }
        }
    }

    /**
     * Less each time that validation losses have not become better for some epochs, PyTorch's ReduceLROnPlateau: a loss is better that is
     * below {@code best * (1 - threshold)}. What it has seen is part of a run's progress and of its checkpoints. For learning rates alone.
     *
     * @param gamma     what the factor is multiplied by, above 0 and at most 1
     * @param patience  epochs in a row without a better loss that are borne, at least 0
     * @param threshold share by which a loss must be better, from 0 to below 1
     * @param cooldown  epochs after a reduction in which none is counted, at least 0
     * @param least     below which the factor does not fall, from 0 to 1
     */
    record ReduceOnPlateau(double gamma, int patience, double threshold, int cooldown, double least) implements Schedule {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public ReduceOnPlateau {
            ScheduleFormula.requirePositive("gamma", gamma, 1);
            if (patience < 0 || cooldown < 0) {
                throw new IllegalArgumentException("patience and cooldown expect at least 0 epochs, got " + patience + " and " + cooldown);
            }
            if (!(threshold >= 0 && threshold < 1)) {
                throw new IllegalArgumentException("the threshold expects a share from 0 to below 1, got " + threshold);
            }
            ScheduleFormula.requireShare("least factor", least);
        }
    }

    /** {@return a number that stays} */
    static Schedule constant() {
        return new Constant();
    }

    /**
     * A straight line to 0.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule linear(long steps) {
        return new Linear(steps);
    }

    /**
     * Half a cosine to 0.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule cosine(long steps) {
        return new Cosine(steps);
    }

    /**
     * Stairs.
     *
     * @param every updates of one stair, at least 1
     * @param gamma from stair to stair, above 0 and at most 1
     * @return the schedule
     * @throws IllegalArgumentException if a number is out of range
     */
    static Schedule step(long every, double gamma) {
        return new Step(every, gamma);
    }

    /**
     * The same share of the factor before, step by step.
     *
     * @param gamma from step to step, above 0 and at most 1
     * @return the schedule
     * @throws IllegalArgumentException if it is out of range
     */
    static Schedule exponential(double gamma) {
        return new Exponential(gamma);
    }

    /**
     * A power of a straight line to 0.
     *
     * @param steps updates of the whole run, at least 1
     * @param power above 0
     * @return the schedule
     * @throws IllegalArgumentException if a number is out of range
     */
    static Schedule polynomial(long steps, double power) {
        return new Polynomial(steps, power);
    }

    /**
     * Half a cosine that begins again.
     *
     * @param steps  updates of the first cycle, at least 1
     * @param growth how many times as long each cycle is as that before, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if a number is below 1
     */
    static Schedule cosineRestarts(long steps, int growth) {
        return new CosineRestarts(steps, growth);
    }

    /**
     * A straight line up from 0, and then another schedule; the first step has a factor of 0.
     *
     * @param steps updates until the number is reached, at least 1
     * @param then  what comes afterwards, with a first step of its own; no warm-up itself
     * @return the schedule
     * @throws IllegalArgumentException if there are no steps, or a warm-up follows
     */
    static Schedule warmUp(long steps, Schedule then) {
        return new WarmUp(steps, 0, then);
    }

    /**
     * One cycle with the shares of PyTorch: up in 0.3 of the steps from 1/25, then down to 1/250,000.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule oneCycle(long steps) {
        return new OneCycle(steps, 0.3, 0.04, 4e-6);
    }

    /**
     * 1 in the first half, then half a cosine to 0.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule flatCosine(long steps) {
        return new FlatCosine(steps, 0.5);
    }

    /**
     * Four cycles that double in length; the first step has a factor of 0.
     *
     * @param steps updates of the whole run, at least 1
     * @return the schedule
     * @throws IllegalArgumentException if there are none
     */
    static Schedule cosLog4(long steps) {
        return new CosLog(steps, 4);
    }

    /**
     * A tenth each time that validation losses have not become better by 0.0001 of the best for more than some epochs.
     *
     * @param patience epochs in a row without a better loss that are borne, at least 0; PyTorch's default is 10
     * @return the schedule
     * @throws IllegalArgumentException if it is below 0
     */
    static Schedule reduceOnPlateau(int patience) {
        return new ReduceOnPlateau(0.1, patience, 1e-4, 0, 0);
    }

    /**
     * The factor of a step.
     *
     * @param step updates done including this one, from 1
     * @return from 0 to 1; that of a plateau, which depends on validation losses, is not in it
     */
    default double factor(long step) {
        return ScheduleFormula.factor(this, step);
    }

    /**
     * The last step with a factor above 0.
     *
     * @return {@code Long.MAX_VALUE} where there is no end
     */
    default long lastStep() {
        return ScheduleFormula.lastStep(this);
    }

    /**
     * The part that looks at validation losses.
     *
     * @return this or what follows a warm-up, where it is one
     */
    default Optional<ReduceOnPlateau> plateau() {
        return switch (this) {
            case ReduceOnPlateau plateau -> Optional.of(plateau);
            case WarmUp(long _, double _, ReduceOnPlateau plateau) -> Optional.of(plateau);
            case Schedule _ -> Optional.empty();
        };
    }

    /**
     * The name and the numbers as checkpoints and messages have them.
     *
     * @return for example {@code constant}, {@code linear(steps)} or {@code warm_up(steps,start,cosine(steps))}
     */
    default String toText() {
        return ScheduleText.of(this);
    }

    /**
     * The schedule of a text.
     *
     * @param text what {@link #toText()} writes; capitals, hyphens and underscores make no difference
     * @return the schedule
     * @throws IllegalArgumentException if the name is unknown, or a number is missing, no number or out of range
     */
    static Schedule parse(String text) {
        return ScheduleText.parse(text);
    }
}
