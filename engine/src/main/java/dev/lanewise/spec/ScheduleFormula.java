package dev.lanewise.spec;

/** The factor of each schedule at a step, in double. */
final class ScheduleFormula {

    private ScheduleFormula() {
    }

    /** Of a step from 1. */
    static double factor(Schedule schedule, long step) {
        long n = step - 1;
        return switch (schedule) {
            case Schedule.Constant _, Schedule.ReduceOnPlateau _ -> 1;
            case Schedule.Linear(long steps) -> 1 - done(n, steps);
            case Schedule.Cosine(long steps) -> cosine(done(n, steps));
            case Schedule.Step(long every, double gamma) -> StrictMath.pow(gamma, n / every);
            case Schedule.Exponential(double gamma) -> StrictMath.pow(gamma, n);
            case Schedule.Polynomial(long steps, double power) -> StrictMath.pow(1 - done(n, steps), power);
            case Schedule.CosineRestarts restarts -> restarts(restarts, n);
            case Schedule.WarmUp(long steps, double start, Schedule then) ->
                n < steps ? start + (1 - start) * done(n, steps) : then.factor(step - steps);
            case Schedule.OneCycle cycle -> oneCycle(cycle, n);
            case Schedule.FlatCosine(long steps, double flat) -> cosine(Math.max(0, done(n, steps) - flat) / (1 - flat));
            case Schedule.CosLog(long steps, int cycles) -> n >= steps ? 0 : cosLog(done(n, steps), cycles);
        };
    }

    /** The last step with a factor above 0. */
    static long lastStep(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Linear(long steps) -> steps;
            case Schedule.Cosine(long steps) -> steps;
            case Schedule.Polynomial(long steps, double _) -> steps;
            case Schedule.FlatCosine(long steps, double _) -> steps;
            case Schedule.CosLog(long steps, int _) -> steps;
            case Schedule.WarmUp(long steps, double _, Schedule then) -> Long.MAX_VALUE - steps > then.lastStep() ? steps + then.lastStep()
                    : Long.MAX_VALUE;
            case Schedule.Constant _, Schedule.Step _, Schedule.Exponential _, Schedule.CosineRestarts _, Schedule.OneCycle _,
                    Schedule.ReduceOnPlateau _ -> Long.MAX_VALUE;
        };
    }

    private static double done(long n, long steps) {
        return Math.min(1, n / (double) steps);
    }

    /** From 1 at 0 to 0 at 1. */
    private static double cosine(double t) {
        return (1 + StrictMath.cos(StrictMath.PI * t)) / 2;
    }

    private static double restarts(Schedule.CosineRestarts restarts, long n) {
        long length = restarts.steps(), since = n;
        if (restarts.growth() == 1) {
            return cosine(since % length / (double) length);
        }
        while (since >= length) {
            since -= length;
            length = length > Long.MAX_VALUE / restarts.growth() ? Long.MAX_VALUE : length * restarts.growth();
        }
        return cosine(since / (double) length);
    }

    /** PyTorch's phases end before the step that is a share of all, and before the last one. */
    private static double oneCycle(Schedule.OneCycle cycle, long n) {
        double top = cycle.rise() * cycle.steps() - 1, end = cycle.steps() - 1;
        if (n <= top) {
            return between(cycle.first(), 1, top > 0 ? n / top : 1);
        }
        return between(1, cycle.last(), n < end ? (n - top) / (end - top) : 1);
    }

    private static double between(double from, double to, double t) {
        return to + (from - to) / 2 * (1 + StrictMath.cos(StrictMath.PI * t));
    }

    private static double cosLog(double t, int cycles) {
        double log2 = StrictMath.log(1 + ((1 << cycles) - 1) * t) / StrictMath.log(2);
        return (1 - StrictMath.cos(2 * StrictMath.PI * log2)) / 2;
    }

    static void requireSteps(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a schedule needs at least 1 step, got " + steps);
        }
    }

    static void requirePositive(String what, double number, double most) {
        if (!(number > 0 && number <= most)) {
            throw new IllegalArgumentException("the " + what + " of a schedule expects a number above 0"
                    + (most == 1 ? " and at most 1" : "") + ", got " + number);
        }
    }

    static void requireShare(String what, double number) {
        if (!(number >= 0 && number <= 1)) {
            throw new IllegalArgumentException("the " + what + " expects a number from 0 to 1, got " + number);
        }
    }
}
