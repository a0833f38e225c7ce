package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.section.RecordText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class ScheduleTest {

    static final List<Schedule> EXAMPLES = List.of(new Schedule.Constant(), new Schedule.Linear(24), new Schedule.Cosine(Long.MAX_VALUE));

    @Test
    void hasAnExampleHereOfEveryKind() {
        assertEquals(Stream.of(Schedule.class.getPermittedSubclasses()).collect(Collectors.toSet()),
                EXAMPLES.stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void hasATextForEach() {
        assertEquals(List.of("constant", "linear(24)", "cosine(9223372036854775807)"), EXAMPLES.stream().map(Schedule::toText).toList());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Schedule schedule) {
        assertEquals(schedule, Schedule.parse(schedule.toText()));
        assertEquals(schedule, Schedule.parse(RecordText.current(schedule.toString())));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "step(5) | unknown schedule 'step(5)', expected one of constant, linear(steps), cosine(steps)",
            "constant(5) | schedule 'constant(5)' expects 0 numbers in brackets, got 1",
            "linear | schedule 'linear' expects 1 number in brackets, got 0",
            "linear(2.5) | schedule 'linear(2.5)': expected a whole number, got '2.5'",
            "cosine(9223372036854775808) | schedule 'cosine(9223372036854775808)': expected a whole number, got '9223372036854775808'",
            "cosine(0) | a schedule needs at least 1 step, got 0"})
    void saysWhatIsWrongWithAText(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text)).getMessage());
    }
}
