package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NumberTextTest {

    private final NumberText dots = NumberText.withDecimal('.'), commas = NumberText.withDecimal(',');

    /** Short ones are made of a quotient, long ones by the library. */
    @Test
    void roundsAsJavaDoes() {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            int digits = 1 + random.nextInt(18), mark = random.nextInt(digits + 1);
            StringBuilder text = new StringBuilder();
            random.ints(digits, 0, 10).forEach(text::append);
            text.insert(mark, '.').insert(0, i % 3 == 0 ? "-" : i % 3 == 1 ? "+" : "");
            double expected = Double.parseDouble(text.toString());

            assertEquals(expected, dots.parse(text.toString()), text.toString());
            assertEquals(expected, commas.parse(text.toString().replace('.', ',')), text.toString());
        }
    }

    @Test
    void takesNothingElseForANumber() {
        for (String text : new String[] {"", "-", "+", ".", "-.", "1.2.3", "1-", "--1", "1 2", "\u0661", "1e", "1f", "0x10"}) {
            assertEquals(Double.NaN, dots.parse(text), text);
        }
        assertEquals("-0.0", "" + dots.parse("-0"));
        assertEquals(999_999_999_999_999d, dots.parse("999999999999999"));
        assertEquals(1e-15, dots.parse(".000000000000001"));
    }
}
