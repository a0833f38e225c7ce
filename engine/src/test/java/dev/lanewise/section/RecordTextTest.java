package dev.lanewise.section;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.spec.Schedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class RecordTextTest {

    /** These texts stand in files: no change of a record may change what they mean. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {"Sgd[lr=0.25] | Sgd(0.25)", "Momentum[lr=0.05, mu=0.9] | Momentum(0.05,0.9)",
        "Adam[lr=0.01, beta1=0.9, beta2=0.999, eps=1.0E-8] | Adam(0.01,0.9,0.999,1.0E-8)",
        "AdamW[lr=0.01, beta1=0.9, beta2=0.999, eps=1.0E-8, decay=0.1] | AdamW(0.01,0.9,0.999,1.0E-8,0.1)", "Constant[] | Constant",
        "Linear[steps=20] | Linear(20)", "Cosine[steps=9223372036854775807] | Cosine(9223372036854775807)"})
    void readsWhatTheFirstCheckpointsHave(String record, String text) {
        assertEquals(text, RecordText.current(record));
    }

    @ParameterizedTest
    @ValueSource(strings = {"momentum(0.05,0.9)", "constant", "Sgd[mu=0.25]", "Sgd[lr=0.25, mu=0.9]", "Adam[lr=0.01]", "Sgd[]",
        "Lion[lr=0.1]", "Linear[steps=20", "", "[]", "Sgd[lr=1=2]"})
    void leavesEveryOtherTextAsItIs(String text) {
        assertEquals(text, RecordText.current(text));
    }

    @Test
    void isFollowedByTheErrorsOfToday() {
        assertEquals("schedule 'Linear(x)': expected a whole number, got 'x'",
                assertThrows(IllegalArgumentException.class, () -> Schedule.parse(RecordText.current("Linear[steps=x]"))).getMessage());
    }
}
