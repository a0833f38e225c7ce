package dev.lanewise.samples.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.explain.Explanation;
import dev.lanewise.explain.Notation;
import dev.lanewise.explain.Variable;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ExplanationPageTest {

    private static final String SVG = "http://www.w3.org/2000/svg";

    @Test
    void holdsTheLineOfTheTutorialAndItsNumbers() {
        String page = ExplanationPage.of(Explained.tutorial(), Notation.ARTICLE);

        assertTrue(page.contains("<code>dJ/dw12(2) = dJ/dh1(3) * dh1(3)/dz1(2) * dz1(2)/dw12(2) = -0.0218893</code>"));
        for (String text : List.of("-0.1645443", "0.1374695", "0.9677045", "0.0135374", "0.8354557 (1 \u2212 0.8354557)", "same bits",
                "All three agree", "0.5054723", "alpha")) {
            assertTrue(page.contains(text), text);
        }
        assertTrue(page.contains("<html lang=\"en\">"));
        assertTrue(page.contains("<title>How J changes with w12(2): -0.0218893</title>"));
        assertTrue(page.contains("<meta name=\"viewport\""));
    }

    @ParameterizedTest
    @EnumSource(Notation.class)
    void isWellFormedAndNeedsNothingFromElsewhere(Notation notation) {
        for (Explanation e : List.of(Explained.tutorial(), Explained.tutorial(new Variable.Bias(1, 3)), Explained.classes(),
                Explained.tutorial(new Variable.Output(1, 2)), Explained.twoHidden(), Explained.embedded(), Explained.diverged())) {
            String page = ExplanationPage.of(e, notation);
            Document document = Markup.parsed(page);

            assertEquals(1, document.getElementsByTagName("svg").getLength());
            assertFalse(page.contains("{{"), "a place is left to fill");
            String rest = page.replace(SVG, "");
            for (String outside : List.of("http:", "https:", "//www", "src=", "@import", "url(", "fetch(", "XMLHttpRequest", "<link")) {
                assertFalse(rest.contains(outside), outside);
            }
            assertIdsAreUnique(document);
            assertHighlightsAreDrawn(document);
        }
    }

    /** Of layers 1 to 4: input 1 goes on alone, the category to its row; dropout leads from node to node; one sum of four. */
    @Test
    void drawsWhatDependsOnWhatInLayersOfEveryKind() {
        String drawing = NetworkDrawing.of(new Signs(Explained.embedded(), Notation.ARTICLE));
        assertEquals(List.of("w1.1.1", "w1.2.2", "w1.3.2", "w1.4.2", "w2.1.1", "w2.2.2", "w2.3.3", "w2.4.4", "w3.1.1", "w3.1.2", "w3.1.3",
                "w3.1.4"), keys(drawing, "edge[^\"]*", "w"));
        assertEquals(List.of("h2.3", "h3.3", "h4.1"), keys(drawing, "node way[^\"]*", "h"));
        assertTrue(drawing.contains("4 dropout(0.5)"), drawing);
        assertEquals(1, drawing.split("class=\"sum\"", -1).length - 1);
    }

    private static List<String> keys(String drawing, String kind, String letter) {
        return Pattern.compile("class=\"" + kind + "\" data-key=\"(" + letter + "[^\"]*)\"").matcher(drawing).results()
                .map(found -> found.group(1)).sorted().toList();
    }

    private static void assertIdsAreUnique(Document document) {
        Set<String> ids = new HashSet<>();
        NodeList all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            String id = ((Element) all.item(i)).getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "twice: " + id);
        }
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            for (String named : (element.getAttribute("aria-controls") + " " + element.getAttribute("aria-labelledby")).split(" ")) {
                assertTrue(named.isEmpty() || ids.contains(named), "there is no " + named);
            }
        }
    }

    /** In networks that are drawn in full, every part that a button is about is there. */
    private static void assertHighlightsAreDrawn(Document document) {
        Set<String> drawn = new HashSet<>();
        NodeList parts = document.getElementsByTagName("g");
        for (int i = 0; i < parts.getLength(); i++) {
            drawn.add(((Element) parts.item(i)).getAttribute("data-key"));
        }
        List<Element> cards = cards(document);
        assertFalse(cards.isEmpty());
        for (Element card : cards) {
            for (String key : card.getAttribute("data-about").split(" ")) {
                assertTrue(drawn.contains(key), key + " is not among " + drawn);
            }
        }
    }

    private static List<Element> cards(Document document) {
        NodeList buttons = document.getElementsByTagName("button");
        return IntStream.range(0, buttons.getLength()).mapToObj(i -> (Element) buttons.item(i))
                .filter(button -> button.getAttribute("class").equals("card")).toList();
    }

    @Test
    void hasAButtonAndAPanelForEachFactor() {
        Document document = Markup.parsed(ExplanationPage.of(Explained.tutorial(), Notation.ARTICLE));

        assertEquals(List.of("panel-1", "panel-2", "panel-3"),
                cards(document).stream().map(card -> card.getAttribute("aria-controls")).toList());
    }

    @Test
    void hasTwoFactorsBehindTheCrossEntropyOfASoftmax() {
        String page = ExplanationPage.of(Explained.classes(), Notation.ARTICLE);

        assertEquals(2, cards(Markup.parsed(page)).size());
        assertTrue(page.contains("<code>dJ/dw32(1) = dJ/dz3(1) * dz3(1)/dw32(1) = "));
    }

    @Test
    void hasNoDescentByAnInput() {
        String page = ExplanationPage.of(Explained.tutorial(new Variable.Output(1, 2)), Notation.ARTICLE);

        assertFalse(page.contains("One step of descent"));
        assertTrue(page.contains("The ways of the chain rule"));
    }

    @Test
    void marksTheWayAndNothingElse() {
        String drawing = NetworkDrawing.of(new Signs(Explained.tutorial(), Notation.ARTICLE));

        for (String key : List.of("w2.1.2", "h3.1", "J", "J.1")) {
            assertTrue(Pattern.compile("class=\"[a-z]+ way[a-z ]*\" data-key=\"" + Pattern.quote(key) + "\"").matcher(drawing).find(), key);
        }
        for (String key : List.of("w2.1.1", "w2.1.3", "w1.2.2", "h2.2", "h1.1", "b2.1")) {
            assertTrue(Pattern.compile("class=\"[a-z]+\" data-key=\"" + Pattern.quote(key) + "\"").matcher(drawing).find(), key);
        }
    }

    @Test
    void marksAllOutputsOfASoftmax() {
        String drawing = NetworkDrawing.of(new Signs(Explained.classes(), Notation.ARTICLE));

        for (int node = 1; node <= 3; node++) {
            assertTrue(drawing.contains("<g class=\"node way\" data-key=\"h2." + node + "\">"), drawing);
        }
    }

    @Test
    void explainsADeepNetworkOnASmallPageAtOnce() {
        Explanation e = Explained.deep(1);
        String page = ExplanationPage.of(e, Notation.ARTICLE);
        long start = System.nanoTime();
        page = ExplanationPage.of(e, Notation.ARTICLE);
        double seconds = (System.nanoTime() - start) * 1e-9;

        assertTrue(seconds < 1, seconds + " s");
        int bytes = page.getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < 1_000_000, bytes + " bytes");
        assertTrue(page.contains("and 1,019 others"));
        assertTrue(page.contains("\u2026 780 more"));
        Markup.parsed(page);
    }

    @Test
    void doesNotGrowWithTheNumberOfWays() {
        int bytes = ExplanationPage.of(Explained.layers(12), Notation.ARTICLE).length();
        assertTrue(bytes < 1_000_000, bytes + " bytes");
    }

    @Test
    void saysWhatDoesNotAgree() {
        String page = ExplanationPage.of(Explained.diverged(), Notation.ARTICLE);
        assertTrue(page.contains("too far"));
        assertTrue(page.contains("Not all of them agree"));
    }
}
