package dev.lanewise.samples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PiecesTest {

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "-0.02188931, -0.0218893", "3, 3", "0, 0", "-0.0, 0", "0.0001, 0.0001", "0.00009, 9e-5",
        "-6.0612471e-5, -6.061247e-5",
        "1234.5, 1234.5", "1e9, 1e9", "NaN, NaN", "Infinity, Infinity", "1e-300, 1e-300"})
    void numbersHaveSevenDecimalsWithoutZerosAtTheEnd(double value, String text) {
        assertEquals(text, Numbers.text(value));
    }

    @Test
    void floatsShowNothingOfTheirBinaryTail() {
        assertEquals("0.2", Numbers.text(.2f));
        assertEquals("8.2e-8", Numbers.distance(8.1734e-8));
        assertEquals("0.9677", Numbers.brief(0.96770454));
    }

    @Test
    void templatesEscapeTextsAndNotHtml() {
        String card = Template.of("card.html").fill(Map.of("number", "1", "about", "\"<&'>", "sign", "<i>x</i>", "value", "{{sign}}"));
        assertTrue(card.contains("data-about=\"&quot;&lt;&amp;&#39;&gt;\""), card);
        assertTrue(card.contains("<i>x</i>"), card);
        assertTrue(card.contains("{{sign}}"), "what is filled in is not filled again: " + card);
    }

    @Test
    void templatesSayWhatIsMissing() {
        var missing = assertThrows(IllegalArgumentException.class, () -> Template.of("card.html").fill(Map.of("number", "1")));
        assertTrue(missing.getMessage().startsWith("nothing to put at {{about}}"), missing.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Template.resource("none.html"));
    }

    @Test
    void signsAreSetWithNodesBelowAndLayersAbove() {
        assertEquals("<i>w</i><span class=\"ix\"><sub>12</sub><sup>(2)</sup></span>", Typeset.html("w12(2)"));
        assertEquals("<i>y</i><sub>1</sub>", Typeset.html("y1"));
        assertEquals("1, since <i>z</i><span class=\"ix\"><sub>3</sub><sup>(1)</sup></span> &gt; 0", Typeset.html("1, since z3(1) > 0"));
        assertEquals("<i>f</i>(<i>z</i><sub>1</sub>)<sup>2</sup>", Typeset.html("f(z1)^2"));
        assertEquals("1 \u2212 2, -3", Typeset.html("1 - 2, -3"));
        assertEquals("&lt;script&gt;", Typeset.html("<script>"));
        assertTrue(Typeset.derivative("dJ/dh1(3)").contains("aria-label=\"dJ/dh1(3)\""));
    }
}
