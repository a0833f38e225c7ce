package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateFormTest {

    @ParameterizedTest
    @CsvSource({"YEAR_FIRST, 2024-02-29, 0", "YEAR_FIRST, 2024/2/29, 0", "DAY_FIRST, 29.02.2024, 0", "MONTH_FIRST, 2/29/2024, 0",
        "DAY_FIRST_SLASHES, 29/2/2024, 0", "YEAR_FIRST, 2024-02-29T06:00, 0.25", "YEAR_FIRST, 2024-02-29 12:00:00, 0.5",
        "YEAR_FIRST, 2024-02-29T12:00:00.250Z, 0.5", "YEAR_FIRST, 2024-02-29T12:00+02:00, 0.5"})
    void countsDays(DateForm form, String text, double time) {
        assertEquals(LocalDate.of(2024, 2, 29).toEpochDay() + time, form.days(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2023-02-29", "2024-13-01", "2024-00-01", "2024-1-0", "24-01-01", "2024-01", "2024-01-", "-2024-01-01",
        "2024-01-01x", "2024-01-01T", "2024-01-01T25:00", "2024-01-01T10:60", "2024-01-01T10:00:61", "2024-01-01T10:00 o'clock", "20240101",
        "2024-01/01", "", "now"})
    void refusesWhatIsNoDay(String text) {
        for (DateForm form : DateForm.values()) {
            assertTrue(Double.isNaN(form.days(text)), form + " takes " + text);
        }
    }

    @Test
    void partsADay() {
        double days = DateForm.YEAR_FIRST.days("2024-02-29T06:30");
        assertEquals(2, DatePart.MONTH.of(days));
        assertEquals(29, DatePart.DAY_OF_MONTH.of(days));
        assertEquals(4, DatePart.DAY_OF_WEEK.of(days));
        assertEquals(6.5, DatePart.HOUR.of(days), 1e-6);
        assertEquals(days, DatePart.DAYS.of(days));
        assertTrue(Double.isNaN(DatePart.MONTH.of(Double.NaN)));
    }
}
