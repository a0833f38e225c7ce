package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortNumberTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "-0.0, 0, 0", "0.777284, 0.77728, +0.77728", "349194, 349190, +349190", "-12.5, -12.5, -12.5",
        "1e-5, 0.00001, +0.00001", "1.23456e-7, 1.2346E-7, +1.2346E-7", "2e15, 2E+15, +2E+15", "100, 100, +100", "NaN, NaN, NaN"})
    void hasTheDigitsThatCount(double value, String text, String signed) {
        assertEquals(text, ShortNumber.of(value));
        assertEquals(signed, ShortNumber.signed(value));
    }
}
