package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.fixtures.Fixture;
import dev.lanewise.section.RecordText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class ScheduleTest {

    static final List<Schedule> EXAMPLES = List.of(new Schedule.Constant(), new Schedule.Linear(24), new Schedule.Cosine(Long.MAX_VALUE),
            Schedule.step(30, 0.1), Schedule.exponential(0.95), Schedule.polynomial(24, 0.5), Schedule.cosineRestarts(10, 2),
            Schedule.warmUp(5, Schedule.oneCycle(60)), Schedule.oneCycle(60), Schedule.flatCosine(60), Schedule.cosLog4(60),
            Schedule.reduceOnPlateau(10));

    @Test
    void hasAnExampleHereOfEveryKind() {
        assertEquals(Stream.of(Schedule.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                EXAMPLES.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void hasATextForEach() {
        assertEquals(List.of("constant", "linear(24)", "cosine(9223372036854775807)", "step(30,0.1)", "exponential(0.95)",
                "polynomial(24,0.5)", "cosine_restarts(10,2)", "warm_up(5,0.0,one_cycle(60,0.3,0.04,4.0E-6))",
                "one_cycle(60,0.3,0.04,4.0E-6)", "flat_cosine(60,0.5)", "coslog(60,4)", "reduce_on_plateau(0.1,10,1.0E-4,0,0.0)"),
                EXAMPLES.stream().map(Schedule::toText).toList());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Schedule schedule) {
        assertEquals(schedule, Schedule.parse(schedule.toText()));
        assertEquals(schedule, Schedule.parse(schedule.toText().toUpperCase().replace("_", "-")));
    }

    @Test
    void readsTheRecordsOfTheFirstCheckpoints() {
        for (Schedule schedule : List.of(Schedule.constant(), Schedule.linear(24), Schedule.cosine(Long.MAX_VALUE))) {
            assertEquals(schedule, Schedule.parse(RecordText.current(schedule.toString())));
        }
    }

    @Test
    void readsShortForms() {
        assertEquals(Schedule.oneCycle(60), Schedule.parse("one-cycle(60)"));
        assertEquals(Schedule.flatCosine(60), Schedule.parse("flatCosine(60)"));
        assertEquals(Schedule.cosLog4(60), Schedule.parse("coslog4(60)"));
        assertEquals(Schedule.reduceOnPlateau(3), Schedule.parse("reduce_on_plateau(3)"));
        assertEquals(Schedule.warmUp(5, Schedule.step(30, 0.1)), Schedule.parse("warm_up(5, step(30, 0.1))"));
        assertEquals(new Schedule.WarmUp(5, 0.25, Schedule.constant()), Schedule.parse("warm_up(5,0.25,constant)"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "steps(5) | unknown schedule 'steps(5)', expected one of constant, linear(steps), cosine(steps), step(every,gamma),"
                    + " exponential(gamma), polynomial(steps,power), cosine_restarts(steps,growth), warm_up(steps,schedule),"
                    + " one_cycle(steps), flat_cosine(steps), coslog4(steps), reduce_on_plateau(patience)",
            "constant(5) | schedule 'constant(5)' expects 0 numbers in brackets, got 1",
            "linear | schedule 'linear' expects 1 number in brackets, got 0",
            "linear(2.5) | schedule 'linear(2.5)': expected a whole number, got '2.5'",
            "cosine(9223372036854775808) | schedule 'cosine(9223372036854775808)': expected a whole number, got '9223372036854775808'",
            "cosine(0) | a schedule needs at least 1 step, got 0",
            "step(5,0) | the gamma of a schedule expects a number above 0 and at most 1, got 0.0",
            "exponential(NaN) | the gamma of a schedule expects a number above 0 and at most 1, got NaN",
            "polynomial(5,-1) | the power of a schedule expects a number above 0, got -1.0",
            "cosine_restarts(5,0) | the growth of cycles expects a whole number of at least 1, got 0",
            "warm_up(5) | schedule 'warm_up(5)' expects a number of steps and a schedule in brackets, got 1",
            "warm_up(5,2,constant) | the start of a warm-up expects a number from 0 to 1, got 2.0",
            "warm_up(5,warm_up(5,constant)) | a warm-up expects a schedule that is none itself, got another one behind 5 steps",
            "one_cycle(5,0.3) | schedule 'one_cycle(5,0.3)' expects 1 or 4 numbers in brackets, got 2",
            "one_cycle(5,1.5,0.5,0) | the rise of a cycle expects a number from 0 to 1, got 1.5",
            "one_cycle(5,0.5,0.5,-1) | the last factor of a cycle expects a number from 0 to 1, got -1.0",
            "flat_cosine(5,1) | the flat part expects a share from 0 to below 1, got 1.0",
            "coslog(5,31) | coslog expects 1 to 30 cycles, got 31",
            "reduce_on_plateau(-1) | patience and cooldown expect at least 0 epochs, got -1 and 0",
            "reduce_on_plateau(0.1,1,1,0,0) | the threshold expects a share from 0 to below 1, got 1.0",
            "reduce_on_plateau(0.1,1,0,0,2) | the least factor expects a number from 0 to 1, got 2.0"})
    void saysWhatIsWrongWithAText(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text)).getMessage());
    }

    /** PyTorch works out most rates from the rate before, so its rounding adds up; 70 steps of it are far below the bound. */
    @Test
    void hasTheFactorsOfPyTorchAtEveryStep() {
        Fixture fixture = Fixture.load("schedules");
        for (String text : List.of("step(7,0.5)", "exponential(0.9)", "polynomial(60,2.0)", "polynomial(50,0.5)", "linear(60)",
                "cosine(60)", "cosine_restarts(10,1)", "cosine_restarts(5,2)", "cosine_restarts(3,3)", "warm_up(8,0.25,step(7,0.5))",
                "warm_up(1,0.5,exponential(0.9))", "one_cycle(60,0.3,0.04,4.0E-6)", "one_cycle(57,0.4,0.1,0.001)",
                "flat_cosine(60,0.5)", "coslog(60,4)", "coslog(60,3)")) {
            double[] factors = fixture.values(text);
            Schedule schedule = Schedule.parse(text);
            for (int n = 0; n < factors.length; n++) {
                assertEquals(factors[n], schedule.factor(n + 1), 1e-13, text + " after " + n + " steps");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"constant | 1 | 1 | 1", "linear(8) | 1 | 0.125 | 0", "step(4,0.5) | 1 | 0.5 | 0.25",
            "polynomial(8,2) | 1 | 0.015625 | 0", "cosine_restarts(8,1) | 1 | 0.03806023374435663 | 1",
            "warm_up(7,0.25,linear(2)) | 0.25 | 1 | 0.5", "one_cycle(8) | 0.04 | 0.000004 | 0.000004", "flat_cosine(8,0) | 1"
            + " | 0.03806023374435663 | 0", "flat_cosine(8) | 1 | 0.14644660940672624 | 0", "reduce_on_plateau(3) | 1 | 1 | 1"})
    void isKnownAtTheFirstTheEighthAndTheNinthStep(String text, double first, double eighth, double ninth) {
        Schedule schedule = Schedule.parse(text);
        assertEquals(first, schedule.factor(1), 1e-15);
        assertEquals(eighth, schedule.factor(8), 1e-15);
        assertEquals(ninth, schedule.factor(9), 1e-15);
    }

    @Test
    void isZeroAtTheEndsOfTheCyclesOfCosLog() {
        Schedule schedule = Schedule.cosLog4(15);
        for (long step : new long[] {1, 2, 4, 8, 16, 1000}) {
            assertEquals(0, schedule.factor(step), 1e-15, "step " + step);
        }
        assertEquals(15, schedule.lastStep());
    }

    /** Also where there is but one step, and far beyond the last. */
    @ParameterizedTest
    @ValueSource(strings = {"constant", "linear(1)", "cosine(1)", "step(1,1)", "exponential(1e-300)", "polynomial(1,0.01)",
            "cosine_restarts(1,1)", "cosine_restarts(1,2)", "cosine_restarts(1,2147483647)", "warm_up(1,linear(1))", "one_cycle(1)",
            "one_cycle(2)", "one_cycle(3,0.34,1,1)", "one_cycle(9,0,0.25,0)", "one_cycle(9,1,0,1)", "flat_cosine(1)", "coslog(1,30)",
            "reduce_on_plateau(0)", "warm_up(9223372036854775807,constant)", "cosine_restarts(9223372036854775807,3)"})
    void isFromZeroToOneAtEveryStep(String text) {
        Schedule schedule = Schedule.parse(text);
        for (long step : new long[] {1, 2, 3, 4, 5, 9, 10, 11, 1000, 1L << 40, Long.MAX_VALUE}) {
            double factor = schedule.factor(step);
            assertTrue(factor >= 0 && factor <= 1 + 1e-15, text + " has " + factor + " at step " + step);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"linear(5) | 5", "polynomial(6,2) | 6", "flat_cosine(7) | 7", "warm_up(5,cosine(10)) | 15",
            "warm_up(5,constant) | 9223372036854775807", "warm_up(9223372036854775807,linear(1)) | 9223372036854775807"})
    void knowsTheLastStepThatLearns(String text, long last) {
        Schedule schedule = Schedule.parse(text);
        assertEquals(last, schedule.lastStep());
        if (last < Long.MAX_VALUE) {
            assertTrue(schedule.factor(last) > 0);
            assertEquals(0, schedule.factor(last + 1));
        }
    }

    @Test
    void knowsItsPlateau() {
        Schedule.ReduceOnPlateau plateau = new Schedule.ReduceOnPlateau(0.1, 3, 1e-4, 0, 0);
        assertEquals(Optional.of(plateau), Schedule.reduceOnPlateau(3).plateau());
        assertEquals(Optional.of(plateau), Schedule.warmUp(3, plateau).plateau());
        assertEquals(Optional.empty(), Schedule.linear(3).plateau());
        assertEquals("the schedule of dropout expects one that depends on the step alone, got reduce_on_plateau(0.1,3,1.0E-4,0,0.0)",
                assertThrows(IllegalArgumentException.class, () -> Schedules.CONSTANT.withDropout(plateau)).getMessage());
    }

    @Test
    void hasATextForAllThree() {
        Schedules schedules = Schedules.ofRate(Schedule.cosLog4(60)).withDropout(Schedule.flatCosine(60)).withDecay(Schedule.linear(7));
        assertEquals("coslog(60,4)\ndropout flat_cosine(60,0.5)\ndecay linear(7)", schedules.toText());
        assertEquals(schedules, Schedules.parse(schedules.toText()));
        assertEquals(Schedules.ofRate(Schedule.linear(7)), Schedules.parse("linear(7)"));
        for (String text : List.of("linear(7)\n", "linear(7)\nrate constant", "linear(7)\ndropout", "linear(7)\ndecay steps(3)",
                "linear(7)\ndecay linear(7)\ndropout linear(7)\ndecay linear(7)\n")) {
            assertThrows(IllegalArgumentException.class, () -> Schedules.parse(text), text);
        }
    }
}
